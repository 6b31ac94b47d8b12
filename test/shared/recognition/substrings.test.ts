import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substringFinder } from '#shared/recognition/substrings.ts';

const text = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'包带背杯한', '😀'), maxLength });

test('finds what a regular expression of all texts finds, the longest first', () => {
  const texts = fc.array(text(3).filter(Boolean), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(texts, text(20), (wanted, searched) => {
      const longestFirst = wanted.toSorted((a, b) => b.length - a.length);
      const found = [...searched.matchAll(new RegExp(longestFirst.join('|'), 'gu'))].map(([one]) => one);
      const finder = substringFinder(wanted);
      expect(finder.allIn(searched)).toEqual(found);
      expect(finder.isAnyIn(searched)).toBe(found.length > 0);
    }),
  );
});

test('of no texts none is found', () => {
  expect(substringFinder([]).allIn('背包')).toEqual([]);
  expect(substringFinder([]).isAnyIn('背包')).toBe(false);
});
