import { describe, expect, test } from 'vitest';
import { marketplaceById, marketplaces } from '#shared/marketplaces/index.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const json = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const offer = { '@type': 'Offer', price: '59.00', priceCurrency: 'EUR' };
const jacket = { '@type': 'Product', name: 'Nordhavn Fjeld', offers: offer };

function listing(data: object, { url = 'https://shop.example/p/fjeld', more = '' } = {}) {
  return schemaOrg.readListing({ url, status: 200, body: json(data) + more }).listing;
}

function list(items: object[]) {
  const data = { '@type': 'ItemList', itemListElement: items.map((item) => ({ '@type': 'ListItem', item })) };
  return schemaOrg.readSearch({ url: 'https://shop.example/search?q=x', status: 200, body: json(data) }).listings;
}

describe('the identity of an offer on a site of which nothing is known', () => {
  test("the maker's name in the place of the number does not make all goods one", () => {
    const goods = ['A', 'B', 'C'].map((name) => ({
      ...jacket,
      name,
      brand: 'Nordhavn',
      sku: 'Nordhavn',
      url: `/p/${name}`,
    }));
    expect(list(goods).map(({ id }) => id)).toEqual(['shop.example/p/A', 'shop.example/p/B', 'shop.example/p/C']);
    expect(listing({ ...jacket, brand: 'Nordhavn', sku: 'NORDHAVN' })).toMatchObject({ id: 'shop.example/p/fjeld' });
    expect(listing({ ...jacket, brand: 'Nordhavn', sku: 'NORDHAVN' })?.sku).toBeUndefined();
  });

  test('an offer is the same in the list, which names no number, and on its page, which names two', () => {
    const [inList] = list([{ ...jacket, url: 'https://shop.example/p/fjeld' }]);
    const onPage = listing({
      ...jacket,
      sku: 'NH-1',
      productID: '77120',
      url: 'https://shop.example/p/fjeld?utm_source=feed',
    });
    expect(onPage?.id).toBe(inList?.id);
  });

  test('the address of a search is no address of an offer', () => {
    const more = '<link rel="canonical" href="https://shop.example/p/fjeld">';
    const found = listing(
      { ...jacket, url: 'https://shop.example/search?q=fjeld' },
      { url: 'https://shop.example/go?to=9&q=fjeld', more },
    );
    expect(found).toMatchObject({ id: 'shop.example/p/fjeld', url: 'https://shop.example/p/fjeld' });
    const goods = ['NH-1', 'NH-2'].map((sku) => ({ ...jacket, sku, url: 'https://shop.example/search?q=x' }));
    expect(list(goods).map(({ id }) => id)).toEqual(['shop.example:NH-1', 'shop.example:NH-2']);
  });

  test('is not in what only chooses a size or opens a part of its page', () => {
    const address = 'https://shop.example/parkas/12-fjeld-parka.html';
    const goods = ['#/26-size-m/8-color-white', '#/reviews', '#!/images', '?v=2#/26-size-s', ''].map((behind) => ({
      ...jacket,
      name: `Fjeld ${behind}`,
      url: address + behind,
    }));
    const ids = goods.map((each) => listing(each)?.id);
    expect(new Set(ids)).toEqual(new Set(['shop.example/parkas/12-fjeld-parka.html']));
    expect(listing(goods[0]!)?.url).toBe(address);
  });

  test.each(['#', '#!'])('is in the path that stands behind "%s" where scripts draw every page', (mark) => {
    const goods = ['fjeld', 'havn'].map((name) => ({
      ...jacket,
      url: `https://shop.example/search?q=x${mark}/p/${name}`,
    }));
    expect(list(goods).map(({ id, url }) => [id, url])).toEqual([
      [`shop.example/search${mark}/p/fjeld`, `https://shop.example/search?q=x${mark}/p/fjeld`],
      [`shop.example/search${mark}/p/havn`, `https://shop.example/search?q=x${mark}/p/havn`],
    ]);
    const anchored = { ...jacket, url: 'https://shop.example/p/fjeld#reviews' };
    expect(list([anchored])[0]).toMatchObject({ id: 'shop.example/p/fjeld', url: 'https://shop.example/p/fjeld' });
  });

  test('goods that a result page lists without address and number are told apart by name, and lead to that page', () => {
    const goods = ['Fjeld', 'Havn'].map((name) => ({ ...jacket, name: `Nordhavn ${name}` }));
    expect(list(goods).map(({ id, url }) => [id, url])).toEqual([
      ['shop.example:Nordhavn Fjeld', 'https://shop.example/search?q=x'],
      ['shop.example:Nordhavn Havn', 'https://shop.example/search?q=x'],
    ]);
  });
});

