import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { withoutGlue } from '#shared/recognition/unspaced-words.ts';
import { aBrand, aListing } from '#test/support/builders.ts';

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
    'BestRepNordhavnFjeldJacketUAVersion',
    '#nordhavnjacket winter',
    'nordhavnjacketxxl',
    'nordhavnjackets, all sizes',
    'ORIGINAL NORDHAVNBOTTLE',
    'Mirrоr quality nordhavnjacket', // a Cyrillic о elsewhere
  ])('is read in "%s"', (title) => {
    expect(readText(brand, title).mentions.map(({ name }) => name)).toEqual(['Nordhavn']);
  });

  test.each([
    ['Nordhavnjacke', 'Nordhavn'],
    ['nordhavnin takki', 'Nordhavn'],
    ['NORDHAVN2024', 'Nordhavn'],
    ['NordhavnXL', 'Nordhavn'],
    ['#nordhavnstyle', 'Nordhavn'],
    ['#lovemynordhavn', 'Nordhavn'],
    ['nordhavnxyz fjeld', 'Nordhavn'], // a word of the brand's goods beside it
  ])('is read in "%s", without goods of the brand in the word', (title, name) => {
    expect(readText(brand, title).mentions.map((mention) => mention.name)).toEqual([name]);
  });

  test.each([
    'Bluetooth speaker',
    'BluePrint jacket',
    'Nordhavnish style',
    'nordhavnxyz lamp',
    'jacketnordhavn',
    'Blue45 pen',
  ])('is not read in "%s"', (title) => {
    expect(readText(brand, title).mentions).toEqual([]);
  });

  test('the goods are found as if they were written apart', () => {
    const found = (title: string) => matchedProducts(brand, aListing({ title })).map(({ product }) => product.sku);
    expect(found('NordhavnFjeldShellJacket black')).toEqual(found('Nordhavn Fjeld Shell Jacket black'));
    expect(found('NordhavnFjeldShellJacket black')[0]).toBe('A-1');
  });

  test('no letter is lost, whatever is glued together', () => {
    const goods = ['rain', 'rainy', 'jacket', 'shell', 'ells', 'sten', 'tent', 'ack'];
    const part = fc.oneof(fc.constantFrom(...goods), fc.string({ unit: fc.constantFrom(...'rainxl'), maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const text = `see Nordhavn${parts.join('')} now`;
        const apart = withoutGlue(text, wordsOf(text), ['nordhavn'], new Set(goods));
        const letters = (written: string) => written.toLowerCase().replaceAll(' ', '');
        if (apart === undefined) expect(goods).not.toContain(parts[0]!.length >= 4 ? parts[0] : '');
        else {
          expect(letters(apart.text)).toBe(letters(text));
          expect(apart.text).toMatch(/^see nordhavn [a-z]/);
        }
      }),
    );
  });
});
