import { describe, expect, test } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const product = (index: number) => ({
  '@type': 'Product',
  name: `Nordhavn Fjeld ${index}`,
  url: `https://shop.example/p/nordhavn-${index}`,
  offers: { price: '19.00', priceCurrency: 'EUR' },
});
const TEN = `<script type="application/ld+json">${JSON.stringify(Array.from({ length: 10 }, (_, index) => product(index)))}</script>`;

function verdictOn(body: string) {
  const { coverage, reason } = schemaOrg.readSearch({
    url: 'https://shop.example/s?q=n',
    status: 200,
    body: TEN + body,
  });
  return coverage === 'partial' ? reason : coverage;
}

describe('ten offers read of a page', () => {
  test.each([
    'Showing 48 of 619 products',
    'You’ve viewed 48 of 619 products',
    '48 von 619 Artikeln',
    'Mostrando 48 de 619 productos',
    'Показано 48 из 619 товаров',
    '619件中 1-48件を表示',
    '共619件，第1-48件',
    '619개 중 1-48',
    '1–48 sur 1 619',
  ])('that says "%s" are a part', (count) => {
    expect(verdictOn(`<p>${count}</p>`)).toBe('read 10 of the 48 offers that the page shows (21 %)');
  });

  test.each([
    'Showing 10 of 619 products',
    '49–52 of 52 results',
    '49 – 52 of 52 results',
    'Reviews 1-10 of 200',
    'Showing 25 of 200 reviews',
    'Page 1 of 13',
    '619 results',
    'Sizes 36-40 of 42',
    '12 of 12 colours',
  ])('that says "%s" are all', (count) => {
    expect(verdictOn(`<p>${count}</p>`)).toBe('complete');
  });

  test.each(['grid loading', 'skeleton', 'locations'])(
    'beside forty tiles in a list called "%s" are a part',
    (called) => {
      const tiles = Array.from(
        { length: 40 },
        (_, index) => `<li><a href="/zq/${index}">Nordhavn</a><i>€ ${index + 10}</i></li>`,
      );
      expect(verdictOn(`<ul class="${called}">${tiles.join('')}</ul>`)).toContain('40 offers');
    },
  );

  test('beside forty tiles in a page called after its filters are a part', () => {
    const tiles = Array.from(
      { length: 40 },
      (_, index) => `<li><a href="/zq/${index}">Nordhavn</a><i>€ ${index + 10}</i></li>`,
    );
    expect(verdictOn(`<div class="page filters"><h1>Jackets</h1><ul>${tiles.join('')}</ul></div>`)).toContain(
      '40 offers',
    );
  });

  test.each([
    ['a price without its sign', (price: number) => `<i class="price">${price},00</i>`],
    ['a dash for the cents', (price: number) => `<i>${price}:-</i>`],
    ['dong', (price: number) => `<i>${price}.000đ</i>`],
    ['shekels', (price: number) => `<i>${price} ש"ח</i>`],
    ['a code', (price: number) => `<i>${price},00 RSD</i>`],
  ])('beside forty tiles with %s are a part', (_, price) => {
    const tiles = Array.from(
      { length: 40 },
      (_, index) => `<div class="tile"><a href="/zq/${index}"><b>Nordhavn ${index}</b></a>${price(index + 10)}</div>`,
    );
    expect(verdictOn(tiles.join(''))).toBe('read 10 of the 40 offers that the page shows (25 %)');
  });
});
