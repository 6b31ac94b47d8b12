import { describe, expect, it } from 'vitest';
import { missingForSending } from '#shared/notices/missing-for-sending.ts';
import { aBrand } from '#test/support/builders.ts';
import { aBrandWith, aRight, NOW } from '#test/support/notices.ts';

const people = aBrandWith([]).contacts;

describe('before a notice can be sent, a brand needs', () => {
  it('nothing more when its marks, people and signed authority are there', () => {
    expect(missingForSending(aBrand(), NOW)).toEqual([]);
  });

  it('nothing more when its rights and authorities are written the long way', () => {
    const { authority: _, ...contacts } = people;
    const brand = aBrandWith([aRight()], {
      contacts,
      authorities: [
        {
          grantor: 'Nordhavn A/S',
          signatory: 'Karl Lind',
          grantee: 'Jane Holm',
          rights: [],
          territories: [],
          signedAt: '2026-01-15',
        },
      ],
    });
    expect(missingForSending(brand, NOW)).toEqual([]);
  });

  it('no authority where the owner reports in person', () => {
    const { authority: _, ...contacts } = people;
    const owner = { ...contacts.rightsOwner!, name: 'Jane Holm' };
    expect(missingForSending(aBrandWith([aRight()], { contacts: { ...contacts, rightsOwner: owner } }), NOW)).toEqual(
      [],
    );
  });

  it('a right, one in force, and people', () => {
    expect(missingForSending(aBrandWith([], { contacts: {} }), NOW)).toEqual([
      'a right (marks or rights)',
      'the rights owner (contacts.rightsOwner)',
      'a reporter (contacts.reporter)',
    ]);
    expect(missingForSending(aBrandWith([aRight({ expires: '2020-01-01' })]), NOW)).toEqual([
      'a right that has not expired (marks.expires or rights.expires)',
    ]);
  });

  it('an authority that is there, not of the future, and not of too long ago', () => {
    const signed = (signedAt: string, now = NOW) =>
      missingForSending(
        aBrandWith([aRight()], { contacts: { ...people, authority: { signedBy: 'Karl Lind', signedAt } } }),
        now,
      );
    expect(signed('2027-01-01')).toEqual([expect.stringContaining('dated in the future: 2027-01-01')]);
    // It is the 2nd in Tokyo while it is the 1st where our clocks stand, and never the 3rd.
    const evening = new Date('2026-06-01T16:00:00Z');
    expect([signed('2026-06-02', evening), signed('2026-06-03', evening)]).toEqual([
      [],
      [expect.stringContaining('future')],
    ]);
    expect(signed('2001-01-01')).toEqual([expect.stringContaining('older than three years')]);
    const { authority: _, ...contacts } = people;
    expect(missingForSending(aBrandWith([aRight()], { contacts }), NOW)).toEqual([
      expect.stringContaining('there is no signed authority to send notices'),
    ]);
  });
});
