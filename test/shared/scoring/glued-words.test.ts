import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '#shared/scoring/brand-mention.ts';
import { withoutGlue } from '#shared/scoring/glued-words.ts';
import { matchedProducts } from '#shared/scoring/product-matching.ts';
import { wordsOf } from '#shared/scoring/text-folding.ts';
import { aBrand, aListing } from '../../support/builders.ts';

const price = { amount: 120, currency: 'EUR' };
const brand = aBrand({
  name: 'Nordhavn',
  fingerprint: {
    names: ['Nordhavn', 'Blue'],
    products: [
      { sku: 'A-1', name: 'Nordhavn Fjeld Shell Jacket', aliases: ['Nordhavn Fjeld Skaljakke'], price },
      { sku: 'A-2', name: 'Nordhavn Kilde Bottle', aliases: [], price },
    ],
  },
});

describe('a name glued to words of the goods', () => {
  test.each([
    'NordhavnFjeldShellJacket',
    '#nordhavnjacket winter',
    'nordhavnjackets, all sizes',
    'ORIGINAL NORDHAVNBOTTLE',
    'Mirrоr quality nordhavnjacket', // a Cyrillic о elsewhere
  ])('is read in "%s"', (title) => {
    expect(readText(brand, title).mentions.map(({ name }) => name)).toEqual(['Nordhavn']);
  });

  test.each(['Bluetooth speaker', 'BluePrint jacket', 'Nordhavnish style', 'nordhavnxyz', 'jacketnordhavn'])(
    'is not read in "%s"',
    (title) => {
      expect(readText(brand, title).mentions).toEqual([]);
    },
  );

  test('the goods are found as if they were written apart', () => {
    const found = (title: string) => matchedProducts(brand, aListing({ title })).map(({ product }) => product.sku);
    expect(found('NordhavnFjeldShellJacket black')).toEqual(found('Nordhavn Fjeld Shell Jacket black'));
    expect(found('NordhavnFjeldShellJacket black')[0]).toBe('A-1');
  });

  test('every row of such words is cut where they meet', () => {
    const goods = ['rain', 'rainy', 'jacket', 'shell', 'ells', 'sten', 'tent', 'ack'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...goods), { minLength: 1, maxLength: 8 }), (parts) => {
        const glued = parts.join('');
        const text = `see Nordhavn${glued} now`;
        const [see, name, ...found] = withoutGlue(text, wordsOf(text), ['nordhavn'], new Set(goods))!.split(' ');
        expect([see, name, found.pop()]).toEqual(['see', 'nordhavn', 'now']);
        expect(found.every((part) => goods.includes(part))).toBe(true);
        expect(glued.startsWith(found.join(''))).toBe(true);
        expect(glued.length - found.join('').length).toBeLessThanOrEqual(2); // an ending
      }),
    );
  });

  test('a word made to be slow is not', () => {
    const goods = new Set(['aaa', 'aaaa', 'aaaaa', 'aaaaaa', 'aaaaaaa']);
    const text = `nordhavn${'a'.repeat(45)}b`;
    let looked = 0;
    const counting = {
      has(word: string) {
        looked++;
        return goods.has(word);
      },
    } as ReadonlySet<string>;
    expect(withoutGlue(text, wordsOf(text), ['nordhavn'], counting)).toBeUndefined();
    expect(looked).toBeLessThan(46 * 46);
  });
});
