import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absoluteUrl, hostMatches } from '#shared/extraction/absolute-url.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { first, ownTextOf, textOf } from '#shared/extraction/dom.ts';
import { parseCount, parsePercent, parseRating } from '#shared/extraction/numbers.ts';
import { parseHtml } from '#shared/extraction/parse-html.ts';

describe('counts', () => {
  test.each([
    ['1,493', 1493],
    ['1.300+ Ergebnisse', 1300],
    ['12 345 ocen', 12345],
    ['397 sold', 397],
    ['10K+ bought', 10_000],
    ['(2.9K)', 2900],
    ['1,5 mil vendidos', 1500],
    ['1.3万', 13_000],
    ['2萬', 20_000],
    ['3 тыс.', 3000],
    ['1,2 Mio.', 1_200_000],
    ['٣٤٥', 345],
    ['more than 89', 89],
    ['1,234,567', 1_234_567],
  ])('%s', (text, count) => expect(parseCount(text)).toBe(count));

  test('no digits, no count', () => expect(parseCount('many')).toBeUndefined());
});

test('shares', () => {
  expect(parsePercent('99,4 % positive')).toBe(0.994);
  expect(parsePercent('%98')).toBe(0.98);
  expect(parsePercent('140 %')).toBeUndefined();
  expect(parseRating('4.5 out of 5 stars')).toBe(0.9);
  expect(parseRating('8,4/10')).toBe(0.84);
  expect(parseRating('5つ星のうち')).toBe(1);
  expect(parseRating('17')).toBeUndefined();
});

const anyUnits = fc
  .array(fc.oneof(fc.nat(0xffff), fc.nat(0x20), fc.integer({ min: 0x2000, max: 0x2070 })))
  .map((codes) => String.fromCharCode(...codes));

test('text keeps nothing that could fool a reader, whatever comes in', () => {
  expect(cleanText(' Nord\u202ehavn\u0007\n  jac\u00adket\u200b ')).toBe('Nordhavn jacket');
  fc.assert(
    fc.property(anyUnits, fc.integer({ min: 1, max: 40 }), (text, maxLength) => {
      const clean = cleanText(text, maxLength);
      expect(clean.length).toBeLessThanOrEqual(maxLength);
      expect(clean).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]|\s\s/);
      expect(clean.isWellFormed()).toBe(true);
    }),
  );
});

test('addresses are http(s), absolute and without credentials, or none', () => {
  expect(absoluteUrl('//cdn.example/a.jpg#x', 'https://shop.example/')).toBe('https://cdn.example/a.jpg');
  expect(absoluteUrl('../b?c=1', 'https://user:pw@shop.example/x/y/')).toBe('https://shop.example/x/b?c=1');
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://',
    `/${'a'.repeat(3000)}`,
  ]) {
    expect(absoluteUrl(bad, 'https://shop.example/')).toBe(null);
  }
  expect(hostMatches('www.ebay.de', ['ebay.de'])).toBe(true);
  expect(hostMatches('notebay.de', ['ebay.de'])).toBe(false);
});

test('text is what a reader sees: blocks apart, scripts unseen', () => {
  const { root } = parseHtml(
    '<div id=a>Nord<b>havn</b><p>$5 <s>$9</s></p><script>x()</script><br>end<noscript>no</noscript></div>',
  );
  expect(textOf(root!)).toBe('Nordhavn $5 $9 end');
  expect(ownTextOf(first(root!, 'p')!)).toBe('$5');
});