describe('the seller on a site of which nothing is known', () => {
  const soldBy = (seller: unknown, more = '') =>
    listing({ ...jacket, brand: 'Nordhavn', offers: { ...offer, seller } }, { more })?.seller;

  test.each([
    ...[
      'Sold by Fjord Shop',
      'Seller: Fjord Shop',
      'Offered by Fjord Shop',
      'Anbieter: Fjord Shop',
      'Vendu par Fjord Shop',
    ],
    ...[
      'Vendido por Fjord Shop',
      'Venditore: Fjord Shop',
      'Verkocht door Fjord Shop',
      'Selges av Fjord Shop',
      'Myyjä: Fjord Shop',
    ],
    ...[
      'Sprzedaje Fjord Shop',
      'Predajca: Fjord Shop',
      'Продавец: Fjord Shop',
      'Πωλείται από Fjord Shop',
      'Satıcı: Fjord Shop',
    ],
    ...[
      'Dijual oleh Fjord Shop',
      'Người bán: Fjord Shop',
      'ผู้ขาย: Fjord Shop',
      '판매자: Fjord Shop',
      '販売元：Fjord Shop',
    ],
    ...[
      '卖家：Fjord Shop',
      'البائع: Fjord Shop',
      'נמכר על ידי Fjord Shop',
      'विक्रेता: Fjord Shop',
      'Sold by Fjord Shop 4.9',
    ],
  ])('is whom the page names: %s', (said) => {
    expect(soldBy(undefined, `<p>${said}</p>`)?.name).toBe('Fjord Shop');
  });

  test.each([
    '<dl><dt>Seller</dt><dd>Fjord Shop</dd></dl>',
    '<div><div>Verkäufer:</div><div><a href="/seller/fjord">Fjord Shop</a></div></div>',
  ])('is whom the page names beside a label: %s', (said) => {
    expect(soldBy(undefined, said)?.name).toBe('Fjord Shop');
  });

  test.each([
    ...['Become a seller', 'Verkaufe auf BigBazar', 'Vendre sur BigBazar', 'Vende con nosotros', 'Venda no BigBazar'],
    ...['Vendi con noi', 'Verkopen op BigBazar', 'Sprzedawaj na BigBazar', 'Staňte se prodejcem', 'Стать продавцом'],
    ...['Satıcı ol', 'Trở thành người bán', 'Mulai berjualan', '我要开店', '出店のご案内', '판매자 입점', 'بيع معنا'],
    ...['Vinde pe BigBazar', 'Πουλήστε στο BigBazar', '12 offers from 49 €', 'Händlerportal'],
  ])('is unknown on a site that has merchants: %s', (said) => {
    expect(soldBy(undefined, `<footer>${said}</footer>`)).toBeNull();
  });

  test.each(['Best sellers', 'Bestsellers', 'Store locator', 'Shop: jackets'])('is the shop beside "%s"', (said) => {
    expect(soldBy(undefined, `<nav>${said}</nav>`)?.id).toBe('shop.example');
  });

  test('is the merchant that the offer names, told from other merchants and from the site', () => {
    expect(soldBy({ '@type': 'Organization', name: 'Fjord Bazar' })).toEqual({
      id: 'shop.example:fjord bazar',
      name: 'Fjord Bazar',
    });
    expect(soldBy('Bergen Outlet')?.id).not.toBe(soldBy('Fjord Bazar')?.id);
  });

  test('is the merchant that the text names', () => {
    expect(soldBy(undefined, '<p>Sold by Fjord Bazar</p>')).toMatchObject({ name: 'Fjord Bazar' });
    expect(soldBy(undefined, '<div>Verkauf durch Fjord Bazar 4,8</div>')).toMatchObject({ name: 'Fjord Bazar' });
  });

  test('is the shop itself where the page names it or shows no sign of merchants', () => {
    expect(soldBy({ name: 'Shop' })).toMatchObject({ id: 'shop.example' });
    expect(soldBy({ name: 'https://www.shop.example/' })).toEqual({ id: 'shop.example' });
    expect(soldBy(undefined)).toEqual({ id: 'shop.example' });
  });

  test('is unknown where there are merchants and this one is not named, or only the maker is', () => {
    expect(soldBy({ name: 'Nordhavn' })).toBeNull();
    expect(soldBy(undefined, '<a href="/seller/123/">More offers</a>')).toBeNull();
  });
});

describe('a shop that moved to a platform is read through what it runs on', () => {
  const body = `<title>Fjeld</title><script>Shopify.shop = "x.myshopify.com"; Shopify.currency = {"active":"USD","rate":"1.0"};var meta = {"product":{"id":9000000000001,"vendor":"Nordhavn","variants":[{"id":1,"price":5900,"sku":"NH-1"}]}};</script><h1>Nordhavn Fjeld</h1><meta property="og:type" content="product">`;
  test.each(
    marketplaces.filter(({ hosts }) => hosts.length > 0).map((marketplace) => [marketplace.id, marketplace] as const),
  )('%s', (id, { hosts, readListing }) => {
    const reading = readListing({ url: `https://www.${hosts[0]}/products/fjeld`, status: 200, body });
    expect(reading).toMatchObject({
      coverage: 'complete',
      listing: { marketplace: id, price: { amountMinor: 5900, currency: 'USD' } },
    });
  });
});

test('eBay: the name in the address of a store is no account', () => {
  const { marketplace } = marketplaceById('ebay')!;
  const page = (link: string) => ({
    url: 'https://www.ebay.com/itm/123456789012',
    status: 200,
    body: `<h1 class="x-item-title__mainTitle">Nordhavn Fjeld</h1><div class="x-price-primary">US $59.00</div><div class="x-sellercard-atf"><a href="${link}">Fjord Store</a></div>`,
  });
  const idBehind = (link: string) => marketplace.readListing(page(link)).listing?.seller?.id;
  expect(idBehind('https://www.ebay.com/str/fjordstore')).toBeUndefined();
  expect(idBehind('https://www.ebay.com/usr/fjord_42')).toBe('fjord_42');
});
