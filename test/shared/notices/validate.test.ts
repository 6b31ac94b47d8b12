import { describe, expect, it, test } from 'vitest';
import { noticeProblems } from '#shared/notices/validate.ts';
import { AMAZON, EBAY, ETSY, FAULTS, sound, TAOBAO, VINTED, WALMART } from '#test/support/notice-faults.ts';
import { aBrandWith, aRight, aScene, composed, NOW, RIGHTS_OF_THE_WORLD } from '#test/support/notices.ts';

describe('a notice is refused, by the field at fault, when', () => {
  test.each(FAULTS)('%s (%s)', (_, field, fault, listing) => {
    const { content, targets, context } = fault(sound(listing));
    expect(noticeProblems(content, targets, context).map((problem) => problem.field)).toContain(field);
  });

  it('there are more than a hundred kinds of faults to try, as docs/enforcement.md says', () => {
    expect(FAULTS.length).toBeGreaterThan(100);
    expect(new Set(FAULTS.map(([what]) => what)).size).toBe(FAULTS.length);
  });
});

describe('a sound notice', () => {
  test.each([EBAY, TAOBAO, WALMART, VINTED, ETSY, AMAZON].map((listing) => [listing.marketplace, listing] as const))(
    'about an offer on %s has no problem',
    (_, listing) => {
      const { content, targets, context } = sound(listing);
      expect(noticeProblems(content, targets, context)).toEqual([]);
    },
  );

  it('needs no authority when the owner reports in person', () => {
    const person = {
      name: 'Anna Lind',
      email: 'anna@lind.example',
      address: 'Kajen 2, Oslo',
      country: 'NO',
      phone: '+47 00 00 00 00',
      title: 'Owner',
    };
    const brand = aBrandWith(RIGHTS_OF_THE_WORLD, { contacts: { rightsOwner: person, reporter: person } });
    const { content, targets, context } = composed(aScene(EBAY, { brand }));
    expect(content.authority).toBeUndefined();
    expect(noticeProblems(content, targets, context)).toEqual([]);
  });

  it('rests on the authority that covers it, where another does not', () => {
    const scene = aScene(EBAY);
    const [given] = scene.owner.authorities;
    const owner = {
      ...scene.owner,
      authorities: [
        { ...given!, territories: ['US'] },
        { ...given!, territories: ['EU'] },
      ],
    };
    const { content, targets, context } = composed({ ...scene, owner });
    expect(content.authority!.territories).toEqual(['EU']);
    expect(noticeProblems(content, targets, context)).toEqual([]);
  });

  it('is one for three years from the day of an authority that names no term', () => {
    const brand = aBrandWith([aRight()]);
    const { content, targets, context } = composed(aScene(EBAY, { brand, now: NOW }));
    const later = (day: string) => {
      const now = new Date(day);
      const fresh = targets.map((target) => ({
        ...target,
        evidence: target.evidence.map((item) => ({ ...item, capturedAt: now.toISOString() })),
      }));
      return noticeProblems(content, fresh, { ...context, now }).map(({ field }) => field);
    };
    expect(later('2029-01-15T09:59:00.000Z')).toEqual([]);
    expect(later('2029-01-15T10:00:00.000Z')).toEqual(['authority.signedAt']);
  });
});
