import { expect, it } from 'vitest';
import { type ReadPageServices, readPage } from '#functions/crawl/read-page.ts';
import { scanJobId } from '#shared/domain/messages.ts';
import type { SearchReading } from '#shared/extraction/reading.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';

// Which way a page is fetched: API or result page. Pages say in JSON what a parser would read.

const API_URL = 'https://api.shop.example/search?offset=100';

function aShop(pagesAsFallback: boolean): Marketplace {
  return {
    id: 'shop',
    title: 'Shop',
    hosts: ['shop.example'],
    requestsPerSecond: 1,
    programme: 'report-form',
    api: {
      host: 'api.shop.example',
      credentials: ['key'],
      requestsPerSecond: 1,
      pagesAsFallback,
      searchRequest: () => ({ url: API_URL, headers: {} }),
    },
    searchUrl: (keyword, page) => `https://www.shop.example/search?q=${keyword}&page=${page}`,
    listingUrl: (id) => `https://www.shop.example/${id}`,
    readSearch: ({ body }) => JSON.parse(body) as SearchReading,
    readListing: () => ({ coverage: 'unreadable', listing: null }),
  };
}

const reading = (coverage: SearchReading['coverage'], nextPageUrl: string | null = null): SearchReading => ({
  coverage,
  listings: [],
  nextPageUrl,
});
const fetchedFrom = (url: string, read: SearchReading) => ({
  page: { url, status: 200, body: JSON.stringify(read) },
  bytes: new Uint8Array(),
  fetchedAt: new Date(0),
  strikes: 0,
});

/** Reads a job's page; `answer` is what the API gives, an error what it throws, undefined that there are no keys. */
async function read(options: {
  answer: SearchReading | Error | undefined;
  pagesAsFallback?: boolean;
  url?: string;
  tries?: number;
}) {
  const fetchedPages: string[] = [];
  const reported: string[] = [];
  const services: ReadPageServices = {
    pages: {
      fetch: async (url) => {
        fetchedPages.push(url);
        return fetchedFrom(url, reading('complete', 'https://www.shop.example/next'));
      },
      report: async ({ page }, coverage) => void reported.push(`${new URL(page.url).hostname} ${coverage}`),
    },
    askApi: async () => {
      if (options.answer instanceof Error) throw options.answer;
      return options.answer && fetchedFrom(API_URL, options.answer);
    },
    archive: { put: async () => 'key', get: () => Promise.reject(new Error('not used')) },
    renderPage: () => Promise.reject(new Error('not used')),
  };
  const identity = { brandId: 'nordhavn', marketplace: 'shop', keyword: 'jacket', period: '2026-03-01', page: 2 };
  const job = { ...identity, jobId: scanJobId(identity), pages: 3, rankOffset: 0, url: options.url };
  const located = { marketplace: aShop(options.pagesAsFallback ?? false) };
  const outcome = await readPage(job, located, services, options.tries ?? 1);
  return { ...outcome, fetchedPages, reported };
}

it('the API is asked first, its verdict is reported to its own host, and it leads on to itself', async () => {
  const outcome = await read({ answer: reading('complete', `${API_URL}0`) });
  expect(outcome).toMatchObject({ reading: { nextPageUrl: `${API_URL}0` }, archiveKey: 'key' });
  expect(outcome.fetchedPages).toEqual([]);
  expect(outcome.reported).toEqual(['api.shop.example complete']);
});

it('an answer cannot lead to another host', async () => {
  const outcome = await read({ answer: reading('complete', 'https://evil.example/') });
  expect(outcome.reading.nextPageUrl).toBeNull();
});

it('without keys the result page is fetched, never the address that the API gave', async () => {
  for (const url of [undefined, API_URL])
    expect((await read({ answer: undefined, url })).fetchedPages).toEqual([
      'https://www.shop.example/search?q=jacket&page=2',
    ]);
});

it('a search that goes over result pages stays on them', async () => {
  const url = 'https://www.shop.example/search?cursor=2';
  expect((await read({ answer: reading('complete'), url })).fetchedPages).toEqual([url]);
});

it.each([
  ['a refusal', new BlockedError('no'), 1],
  ['a last failed try', new TransientError('down'), 3],
  ['an unreadable answer', reading('unreadable'), 1],
])('%s of the API is made good by the result page only where the terms allow it', async (_, answer, tries) => {
  const strict = await read({ answer, tries });
  expect(strict.fetchedPages).toEqual([]);
  expect(['blocked', 'unreadable']).toContain(strict.reading.coverage);
  const lenient = await read({ answer, tries, pagesAsFallback: true });
  expect(lenient.fetchedPages).toHaveLength(1);
  expect(lenient.reading.coverage).toBe('complete');
});

it('an empty answer is an answer', async () => {
  const outcome = await read({ answer: reading('empty'), pagesAsFallback: true });
  expect(outcome.fetchedPages).toEqual([]);
});

it('an API that is short of breath, or down for the first time, is asked again later', async () => {
  for (const error of [new ThrottledError('later', 1000), new TransientError('down')])
    await expect(read({ answer: error, pagesAsFallback: true })).rejects.toBe(error);
});
