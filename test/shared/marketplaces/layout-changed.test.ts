import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { objectsWhere } from '#shared/extraction/json-path.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';

// Every site's reader before a page of its site on which nothing stands where the reader looks: goods at the site's own addresses, in
// tiles, in a list for machines, or in the page's data; and an offer's page with a heading, a price and a button.

const FOLDER = join(import.meta.dirname, '../../../shared/marketplaces');

/** An offer of the site from its fixtures whose address holds the digits of its id. */
function knownOffer(marketplace: string): { id: string; url: string; digits: string } | undefined {
  const folder = join(FOLDER, marketplace, 'fixtures');
  for (const file of readdirSync(folder).filter((name) => /^(?:search|listing).*\.json$/.test(name)))
    for (const { id, url } of objectsWhere(
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
      (one) => 'marketplace' in one,
    )) {
      const digits = /\d{4,}(?=\D*$)/.exec(String(id))?.[0];
      if (digits && String(url).includes(digits)) return { id: String(id), url: String(url), digits };
    }
  return undefined;
}

/** Their addresses hold a name, or the number in another spelling, and their state the id. */
const NUMBERED_ELSEWHERE = new Set(['bringatrailer', 'fashionphile', 'ripley']);

const offers = marketplaces.flatMap((marketplace) => {
  const known =
    marketplace.hosts.length > 0 && !NUMBERED_ELSEWHERE.has(marketplace.id) ? knownOffer(marketplace.id) : undefined;
  return known ? [{ name: marketplace.id, marketplace, ...known }] : [];
});

const html = (body: string) =>
  `<!doctype html><html lang="de"><body><main><h1>Nordhavn Fjeld Shell Jacket</h1>${body}</main></body></html>`;

test('most readers can be tried so', () => {
  expect(offers.length).toBeGreaterThan(55);
});

describe.each(offers)('$name', ({ marketplace, id, url, digits }) => {
  const goods = [1, 2, 3, 4, 5].map((last) => {
    const number = digits.slice(0, -1) + last;
    return { id: id.replace(digits, number), url: url.replace(digits, number), title: `Nordhavn Fjeld ${last}00` };
  });
  const { origin } = new URL(url);
  const tiles = goods.map(
    (one) =>
      `<div class="xk"><a href="${one.url.replaceAll('&', '&amp;')}"><h3 class="q">${one.title}</h3></a><b>€ 20,50</b></div>`,
  );
  const list = {
    '@type': 'ItemList',
    itemListElement: goods.map((one) => ({
      '@type': 'Product',
      name: one.title,
      url: one.url,
      offers: { '@type': 'Offer', price: '20.50', priceCurrency: 'EUR' },
    })),
  };
  const data = {
    search: {
      results: goods.map((one) => ({ url: one.url, title: one.title, price: { amount: 20.5, currency: 'EUR' } })),
    },
  };

  test.each([
    ['draws', tiles.join('')],
    ['lists for machines', `<script type="application/ld+json">${JSON.stringify(list)}</script>`],
    ['keeps for its scripts', `<script type="application/json" id="zq">${JSON.stringify(data)}</script>`],
  ])('reads the goods that a page of another layout %s', (_, body) => {
    const { coverage, listings } = marketplace.readSearch({ url: `${origin}/`, status: 200, body: html(body) });
    expect(listings.map((one) => one.id)).toEqual(goods.map((one) => one.id));
    expect(['partial', 'complete']).toContain(coverage);
  });

  test('reads the offer that a page of another layout shows, and never calls that all it says', () => {
    const body = html('<div class="p2">€ 59,50</div><button>In den Warenkorb</button>');
    const { coverage, listing, gone } = marketplace.readListing({ url, status: 200, body });
    // Etsy's own rules ask for no more than a title.
    const read = marketplace.id === 'etsy' ? ['complete', undefined] : ['partial', 5950];
    expect([coverage, listing?.price?.amountMinor, listing?.id, gone]).toEqual([...read, id, undefined]);
  });
});
