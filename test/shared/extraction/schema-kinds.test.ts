import { describe, expect, test } from 'vitest';
import { availabilityOf, priceOf, stockOf } from '#shared/extraction/schema-node.ts';
import { rakuten } from '#shared/marketplaces/rakuten/rakuten.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';
import { shopify } from '#shared/marketplaces/shopify/shopify.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('what a product asks', () => {
  test.each([
    [{ price: '1299', priceCurrency: '€' }, 129_900],
    [{ '@type': 'AggregateOffer', lowPrice: 0, highPrice: 59, priceCurrency: 'EUR' }, 5900],
    [{ '@type': 'AggregateOffer', priceCurrency: 'EUR', offers: [{ price: 59 }] }, 5900],
    [{ priceSpecification: { priceComponent: [{ price: 59, priceCurrency: 'EUR' }] } }, 5900],
    [{ price: { '@value': 59 }, priceCurrency: 'EUR' }, 5900],
    [{ '@list': [{ price: 59, priceCurrency: 'EUR' }] }, 5900],
  ])('%j', (offers, amountMinor) => {
    expect(priceOf({ offers }, {})?.low).toEqual(eur(amountMinor));
  });

  test.each([
    [{ '@type': 'DeliveryChargeSpecification', price: 4.9 }],
    [{ price: 49.58, valueAddedTaxIncluded: false }],
    [{ price: 55, validForMemberTier: { name: 'Gold' } }],
    [{ price: 0.5, priceType: 'https://schema.org/InstallmentPrice' }],
    [{ price: 10, priceComponentType: 'https://schema.org/Downpayment' }],
  ])('is not %j where the price to pay is stated beside it', (other) => {
    const offers = { priceCurrency: 'EUR', priceSpecification: [other, { price: 59 }] };
    expect(priceOf({ offers }, {})?.low).toEqual(eur(5900));
  });

  test('may stand in the product itself, or in its models', () => {
    expect(priceOf({ price: 59, priceCurrency: 'EUR' }, {})?.low).toEqual(eur(5900));
    expect(priceOf({ model: [{ offers: { price: 59, priceCurrency: 'EUR' } }] }, {})?.low).toEqual(eur(5900));
  });
});

test.each([
  ['Auf Lager', 'active'],
  ['En stock', 'active'],
  ['http://schema.org/InStock/', 'active'],
  ['在庫あり', 'active'],
  ['Nicht verfügbar', 'ended'],
  ['Rupture de stock', 'ended'],
  ['Agotado', 'ended'],
  ['Нет в наличии', 'ended'],
  ['Only 3 in stock', undefined],
  ['not sold in stores', undefined],
])('the availability "%s" means %s', (said, meant) => {
  expect(availabilityOf(said)).toBe(meant);
});

function listingOf(body: string) {
  return schemaOrg.readListing({ url: 'https://shop.example/p/1', status: 200, body }).listing;
}
const block = (json: string) => `<script type="application/ld+json">${json}</script>`;
const OFFERS = '"offers":{"price":59,"priceCurrency":"EUR"}';

describe('JSON-LD', () => {
  test('follows references within the page, also in a circle', () => {
    const graph = block(
      `{"@graph":[{"@type":"Product","@id":"#p","name":"Fjeld jacket","brand":{"@id":"#b"},"offers":{"@id":"#o"}},
      {"@id":"#o","@type":"Offer","price":59,"priceCurrency":"EUR","seller":{"@id":"#s"}},
      {"@id":"#b","@type":"Brand","name":"Nordhavn"},{"@id":"#s","@type":"Organization","name":"Fjord Bazar","brand":{"@id":"#s"}}]}`,
    );
    expect(listingOf(graph)).toMatchObject({ price: eur(5900), brand: 'Nordhavn', seller: { name: 'Fjord Bazar' } });
  });

  test.each([
    [
      'the prefix of the vocabulary',
      '{"@type":"schema:Product","schema:name":"Nordhavn Jacket","schema:offers":{"schema:price":59,"schema:priceCurrency":"EUR"}}',
    ],
    [
      'several objects in a row',
      `{"@type":"Organization","name":"x"}{"@type":"Product","name":"Nordhavn Jacket",${OFFERS}}`,
    ],
    [
      'an escape that JSON does not know',
      `{"@type":"Product","name":"Nordhavn Jacket","description":"Fjord\\'s",${OFFERS}}`,
    ],
    ['quotes as entities', `{"@type":"Product","name":"Nordhavn Jacket",${OFFERS}}`.replaceAll('"', '&quot;')],
    ['a marked word in the name', `{"@type":"Product","name":"<em>Nordhavn</em> Jacket",${OFFERS}}`],
  ])('is read with %s', (_, json) => {
    expect(listingOf(block(json))).toMatchObject({ title: 'Nordhavn Jacket', price: eur(5900) });
  });
});

