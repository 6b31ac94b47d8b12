import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { lookAtListing } from '#shared/listing-page/listing-status.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { aListing } from '../../support/builders.ts';

// What the seller writes must never say that an offer is gone, and a status alone never that the venue removed it.

const FOLDERS = fileURLToPath(new URL('../../../shared/marketplaces', import.meta.url));

type Saved = { marketplace: Marketplace; name: string; url: string; body: string; title: string; description?: string };

/** Every saved page that shows an offer on sale. */
const SAVED: Saved[] = marketplaces.flatMap((marketplace) => {
  const folder = path.join(FOLDERS, marketplace.id, 'fixtures');
  const names = readdirSync(folder).filter((file) => file.endsWith('.html') && file.startsWith('listing'));
  return names.flatMap((file) => {
    const about = path.join(folder, file.replace('.html', '.json'));
    if (!existsSync(about)) return [];
    const { url, status = 200 } = JSON.parse(readFileSync(about, 'utf8'));
    const body = readFileSync(path.join(folder, file), 'utf8');
    const { listing, coverage, gone } = marketplace.readListing({ url, status, body });
    const isOnSale = coverage === 'complete' && !gone && listing?.price && listing.availability !== 'ended';
    if (!isOnSale || !listing || listing.availability === 'removed' || !body.includes(listing.title)) return [];
    return [{ marketplace, name: file, url, body, title: listing.title, description: listing.description }];
  });
});

const SELLERS_WORDS = [
  'Meine alte Anzeige: Diese Anzeige wurde gelöscht',
  'this listing has been removed, now back',
  'this item is no longer available elsewhere',
  'Sold out everywhere! item sold in 3 days',
  'Page not found? listing has ended',
  'Cette annonce a été supprimée, la voici',
  'este producto ya no está disponible en tiendas',
  'объявление удалено, товар удалён, нет в наличии',
  'ogłoszenie zostało usunięte',
  '商品不存在 已下架 卖光了',
  'この商品は削除されました',
];

const finding = async ({ marketplace, url }: Saved, body: string, status = 200) => {
  const pages: PageFetcher = {
    fetch: async () => ({ page: { url, status, body }, bytes: Buffer.from(body), fetchedAt: new Date(0), strikes: 0 }),
    report: async () => {},
  };
  const listing = aListing({ marketplace: marketplace.id, url, id: 'whatever' });
  const venue = { id: marketplace.id, marketplace, hosts: [new URL(url).hostname], origin: new URL(url).origin };
  return (await lookAtListing(listing, venue, pages)).finding;
};

describe("an offer's own page", () => {
  it('is there for most readers', () => {
    expect(new Set(SAVED.map(({ marketplace }) => marketplace.id)).size).toBeGreaterThan(40);
  });

  it.each(SAVED.map((saved) => [`${saved.marketplace.id} ${saved.name}`, saved] as const))(
    '%s stays on sale whatever its seller writes',
    async (_, saved) => {
      expect(await finding(saved, saved.body)).toBe('present');
      for (const words of SELLERS_WORDS) {
        const inTitle = saved.body.replaceAll(saved.title, `${saved.title} ${words}`);
        expect(await finding(saved, inTitle), `title: ${words}`).toBe('present');
        const start = saved.description?.slice(0, 40);
        if (!start || !saved.body.includes(start)) continue;
        const inText = saved.body.replaceAll(start, `${words}. ${start}`);
        expect(await finding(saved, inText), `description: ${words}`).toBe('present');
      }
    },
  );

  it.each(SAVED.map((saved) => [`${saved.marketplace.id} ${saved.name}`, saved] as const))(
    '%s with 404 or 410 is absent, whatever it shows, and no decision of the venue',
    async (_, saved) => {
      for (const status of [404, 410])
        for (const body of [saved.body, '<html><body><h1>404</h1></body></html>', ''])
          expect(['absent', 'blocked']).toContain(await finding(saved, body, status));
    },
  );
});

describe("a venue's own notices", () => {
  const read = (id: string, url: string, body: string) =>
    marketplaces.find((each) => each.id === id)!.readListing({ url, status: 200, body }).gone;

  it('speak of the offer and not of a coupon or a size', () => {
    const ebay = 'https://www.ebay.com/itm/123456789012';
    const message = (words: string) =>
      `<div class="ux-message">${words}</div><h1 class="x-item-title__mainTitle">Parka</h1>`;
    expect(read('ebay', ebay, message('Coupon SAVE10 has ended'))).toBeUndefined();
    expect(read('ebay', ebay, message('Size M is out of stock'))).toBeUndefined();
    expect(read('ebay', ebay, message('This listing has ended'))).toBe('ended-by-seller');
    const mercado = 'https://articulo.mercadolibre.com.ar/MLA-1234567890-parka-_JM';
    expect(read('mercadolibre', mercado, '<p class="ui-pdp-message">talle S sin stock</p>')).toBeUndefined();
    expect(read('mercadolibre', mercado, '<p class="ui-pdp-message">Publicación finalizada</p>')).toBe(
      'ended-by-seller',
    );
  });

  it('are not overheard beside another offer that the page recommends', () => {
    const address = 'https://www.gumtree.com/p/jackets/parka/1400000001';
    const other = `<script type="application/ld+json">${JSON.stringify({
      '@type': 'Product',
      sku: '1499999999',
      name: 'Another jacket',
      url: 'https://www.gumtree.com/p/jackets/another/1499999999',
      offers: { price: '20', priceCurrency: 'GBP' },
    })}</script>`;
    expect(read('gumtree', address, `${other}<p>This ad is no longer available.</p>`)).toBe('absent');
  });
});
