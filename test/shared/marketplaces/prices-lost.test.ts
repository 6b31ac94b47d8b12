import { expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';

// Prices that stood on the page in a form, or a place, that the reader of that site did not look for.

const reader = (id: string) => marketplaces.find((marketplace) => marketplace.id === id)!;

test.each([
  [
    'schema-org',
    '<meta property="og:type" content="product"><h1>Nordhavn Fjeld</h1><p class="product-price">59,00 €</p>',
  ],
  ['shopify', '<meta property="og:type" content="product"><h1>Nordhavn Fjeld</h1><p class="product-price">59,00 €</p>'],
])('%s: a price in p.product-price of a product page', (id, body) => {
  const { listing } = reader(id).readListing({ url: 'https://shop.example/products/fjeld', status: 200, body });
  expect(listing?.price).toEqual({ amountMinor: 5900, currency: 'EUR' });
});

test.each([
  [
    'shopify',
    'https://shop.example/s',
    '<div class="product-card"><a href="/products/fjeld"><img src="/a.jpg"><h3>Nordhavn Fjeld</h3></a><p class="product-price">59,00 €</p></div>',
  ],
  [
    'shopify',
    'https://shop.de/products.json',
    '{"products":[{"id":1,"title":"Nordhavn Fjeld","handle":"fjeld","variants":[{"price":"59.00"}]}]}',
  ],
  [
    'goat',
    'https://www.goat.com/s',
    '{"response":{"results":[{"data":{"slug":"nordhavn-fjeld","localizedLowestPriceCents":{"currency":"EUR","amount":5900}},"value":"Nordhavn Fjeld"}]}}',
  ],
  [
    'amazon',
    'https://www.amazon.de/s?k=x',
    '<div data-component-type="s-search-result" data-asin="B0NH000001"><h2><a href="/dp/B0NH000001"><span>Nordhavn Fjeld</span></a></h2><div data-cy="secondary-offer-recipe"><div class="a-color-secondary"><span class="a-color-base">59,00 €</span> <a>(2 new offers)</a></div></div></div>',
  ],
])('%s: a price on a card or in an entry of %s', (id, url, body) => {
  const [listing] = reader(id).readSearch({ url, status: 200, body }).listings;
  expect(listing).toMatchObject({ title: 'Nordhavn Fjeld', price: { amountMinor: 5900, currency: 'EUR' } });
});

test.each([
  ['1688', 'https://detail.1688.com/offer/1234567890.html', 5_900_000, 'CNY'],
  ['wildberries', 'https://www.wildberries.ru/catalog/1234567890/detail.aspx', 5_900_000, 'RUB'],
])('%s: a schema.org price without a currency is in that of the site', (id, url, amountMinor, currency) => {
  const product = { '@type': 'Product', name: 'Nordhavn Fjeld', url, offers: { '@type': 'Offer', price: '59000' } };
  const body = `<h1>Nordhavn Fjeld</h1><script type="application/ld+json">${JSON.stringify(product)}</script>`;
  expect(reader(id).readListing({ url, status: 200, body }).listing?.price).toEqual({ amountMinor, currency });
});

test.each([
  ['schema-org', 'sv-SE', '89:-', 'SEK'],
  ['woocommerce', 'sv-SE', '89:-', 'SEK'],
  ['woocommerce', 'nb-NO', 'kr 89', 'NOK'],
  ['woocommerce', 'en-AU', '$89.00', 'AUD'],
])('%s: a sign that the language of the page (%s) explains, %s', (id, language, price, currency) => {
  const card = `<li class="product type-product"><a href="/product/fjeld" class="woocommerce-LoopProduct-link"><h2 class="woocommerce-loop-product__title">Nordhavn Fjeld</h2><span class="price"><span class="woocommerce-Price-amount amount"><bdi>${price}</bdi></span></span></a></li>`;
  const body = `<html lang="${language}"><body><h1>Nordhavn</h1><ul class="products">${card}${card.replaceAll('jeld', 'jord')}${card.replaceAll('jeld', 'jell')}</ul></body></html>`;
  const { listings } = reader(id).readSearch({ url: 'https://shop.example/?s=nordhavn', status: 200, body });
  expect(listings.map((listing) => listing.price)).toEqual(Array(3).fill({ amountMinor: 8900, currency }));
});