test.each([
  '<h1><span class="brand">NORDHAVN</span> <span>Fjeld Shell</span></h1>',
  '<div><a href="/brands/nordhavn">NORDHAVN</a><h1>Fjeld Shell</h1></div>',
  '<div><h1>Fjeld Shell</h1><p class="product-vendor">NORDHAVN</p></div>',
])('the brand at the heading of an offer is kept: %s', (heading) => {
  expect(listingOf(`${heading}${block(`{"@type":"Product","name":"Fjeld Shell",${OFFERS}}`)}`)?.brand).toBe('NORDHAVN');
});

test('two shops of Rakuten may number their items alike', () => {
  const items = ['havn-shop', 'fjord-shop'].map((shop) => ({
    Item: { itemName: 'Nordhavn Fjeld', itemPrice: 5900, itemUrl: `https://item.rakuten.co.jp/${shop}/nh-001/` },
  }));
  const page = { url: 'https://app.rakuten.co.jp/', status: 200, body: JSON.stringify({ Items: items }) };
  const { listings } = rakuten.readSearch(page);
  expect(listings.map(({ id }) => id)).toEqual(['havn-shop:nh-001', 'fjord-shop:nh-001']);
  expect(listings.map(({ id }) => rakuten.listingUrl(id))).toEqual(listings.map(({ url }) => url));
});

describe('how many pieces there are', () => {
  const level = (value: unknown) => ({ '@type': 'QuantitativeValue', value });
  test.each([
    [{ inventoryLevel: level(12) }, 12],
    [{ inventoryLevel: level('12') }, 12],
    [{ inventoryLevel: 0 }, 0],
    [[{ inventoryLevel: level(3) }, { inventoryLevel: level(4) }], 7],
    [{ '@type': 'AggregateOffer', offers: [{ inventoryLevel: 3 }, { inventoryLevel: 4 }] }, 7],
  ])('is what the offers say: %j', (offers, pieces) => {
    expect(stockOf({ offers })).toBe(pieces);
  });

  test.each([
    [{ availability: 'https://schema.org/InStock' }],
    [{ inventoryLevel: level('plenty') }],
    [{ inventoryLevel: level(-2) }],
    [{ inventoryLevel: level(1.5) }],
    [{ inventoryLevel: { '@type': 'QuantitativeValue', minValue: 1, maxValue: 9 } }],
    [[{ inventoryLevel: 3 }, { availability: 'InStock' }]],
    [
      [
        { seller: { name: 'Nordhavn' }, inventoryLevel: 3 },
        { seller: { name: 'Pelulm' }, inventoryLevel: 4 },
      ],
    ],
  ])('is unknown where one does not say, says no number, or several sellers have some: %j', (offers) => {
    expect(stockOf({ offers })).toBeUndefined();
  });

  const shop = 'https://shop.example/products/fjeld-jacket';
  const page = (head: string) =>
    schemaOrg.readListing({
      url: shop,
      status: 200,
      body: `<html><head>${head}</head><body><h1>Fjeld jacket</h1></body></html>`,
    });

  test('is kept with the offer of a page that states it', () => {
    const product = {
      '@type': 'Product',
      name: 'Fjeld jacket',
      offers: { price: 59, priceCurrency: 'EUR', inventoryLevel: level(8) },
    };
    const read = page(`<script type="application/ld+json">${JSON.stringify(product)}</script>`);
    expect(read).toMatchObject({ listing: { stockCount: 8 } });
  });

  test.each([
    [
      [
        { inventory_management: 'shopify', inventory_quantity: 4 },
        { inventory_management: 'shopify', inventory_quantity: -1 },
      ],
      4,
    ],
    [[{ inventory_management: null, inventory_quantity: 0 }], undefined],
    [[{ inventory_quantity: 4 }], undefined],
    [[{ inventory_management: 'shopify', inventory_quantity: 4 }, { inventory_management: 'shopify' }], undefined],
  ])('of a product of Shopify is that of its counted variants: %j', (variants, pieces) => {
    const product = { id: 1, title: 'Fjeld jacket', handle: 'fjeld', price: 5900, price_varies: false, variants };
    const body = JSON.stringify(product);
    const read = shopify.readListing({ url: 'https://shop.example/products/fjeld.js', status: 200, body });
    expect('listing' in read && read.listing?.stockCount).toBe(pieces);
  });
});
