import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type CrawlServices, crawl } from '#functions/crawl/crawl.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { type AlertJob, type ScanJob, type ScoreJob, scanJobId } from '#shared/domain/messages.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import type { SearchReading } from '#shared/extraction/reading.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPace } from '#shared/fetching/pace.ts';
import { createPageFetcher } from '#shared/fetching/page-fetcher.ts';
import { createRobots } from '#shared/fetching/robots.ts';
import type { TermsGuard } from '#shared/fetching/terms.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { type Buckets, startBuckets } from './buckets.ts';
import { aBrand, aListing } from './builders.ts';
import { startServer } from './http-server.ts';
import { memoryQueue } from './memory-queue.ts';
import { startTables, type Tables } from './tables.ts';

export const START = Date.parse('2026-03-01T12:00:00Z');
export const DAY = 86_400_000;

/** Made up: its pages say in JSON what a parser would read. */
export const testshop: Marketplace = {
  id: 'testshop',
  title: 'Test shop',
  hosts: ['testshop.example'],
  requestsPerSecond: 50,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page, site) => `${site}/search?q=${encodeURIComponent(keyword)}&page=${page}`,
  listingUrl: (id, site) => `${site}/item/${id}`,
  sellerOffersUrl: (seller, site) => `${site}/seller/${seller}`,
  readSearch: ({ body, status }) =>
    status === 403
      ? { coverage: 'blocked', reason: 'a captcha', listings: [], nextPageUrl: null }
      : body.startsWith('{')
        ? { coverage: 'complete', nextPageUrl: null, listings: [], ...JSON.parse(body) }
        : { coverage: 'unreadable', reason: 'unknown layout', listings: [], nextPageUrl: null },
  readListing: () => ({ coverage: 'unreadable', reason: 'not used', listing: null }),
};

export const item = (id: string, overrides: Partial<Listing> = {}) =>
  aListing({ marketplace: 'testshop', id, title: `Nordhavn parka ${id}`, ...overrides });

type Answer = { status?: number; headers?: Record<string, string>; reading: Partial<SearchReading> | string };

let brands = 0;

/** `crawl` for a brand of its own over real tables, buckets and a real web server, whose answers are set by assigning to fields. */
async function crawlWorld(tables: Tables, buckets: Buckets) {
  const clock = () => new Date(world.nowMs);
  const shop = await startServer((request, response) => {
    if (request.url === '/robots.txt') return void response.end(world.robotsTxt);
    const page = new URL(request.url!, 'http://x').searchParams.get('page') ?? '1';
    const { status = 200, headers, reading } = world.results[page] ?? { status: 404, reading: 'not found' };
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end(typeof reading === 'string' ? reading : JSON.stringify(reading));
  });
  const fetcher = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins: [shop.origin] });
  const pace = createPace({
    store: createPaceStore(tables.client, tables.names.pace),
    clock,
    sleep: async (ms) => (world.nowMs += ms),
  });
  const brandStore = createBrandStore(tables.client, tables.names.brands);
  const listings = createListingStore(tables.client, tables.names.listings, clock);
  const [scanQueue, scoreQueue, alertQueue] = [
    memoryQueue<ScanJob>(),
    memoryQueue<ScoreJob>(),
    memoryQueue<AlertJob>(),
  ];
  const services: CrawlServices = {
    pages: createPageFetcher({
      fetcher,
      robots: createRobots({ fetcher, userAgent: 'Markwarden/1', clock }),
      pace,
      terms: (url) => world.terms(url),
      clock,
    }),
    askApi: async () => undefined,
    archive: createPageArchive(buckets.client, 'pages'),
    renderPage: async () => 'still nothing',
    brands: brandStore,
    listings,
    scanQueue,
    scoreQueue,
    alertQueue,
    findOtherBrands: async () => new Map(),
    origins: { testshop: shop.origin },
    locate: (reference) => (reference === 'testshop' ? { marketplace: testshop } : undefined),
    clock,
  };
  const brandId = `nordhavn-${++brands}`;
  const aJob = (overrides: Partial<ScanJob> = {}): ScanJob => {
    const job = {
      brandId,
      marketplace: 'testshop',
      keyword: 'nordhavn jacket',
      period: clock().toISOString(),
      page: 1,
      pages: 2,
      rankOffset: 0,
      ...overrides,
    };
    return { jobId: scanJobId(job), ...job };
  };
  const world = {
    nowMs: START,
    robotsTxt: '',
    terms: (() => {}) as TermsGuard,
    /** What the shop answers, by page number of the search. */
    results: {} as Record<string, Answer>,
    shop,
    services,
    brandStore,
    listings,
    scanQueue,
    scoreQueue,
    alertQueue,
    brandId,
    aJob,
    crawl: (job: ScanJob, tries?: number) => crawl(job, world.services, tries),
    scoredIds: () => scoreQueue.sent.map(({ message }) => message.listing.id),
    fetchedPages: () => shop.asked.filter((path) => path !== '/robots.txt'),
    nextDay: () => {
      world.nowMs += DAY;
      scoreQueue.sent.length = 0;
      return aJob();
    },
  };
  const watch = { keyword: 'nordhavn jacket', marketplaces: ['testshop'], excluded: ['wanted', 'phone case'] };
  await brandStore.put(aBrand({ id: brandId, watches: [watch] }), clock());
  return world;
}

/** A world of its own for each test of a file, over tables and buckets that they share. */
export function crawlWorldOfEachTest() {
  let [tables, buckets]: [Tables?, Buckets?] = [];
  let world: Awaited<ReturnType<typeof crawlWorld>>;
  beforeAll(async () => {
    [tables, buckets] = await Promise.all([startTables(), startBuckets('pages')]);
  });
  afterAll(() => Promise.all([tables?.stop(), buckets?.stop()]));
  beforeEach(async () => {
    world = await crawlWorld(tables!, buckets!);
  });
  afterEach(() => world.shop.stop());
  return () => world;
}
