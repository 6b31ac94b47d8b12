import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adIdOf, adUrl } from '#shared/marketplaces/olx/sites.ts';

test('an OLX address in 62 digits is the same number there and back', () => {
  expect(adIdOf('https://www.olx.pl/d/oferta/some-words-CID99-ID14yntK.html')).toBe('983431584');
  fc.assert(
    fc.property(fc.integer({ min: 300_000, max: 2_000_000_000 }), (id) => {
      expect(adIdOf(adUrl(String(id), 'olx.pl'))).toBe(String(id));
    }),
  );
});
