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
    const signed = (signedAt: string) =>
      missingForSending(
        aBrandWith([aRight()], { contacts: { ...people, authority: { signedBy: 'Karl Lind', signedAt } } }),
        NOW,
      );
    expect(signed('2027-01-01')).toEqual([expect.stringContaining('dated in the future: 2027-01-01')]);
    expect(signed('2001-01-01')).toEqual([expect.stringContaining('older than three years')]);
    const { authority: _, ...contacts } = people;
    expect(missingForSending(aBrandWith([aRight()], { contacts }), NOW)).toEqual([
      expect.stringContaining('there is no signed authority to send notices'),
    ]);
  });
});
