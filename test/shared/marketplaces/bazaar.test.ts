import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Listing } from '#shared/domain/listing.ts';
import type { Page } from '#shared/extraction/reading.ts';
import { bazaar } from '#shared/marketplaces/bazaar/bazaar.ts';
import { aBazaar, getPage, handClock } from '../../infra/local/bazaar/shop-client.ts';

const FIXTURES = new URL('../../../shared/marketplaces/bazaar/fixtures/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, FIXTURES), 'utf8');
const names = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));

const READERS = { search: bazaar.readSearch, listing: bazaar.readListing, seller: bazaar.readSeller! };
const read = (kind: keyof typeof READERS, page: Page) => READERS[kind](page);

describe('saved pages', () => {
  test.each(names)('%s reads as expected', (name) => {
    const { kind, url, status, expected } = JSON.parse(fixture(`${name}.json`));
    expect(read(kind, { url, status, body: fixture(`${name}.html`) })).toMatchObject(expected);
  });

  test('the search page reads the same without its address, but for what hangs on it', () => {
    const reading = bazaar.readSearch({ url: '', status: 200, body: fixture('search-results.html') });
    expect(reading.coverage).toBe('complete');
    expect(reading.listings[0]!.url).toMatch(/^https:\/\/bazaar\.example\/item\/\d+$/);
  });

  test('a page with most of its cards broken is partial, not complete', () => {
    let card = 0;
    const body = fixture('search-results.html').replace(/data-listing="\d+"/g, (id) => (card++ < 1 ? id : ''));
    expect(bazaar.readSearch({ url: 'https://bazaar.example/search?q=x', status: 200, body })).toMatchObject({
      coverage: 'partial',
    });
  });

  test('whatever is done to a page, reading it never throws, and a page without listings is never called complete', () => {
    const bodies = names.map((name) => fixture(`${name}.html`));
    const mangled = fc
      .tuple(fc.constantFrom(...bodies), fc.nat(4000), fc.nat(400), fc.string({ unit: 'binary' }))
      .map(([body, at, length, junk]) => body.slice(0, at) + junk + body.slice(at + length));
    fc.assert(
      fc.property(mangled, fc.constantFrom('', 'nonsense', 'https://bazaar.example/item/1'), (body, url) => {
        const page = { url, status: 200, body };
        const search = bazaar.readSearch(page);
        expect(search.coverage === 'complete' && search.listings.length === 0).toBe(false);
        for (const listing of search.listings) expect(Listing.safeParse(listing).success).toBe(true);
        bazaar.readListing(page);
        bazaar.readSeller!(page);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the running shop', () => {
  const clock = handClock();
  let shop: Awaited<ReturnType<typeof aBazaar>>;
  beforeAll(async () => {
    shop = await aBazaar(clock);
  });
  afterAll(() => shop.close());
  const page = async (url: string): Promise<Page> => ({ url, ...(await getPage(url)) });

  test('a search is followed to its last page, and every listing has price, seller and picture', async () => {
    let next: string | null = bazaar.searchUrl('rain cover', 1, shop.origin);
    let count = 0;
    let total = Number.NaN;
    while (next) {
      const result = await page(next);
      total = Number(/data-total="(\d+)"/.exec(result.body)![1]);
      const reading = bazaar.readSearch(result);
      expect(reading.coverage).toBe('complete');
      for (const listing of reading.listings) {
        expect(listing.price).not.toBeNull();
        expect(listing.seller?.id).toBeDefined();
        expect(listing.imageUrls[0]).toContain(shop.origin);
      }
      count += reading.listings.length;
      next = reading.nextPageUrl;
    }
    expect(count).toBe(total);
  });

  test('search card, listing page and seller page agree', async () => {
    const card = bazaar.readSearch(await page(bazaar.searchUrl('nordhavn backpack', 1, shop.origin))).listings[0]!;
    const { listing } = bazaar.readListing(await page(bazaar.listingUrl(card.id, shop.origin)));
    const { rank: _, sponsored: __, seller: cardSeller, ...shared } = card;
    expect(listing).toMatchObject({ ...shared, availability: 'active' });
    const { seller, listings } = bazaar.readSeller!(await page(`${shop.origin}/seller/${cardSeller!.id}`));
    expect(listing!.seller).toEqual({ ...seller, url: expect.stringContaining(`/seller/${cardSeller!.id}`) });
    expect(listings!.map(({ id }) => id)).toContain(card.id);
  });

  test('block pages and outages are never an empty result', async () => {
    const url = bazaar.searchUrl('nordhavn jacket', 1, shop.origin);
    const coverage = async () => bazaar.readSearch(await page(url)).coverage;
    shop.blockNext();
    expect(await coverage()).toBe('blocked');
    for (const [mode, verdict] of [
      ['captcha', 'blocked'],
      ['forbidden', 'blocked'],
      ['outage', 'blocked'],
      ['layout-changed', 'unreadable'],
      ['normal', 'complete'],
    ] as const) {
      shop.setMode(mode);
      expect(await coverage(), mode).toBe(verdict);
    }
  });
});
