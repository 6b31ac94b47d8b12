import { expect, test } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const read = (url: string, data: object | object[], body: string) =>
  schemaOrg.readListing({
    url,
    status: 200,
    body: `<html lang="en"><head><script type="application/ld+json">${JSON.stringify(data)}</script></head><body>${body}</body></html>`,
  });

const variant = (size: string, price: number) => ({
  '@type': 'Product',
  sku: `FJ-${size}`,
  name: `Nordhavn Fjeld – ${size}`,
  offers: { '@type': 'Offer', url: `https://shop.example/fjeld?size=${size}`, price, priceCurrency: 'EUR' },
});
const GROUP = {
  '@type': 'ProductGroup',
  name: 'Nordhavn Fjeld',
  hasVariant: [variant('S', 89), variant('M', 119), variant('L', 149)],
};

test('of a group of variants the one counts that the address names', () => {
  const page = '<h1>Nordhavn Fjeld</h1><p>Choose a size</p>';
  expect(read('https://shop.example/fjeld?size=L&utm=x', GROUP, page).listing).toMatchObject({
    title: 'Nordhavn Fjeld',
    sku: 'FJ-L',
    price: { amountMinor: 14900, currency: 'EUR' },
  });
  expect(read('https://shop.example/fjeld', GROUP, page).listing?.price?.amountMinor).toBe(8900);
});

test('of several merchants the one counts whose price stands beside the heading, with what is said of that offer', () => {
  const offer = (name: string, price: string, condition: string) => ({
    '@type': 'Offer',
    price,
    priceCurrency: 'USD',
    itemCondition: `https://schema.org/${condition}Condition`,
    seller: { '@type': 'Organization', name },
  });
  const product = {
    '@type': 'Product',
    name: 'Nordhavn Fjeld',
    offers: {
      '@type': 'AggregateOffer',
      lowPrice: '112.50',
      highPrice: '159.99',
      priceCurrency: 'USD',
      offers: [offer('Second Hand', '112.5', 'Used'), offer('Fjord Bazar', '159.99', 'New')],
    },
  };
  const shown = read(
    'https://market.example/p/1',
    product,
    '<main><h1>Nordhavn Fjeld</h1><span class="price">$159.99</span></main>',
  );
  expect(shown.listing).toMatchObject({
    price: { amountMinor: 15999, currency: 'USD' },
    condition: 'New',
    seller: { name: 'Fjord Bazar' },
  });
  const silent = read('https://market.example/p/1', product, '<h1>Nordhavn Fjeld</h1>');
  expect(silent.listing?.price?.amountMinor).toBe(11250);
});

test.each(['This product is no longer available', 'Este producto ya no existe', 'Produkt nicht gefunden'])(
  'an address whose page only recommends other goods is gone: %s',
  (heading) => {
    const other = (index: number) => ({
      '@type': 'Product',
      name: `Isbre Flasche ${index}`,
      url: `https://shop.example/isbre-${index}`,
      offers: { price: '9.00', priceCurrency: 'EUR' },
    });
    const url = 'https://shop.example/nordhavn-fjeld-jacket';
    const page = read(url, [other(1), other(2)], `<title>Shop</title><h1>${heading}</h1>`);
    expect(page).toMatchObject({ coverage: 'complete', gone: 'absent' });
    // The shop's other address for the same goods is theirs.
    const named = read(url, other(1), '<h1>Isbre Flasche 1</h1>');
    expect(named.gone).toBeUndefined();
    expect(named.listing?.price?.amountMinor).toBe(900);
  },
);
