import { describe, expect, test } from 'vitest';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { entries, searchReader } from '#shared/extraction/search-reader.ts';
import { productFields } from '#shared/extraction/shop/product-fields.ts';

/** Reads what the page states for machines, and no tile. */
const readStated = searchReader({
  marketplace: 'schema-org',
  listingUrl: (id) => id,
  sources: [entries('schema.org products', (doc) => doc.products(), productFields)],
  nothingFound: saysNoResults,
});

const product = (index: number) => ({
  '@type': 'Product',
  name: `Nordhavn Fjeld ${index}`,
  url: `https://shop.example/p/nordhavn-${index}`,
  offers: { price: '19.00', priceCurrency: 'EUR' },
});
const TEN = `<script type="application/ld+json">${JSON.stringify(Array.from({ length: 10 }, (_, index) => product(index)))}</script>`;

function verdictOn(body: string) {
  const { coverage, reason } = readStated({
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
    '1-48/619',
    '1~48件 (全619件)',
    '第1-48件，共619件',
    '共 619 件商品 1-48',
    'Hiển thị 1–48 của 619 kết quả',
    'แสดง 1-48 จาก 619',
    'عرض ١-٤٨ من ٦١٩',
    'מציג 1-48 מתוך 619',
    '619 találatból 1-48',
    'You have viewed 48 out of 619',
    'Vous avez vu 48 articles sur 619',
    'Zobrazeno 48 z 619',
    '48 / 619 products',
    '１－４８件 / ６１９件',
    '1-48 of 619 Page 1 of 13 128 reviews',
    '48 / 619',
    '(48/619)',
    '48 of 619',
    'Items: 48 / 1.619',
    '48 Treffer von 619',
    '48 résultats affichés sur 619',
    'Näytetään 48 / 619',
    'Se muestran 48 de los 619 productos',
    '48件/619件',
    '619 件中 48 件',
    '1-48 (619)',
    'Mostrando 1 - 48 (619 resultados)',
    'Items 1 thru 48 of 619',
    '1‒48 of 619',
    '619 products | Showing 48',
    'Total 619, showing 1-48',
    '619 Artikel, 48 angezeigt',
    'Oferta del 1 al 30 de noviembre de 2026. 1-48 de 619 resultados',
    '1-31 de dezembro de 2026. 48 de 619 produtos',
    '30/11/2026 1-48 of 619',
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
    'Reviews 1-48 of 619',
    'Showing 1-48 of 619 reviews',
    '1-48 von 619 Bewertungen',
    'Brands 1-48 of 619',
    '48 of 619 people found this helpful',
    '48/619 available',
    '2019-2024 of 3000',
    'Oferta del 1 al 30 de noviembre de 2026',
    'Valid 1-30 of November 2026',
    '20 / 35',
    'Photo 20 / 350',
    '24/7',
    '50/60 Hz',
    '48 / 619</p><p>36 / 619',
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
    ['a point behind the sign', (price: number) => `<i>Rs. ${price}</i>`],
    ['a sign that few pages have', (price: number) => `<i>${price} ₾</i>`],
    [
      'digits of another script',
      (price: number) => `<i>${String(price).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]!)} ر.س</i>`,
    ],
    ['a price deep inside', (price: number) => `<p><b><b><b><b><b><i>${price} €</i></b></b></b></b></b></p>`],
  ])('beside forty tiles with %s are a part', (_, price) => {
    const tiles = Array.from(
      { length: 40 },
      (_, index) => `<div class="tile"><a href="/zq/${index}"><b>Nordhavn ${index}</b></a>${price(index + 10)}</div>`,
    );
    expect(verdictOn(tiles.join(''))).toBe('read 10 of the 40 offers that the page shows (25 %)');
  });

  test.each([
    ['a number in the query', (index: number) => `<li><a href="/item?id=${index}">Nordhavn</a><i>€ 19</i></li>`],
    ['a script', (index: number) => `<li onclick="location.href='/zq/${index}'">Nordhavn <i>€ 19</i></li>`],
    [
      'names that a build made',
      (index: number) => `<p class="css-${index}x"><a href="/zq/${index}">N</a><i>€ 19</i></p>`,
    ],
  ])('beside forty tiles known by %s are a part', (_, tile) => {
    const tiles = Array.from({ length: 40 }, (_, index) => tile(index));
    expect(verdictOn(tiles.join(''))).toBe('read 10 of the 40 offers that the page shows (25 %)');
  });

  const linked = (count: number, link: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => link(index)).join('');

  test.each([
    ['no price', (index: number) => `<li><a href="/p/nordhavn-${index}"><img src="/i.jpg">Fjeld ${index}</a></li>`],
    [
      'a price for members',
      (index: number) =>
        `<article><a href="/p/nordhavn-${index}?from=list"><img src="/i.jpg"></a><p>Log in to see the price</p></article>`,
    ],
    ['only a name', (index: number) => `<p><a href="/p/nordhavn-${index}">Fjeld ${index}</a></p>`],
  ])('beside forty links of the same kind with %s are a part', (_, link) => {
    expect(verdictOn(linked(40, link))).toBe('read 10 of the 40 offers that the page shows (25 %)');
  });

  const card = (path: string) => `<li class="card"><a href="${path}"><img src="/i.jpg">Fjeld</a></li>`;
  const all = linked(10, (index) => card(`/p/nordhavn-${index}`));

  test.each([
    ['categories', linked(40, (index) => card(`/c/jackets-${index}`))],
    ['a menu', `<nav>${linked(40, (index) => card(`/p/other-${index}`))}</nav>`],
    ['what was viewed last', `<div class="recently-viewed">${linked(40, (index) => card(`/p/other-${index}`))}</div>`],
    ['recommendations', `<h2>You may also like</h2>${linked(40, (index) => card(`/p/other-${index}`))}`],
    ['further pages', linked(40, (index) => card(`/s?q=n&page=${index}`))],
    [
      'their colours',
      linked(10, (index) => `<p>${linked(4, (colour) => `<a href="/p/nordhavn-${index + colour * 100}">■</a>`)}</p>`),
    ],
  ])('are all, beside %s without prices', (_, others) => {
    expect(verdictOn(all + others)).toBe('complete');
  });
});

describe('a page that does not show all it has', () => {
  const tile = (index: number) =>
    `<div class="tile"><a href="/p/nordhavn-${index}">Nordhavn Fjeld ${index}</a><b>19,00 €</b></div>`;
  const TILES = Array.from({ length: 10 }, (_, index) => tile(index)).join('');
  const waiting = (attributes: string) => `<div class="tile" ${attributes}><div></div></div>`.repeat(5);

  test('tiles that are still to be filled, by a script or after a login, count as shown', () => {
    expect(verdictOn(`<main>${TILES}${waiting('aria-hidden="true"')}</main>`)).toBe(
      'read 10 of the 15 offers that the page shows (67 %)',
    );
    expect(verdictOn(`<main>${TILES}${waiting('')}</main>`)).toBe('complete');
  });

  test('a whole page that ends in its middle is partial, a fragment is not', () => {
    const read = (body: string) => readStated({ url: 'https://shop.example/s?q=n', status: 200, body }).coverage;
    expect([
      read(`<html><body>${TEN}${TILES}<div`),
      read(`<html><body>${TEN}${TILES}</body></html>`),
      read(TEN + TILES),
    ]).toEqual(['partial', 'complete', 'complete']);
  });
});
