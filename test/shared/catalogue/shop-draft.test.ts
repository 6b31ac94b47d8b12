import { expect, test } from 'vitest';
import { draftFromShop } from '#shared/catalogue/shop-draft.ts';
import { BlockedError } from '#shared/runtime/errors.ts';

const SHOP = 'https://www.skjold.example';
const goods = (name: string, sku: string, price: string) =>
  `<html><head><title>${name}</title><script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    sku,
    image: `${SHOP}/${sku}.jpg`,
    offers: { '@type': 'Offer', price, priceCurrency: 'SEK', availability: 'https://schema.org/InStock' },
  })}</script></head><body><h1>${name}</h1></body></html>`;
const sitemap = (...addresses: string[]) =>
  `<urlset>${addresses.map((address) => `<url><loc>${address}</loc></url>`).join('')}</urlset>`;

function shop(pages: Record<string, string>) {
  const asked: string[] = [];
  const lookAt = async (url: string) => {
    asked.push(url);
    const body = pages[url];
    if (body === 'blocked') throw new BlockedError('robots.txt says no');
    return { url, status: body === undefined ? 404 : 200, body: body ?? '' };
  };
  return { asked, lookAt };
}
const HOME = { [`${SHOP}/`]: '<html><head><title>Skjold – Clothes for rain</title></head><body></body></html>' };

test('a shop without a list of its products is read by its sitemap, page by page', async () => {
  const { lookAt, asked } = shop({
    ...HOME,
    [`${SHOP}/sitemap.xml`]: `<sitemapindex><sitemap><loc>${SHOP}/posts.xml</loc></sitemap><sitemap><loc>${SHOP}/product-sitemap.xml</loc></sitemap></sitemapindex>`,
    [`${SHOP}/product-sitemap.xml`]: sitemap(
      `${SHOP}/product/a`,
      `${SHOP}/about`,
      `${SHOP}/product/b`,
      'https://elsewhere.example/product/c',
    ),
    [`${SHOP}/posts.xml`]: sitemap(),
    [`${SHOP}/product/a`]: goods('Rain Jacket', 'SK-1', '1999.00'),
    [`${SHOP}/product/b`]: goods('Gift Card', 'SK-2', ''),
  });
  const draft = await draftFromShop(`${SHOP}/`, lookAt, 10);
  expect(draft).toMatchObject({
    name: 'Skjold',
    host: 'skjold.example',
    platform: 'schema-org',
    products: [{ sku: 'SK-1', name: 'Rain Jacket', price: { amount: 1999, currency: 'SEK' } }],
    notes: ['1 of 2 pages named no product with a price'],
  });
  expect(asked.every((address) => address.startsWith(SHOP))).toBe(true);
});

test('no more pages are opened than allowed, and that there are more is said', async () => {
  const addresses = Array.from({ length: 9 }, (_, index) => `${SHOP}/product/${index}`);
  const pages = Object.fromEntries(
    addresses.map((address, index) => [address, goods(`Cap ${index}`, `SK-${index}`, '99')]),
  );
  const { lookAt, asked } = shop({ ...HOME, ...pages, [`${SHOP}/sitemap.xml`]: sitemap(...addresses) });
  const { products, notes } = await draftFromShop(`${SHOP}/`, lookAt, 3);
  expect(products).toHaveLength(3);
  expect(asked.filter((address) => address.includes('/product/'))).toHaveLength(3);
  expect(notes).toEqual([expect.stringContaining('names 9 addresses, and 3 were looked at')]);
});

test('a page that refuses is told, and the others are read', async () => {
  const { lookAt } = shop({
    ...HOME,
    [`${SHOP}/sitemap.xml`]: sitemap(`${SHOP}/product/a`, `${SHOP}/product/b`),
    [`${SHOP}/product/a`]: 'blocked',
    [`${SHOP}/product/b`]: goods('Cap', 'SK-2', '99'),
  });
  const { products, notes } = await draftFromShop(`${SHOP}/`, lookAt, 10);
  expect(products.map(({ sku }) => sku)).toEqual(['SK-2']);
  expect(notes[0]).toBe(`${SHOP}/product/a: robots.txt says no`);
});

test('a sitemap of millions of nested elements is given up at once', async () => {
  const { lookAt } = shop({ ...HOME, [`${SHOP}/sitemap.xml`]: '<url>'.repeat(1_500_000) });
  expect((await draftFromShop(`${SHOP}/`, lookAt, 10)).notes).toEqual(['no product page was found in the sitemap']);
});

test('a sitemap of sitemaps of itself, or of a million addresses, ends', async () => {
  const { lookAt, asked } = shop({
    ...HOME,
    [`${SHOP}/sitemap.xml`]: `<sitemapindex>${`<sitemap><loc>${SHOP}/sitemap.xml</loc></sitemap>`.repeat(1000)}</sitemapindex>`,
  });
  await draftFromShop(`${SHOP}/`, lookAt, 10);
  expect(asked.length).toBeLessThan(10);
});
