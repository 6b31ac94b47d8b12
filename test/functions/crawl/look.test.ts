import { expect, test } from 'vitest';
import type { CrawlServices } from '#functions/crawl/crawl.ts';
import { look } from '#functions/crawl/look.ts';
import type { SearchReading } from '#shared/extraction/reading.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { BlockedError, InvalidMessageError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aListing } from '../../support/builders.ts';

const SHOP: Marketplace = {
  id: 'shop',
  title: 'Shop',
  hosts: ['shop.example'],
  requestsPerSecond: 1,
  programme: 'report-form',
  searchUrl: (keyword, page) => `https://www.shop.example/search?q=${keyword}&page=${page}`,
  listingUrl: (id) => `https://www.shop.example/${id}`,
  readSearch: ({ body }) => JSON.parse(body) as SearchReading,
  readListing: () => ({ coverage: 'unreadable', listing: null }),
};

/** What the shop answers: a reading, or what the fetch throws. Only what reading a page needs is there: all else would fail. */
function looking(answer: SearchReading | Error, excluded: string[] = []) {
  const services = {
    pages: {
      fetch: async (url: string) => {
        if (answer instanceof Error) throw answer;
        const page = { url, status: 200, body: JSON.stringify(answer) };
        return { page, bytes: new Uint8Array(), fetchedAt: new Date(0), strikes: 0 };
      },
      report: async () => {},
    },
    askApi: async () => undefined,
    archive: {
      put: () => {
        throw new Error('a look stores nothing');
      },
    },
    origins: {},
    locate: (name: string) => (name === 'shop' ? { marketplace: SHOP } : undefined),
    clock: () => new Date(0),
  } as unknown as CrawlServices;
  return look({ look: { marketplace: 'shop', keyword: 'jacket', excluded } }, services);
}

const offers = ['Nordhavn jacket', 'Jacket for dolls', 'Another jacket'].map((title) => aListing({ title }));

test('a search that is only thought of shows its first offers, without what the excluded words drop', async () => {
  const nextPageUrl = 'https://www.shop.example/search?page=2';
  const looked = await looking({ coverage: 'complete', listings: offers, nextPageUrl }, ['dolls']);
  expect(looked).toMatchObject({ coverage: 'complete', found: 2, excluded: 1, isMore: true });
  expect(looked.first.map(({ title }) => title)).toEqual(['Nordhavn jacket', 'Another jacket']);
});

test.each([
  [new BlockedError('a captcha'), 'blocked', 'a captcha'],
  [new TransientError('it does not answer'), 'unreadable', 'could not be reached'],
  [new ThrottledError('not now', 61_500), 'not-read', 'again in 62 s'],
])('what could not be read is never an empty result: %s', async (error, coverage, reason) => {
  expect(await looking(error)).toMatchObject({
    coverage,
    reason: expect.stringContaining(reason),
    found: 0,
    first: [],
  });
});

test('a marketplace that nobody knows is refused', async () => {
  const services = { locate: () => undefined, origins: {}, clock: () => new Date(0) } as unknown as CrawlServices;
  const wanted = { marketplace: 'nowhere', keyword: 'jacket', excluded: [] };
  await expect(look({ look: wanted }, services)).rejects.toThrow(InvalidMessageError);
});
