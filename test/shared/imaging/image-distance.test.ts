import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestImage, pdqDistance } from '#shared/imaging/image-distance.ts';

const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const NONE = '0'.repeat(64);
/** So many bits of NONE set. */
const bits = (count: number): string =>
  BigInt(`0b${'1'.repeat(count) || '0'}`)
    .toString(16)
    .padStart(64, '0');
const seen = (pdq: string, parts: { kind: 'cell' | 'without-strip'; pdq: string }[] = []) => ({
  pdq,
  pdqQuality: 90,
  parts,
});

describe('the distance of two hashes', () => {
  test('is how many bits differ', () => {
    for (const count of [0, 1, 31, 55, 128, 256]) expect(pdqDistance(NONE, bits(count))).toBe(count);
  });

  test('is the same both ways and never more than over a third', () => {
    fc.assert(
      fc.property(hash, hash, hash, (a, b, c) => {
        expect(pdqDistance(a, b)).toBe(pdqDistance(b, a));
        expect(pdqDistance(a, c)).toBeLessThanOrEqual(pdqDistance(a, b) + pdqDistance(b, c));
      }),
    );
  });
});

describe('the nearest reference', () => {
  test('is the nearest of all, as if each pair were counted', () => {
    fc.assert(
      fc.property(
        fc.array(hash, { minLength: 1, maxLength: 4 }),
        fc.array(hash, { maxLength: 12 }),
        (images, known) => {
          const distances = images.flatMap((a) => known.map((b) => pdqDistance(a, b)));
          const nearest = nearestImage(
            images.map((pdq) => seen(pdq)),
            known.map((pdq) => ({ source: 'x', pdq })),
            256,
          );
          expect(nearest?.distance).toBe(known.length === 0 ? undefined : Math.min(...distances));
        },
      ),
    );
  });

  test('counts in full up to 31 bits, less up to 50, and not beyond', () => {
    const likeness = (count: number) => nearestImage([seen(bits(count))], [{ source: 'x', pdq: NONE }])?.likeness;
    expect([likeness(0), likeness(31)]).toEqual([1, 1]);
    expect(likeness(50)).toBeCloseTo(0.4);
    expect(likeness(51)).toBeUndefined();
  });

  test('a picture without structure is compared with nothing', () => {
    expect(nearestImage([{ pdq: NONE, pdqQuality: 49 }], [{ source: 'x', pdq: NONE }])).toBeUndefined();
  });

  test('a part is held only against what may stand there', () => {
    const far = bits(256);
    const found = (kind: 'cell' | 'without-strip', form?: 'filling' | 'without-strip' | 'edited') =>
      nearestImage([seen(far, [{ kind, pdq: NONE }])], [{ source: 'x', pdq: NONE, ...(form && { form }) }])?.part;
    expect([found('cell'), found('cell', 'filling')]).toEqual(['cell', 'cell']);
    expect([found('cell', 'edited'), found('cell', 'without-strip')]).toEqual([undefined, undefined]);
    expect(found('without-strip', 'without-strip')).toBe('without-strip');
    expect([found('without-strip'), found('without-strip', 'edited')]).toEqual([undefined, undefined]);
  });

  test('references added to the list later are seen', () => {
    const references = [{ source: 'a', pdq: bits(200) }];
    expect(nearestImage([seen(NONE)], references)).toBeUndefined();
    references.push({ source: 'b', pdq: NONE });
    expect(nearestImage([seen(NONE)], references)?.reference.source).toBe('b');
  });
});
