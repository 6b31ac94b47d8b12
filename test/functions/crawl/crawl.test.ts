import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CrawlServices, crawl } from '#functions/crawl/crawl.ts';
import { createOtherBrands } from '#functions/crawl/other-brands.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import { type AlertJob, type ScanJob, type ScoreJob, scanJobId } from '#shared/domain/messages.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import type { SearchReading } from '#shared/extraction/reading.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPace } from '#shared/fetching/pace.ts';
import { createPageFetcher } from '#shared/fetching/page-fetcher.ts';
import { createRobots } from '#shared/fetching/robots.ts';
import { createTermsGuard, type TermsGuard } from '#shared/fetching/terms.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { InvalidMessageError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore, type ListingStore } from '#shared/stores/listing-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { aBrand, aListing, aVerdict } from '../../support/builders.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { startTables, type Tables } from '../../support/tables.ts';

// Stores, buckets and the web server are real; the marketplace is a made-up one whose pages say in JSON what a parser would read.

const START = Date.parse('2026-03-01T12:00:00Z');
const DAY = 86_400_000;

let tables: Tables;
let buckets: Buckets;
let shop: TestServer;
let listings: ListingStore;
let nowMs: number;
let robotsTxt: string;
let terms: TermsGuard;
/** What the shop answers, by page number of the search. */
let results: Record<
  string,
  { status?: number; headers?: Record<string, string>; reading: Partial<SearchReading> | string }
>;
let services: CrawlServices;
let brandStore: BrandStore;
let scanQueue: ReturnType<typeof memoryQueue<ScanJob>>;
let scoreQueue: ReturnType<typeof memoryQueue<ScoreJob>>;
let alertQueue: ReturnType<typeof memoryQueue<AlertJob>>;
let rendered: string[];
let brandNumber = 0;
let brandId: string;

const testshop: Marketplace = {
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

beforeAll(async () => {
  [tables, buckets] = await Promise.all([startTables(), startBuckets('pages')]);
  listings = createListingStore(tables.client, tables.names.listings, () => new Date(nowMs));
});
afterAll(() => Promise.all([tables.stop(), buckets.stop()]));

beforeEach(async () => {
  await shop?.stop();
  nowMs = START;
  robotsTxt = '';
  terms = () => {};
  results = {};
  rendered = [];
  shop = await startServer((request, response) => {
    if (request.url === '/robots.txt') return void response.end(robotsTxt);
    const page = new URL(request.url!, 'http://x').searchParams.get('page') ?? '1';
    const { status = 200, headers, reading } = results[page] ?? { status: 404, reading: 'not found' };
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end(typeof reading === 'string' ? reading : JSON.stringify(reading));
  });
  const clock = () => new Date(nowMs);
  const fetcher = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins: [shop.origin] });
  const pace = createPace({
    store: createPaceStore(tables.client, tables.names.pace),
    clock,
    sleep: async (ms) => (nowMs += ms),
  });
  brandStore = createBrandStore(tables.client, tables.names.brands);
  brandId = `nordhavn-${++brandNumber}`;
  const watch = { keyword: 'nordhavn jacket', marketplaces: ['testshop'], excluded: ['wanted', 'phone case'] };
  await brandStore.put(aBrand({ id: brandId, watches: [watch] }), clock());
  [scanQueue, scoreQueue, alertQueue] = [memoryQueue<ScanJob>(), memoryQueue<ScoreJob>(), memoryQueue<AlertJob>()];
  services = {
    pages: createPageFetcher({
      fetcher,
      robots: createRobots({ fetcher, userAgent: 'Markwarden/1', clock }),
      pace,
      terms: (url) => terms(url),
      clock,
    }),
    askApi: async () => undefined,
    archive: createPageArchive(buckets.client, 'pages'),
    renderPage: async (url) => {
      rendered.push(url);
      return 'still nothing';
    },
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
});
afterAll(() => shop.stop());

function aJob(overrides: Partial<ScanJob> = {}): ScanJob {
  const job = {
    brandId,
    marketplace: 'testshop',
    keyword: 'nordhavn jacket',
    period: new Date(nowMs).toISOString(),
    page: 1,
    pages: 2,
    rankOffset: 0,
    ...overrides,
  };
  return { jobId: scanJobId(job), ...job };
}

const item = (id: string, overrides: Partial<Listing> = {}) =>
  aListing({ marketplace: 'testshop', id, title: `Nordhavn parka ${id}`, ...overrides });
const scoredIds = () => scoreQueue.sent.map(({ message }) => message.listing.id);
const fetchedPages = () => shop.asked.filter((path) => path !== '/robots.txt');
const nextDay = () => {
  nowMs += DAY;
  scoreQueue.sent.length = 0;
  return aJob();
};

describe('a watch on a seller', () => {
  const ofFjord = (overrides: Partial<ScanJob> = {}) => aJob({ keyword: 'seller:fjord-shop', ...overrides });

  it('is scheduled as a search of its own', async () => {
    const watch = { seller: 'fjord-shop', marketplaces: ['testshop'], excluded: ['wanted'] };
    await brandStore.put(aBrand({ id: brandId, watches: [watch] }), new Date(nowMs));
    const due = await brandStore.dueWatches(new Date(nowMs));
    expect(due.filter((each) => each.brandId === brandId)).toMatchObject([{ keyword: 'seller:fjord-shop' }]);
  });

  it("reads the account's own pages, one after the other, and hands on its offers", async () => {
    const nextPageUrl = `${shop.origin}/seller/fjord-shop?page=2`;
    const own = (id: string) => item(id, { seller: { id: 'fjord-shop' } });
    results = {
      1: { reading: { listings: [own('a'), item('x', { seller: { id: 'other' } })], nextPageUrl } },
      2: { reading: { listings: [own('b')] } },
    };
    const job = ofFjord();
    await crawl(job, services);
    await crawl(scanQueue.sent[0]!.message, services);
    expect(fetchedPages()).toEqual(['/seller/fjord-shop', '/seller/fjord-shop?page=2']);
    expect(scoredIds()).toEqual(['a', 'b']);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'complete', listingIds: ['a'] });
  });

  it('replayed from the archive, hands on the same offers as when it was fetched', async () => {
    results = { 1: { reading: { listings: ['fjord-shop', 'other'].map((id) => item(id, { seller: { id } })) } } };
    const job = ofFjord();
    await crawl(job, services);
    const { archiveKey } = (await listings.getScanPage(job.jobId))!;
    const replay = ofFjord({ jobId: `${job.jobId}|replay`, archivedPage: archiveKey });
    await crawl(replay, services);
    expect(await listings.getScanPage(replay.jobId)).toMatchObject({ listingIds: ['fjord-shop'] });
  });

  it.each(['seller:fjord-shop', NO_WATCH])(
    'of "%s" no place is said: only a search that buyers make has places',
    async (keyword) => {
      results = { 1: { reading: { listings: [item('a', { seller: { id: 'fjord-shop' }, rank: 1 })] } } };
      await crawl(aJob({ keyword }), services);
      expect(scoreQueue.sent.map(({ message }) => message.listing.rank)).toEqual([undefined]);
    },
  );

  it('asks no search API, which would look for the account among the words of titles', async () => {
    results = { 1: { reading: { listings: [], coverage: 'empty' } } };
    services.askApi = async () => {
      throw new Error('the API was asked');
    };
    const job = ofFjord();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'empty' });
  });

  it('on a marketplace without such pages is unreadable, with what to do, and nothing is fetched', async () => {
    const { sellerOffersUrl: _, ...without } = testshop;
    services.locate = () => ({ marketplace: without });
    const job = ofFjord();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringContaining("has no pages of one seller's offers"),
    });
    expect(fetchedPages()).toEqual([]);
    expect(alertQueue.sent).toHaveLength(1);
  });
});

describe('a readable page', () => {
  it('is archived, stored, sent to scoring and recorded, in that order of consequence', async () => {
    results = { 1: { reading: { listings: [item('a'), item('b')] } } };
    const job = aJob({ rankOffset: 60 });
    await crawl(job, services);
    const page = await listings.getScanPage(job.jobId);
    expect(page).toMatchObject({ coverage: 'complete', listingIds: ['a', 'b'], rankOffset: 60, brandId, page: 1 });
    expect(page!.reason).toBeUndefined();
    const { facts, bytes } = await services.archive.get(page!.archiveKey!);
    expect(facts).toMatchObject({
      marketplace: 'testshop',
      status: 200,
      url: expect.stringContaining('/search?q=nordhavn%20jacket&page=1'),
    });
    expect(JSON.parse(Buffer.from(bytes).toString()).listings).toHaveLength(2);
    expect(
      scoreQueue.sent.map(({ message, options }) => [
        message.listing.id,
        message.listing.rank,
        message.offline,
        options,
      ]),
    ).toEqual([
      ['a', 61, false, { group: brandId }],
      ['b', 62, false, { group: brandId }],
    ]);
    expect(await listings.get(brandId, listingKey(item('a')))).toMatchObject({ listing: { id: 'a', rank: 61 } });
    expect(alertQueue.sent).toEqual([]);
  });

  it('is read once: the job delivered again fetches, stores and sends nothing', async () => {
    results = { 1: { reading: { listings: [item('a')] } } };
    const job = aJob();
    await crawl(job, services);
    await crawl(job, services);
    expect(fetchedPages()).toHaveLength(1);
    expect(scoredIds()).toEqual(['a']);
  });

  it('leads to the next one as long as the watch goes that deep and the shop names it', async () => {
    const nextPageUrl = `${shop.origin}/search?q=x&page=2`;
    results = {
      1: { reading: { listings: [item('a'), item('b')], nextPageUrl } },
      2: { reading: { listings: [item('c')], nextPageUrl } },
    };
    await crawl(aJob(), services);
    const [{ message: next, options }] = scanQueue.sent as [(typeof scanQueue.sent)[number]];
    expect(next).toMatchObject({ page: 2, url: nextPageUrl, rankOffset: 2, jobId: expect.stringMatching(/\|2$/) });
    expect(options).toEqual({ group: brandId });
    await crawl(next, services);
    expect(scoreQueue.sent.at(-1)?.message.listing.rank).toBe(3);
    expect(scanQueue.sent).toHaveLength(1); // page 2 of 2
  });

  it('cannot send the crawler to somebody else: a foreign next page is not followed', async () => {
    results = { 1: { reading: { listings: [item('a')], nextPageUrl: 'https://victim.example/search?page=2' } } };
    await crawl(aJob(), services);
    expect(scanQueue.sent).toEqual([]);
  });

  it('that says it is empty is just that: no alert', async () => {
    results = { 1: { reading: { coverage: 'empty', reason: 'the page says that nothing was found' } } };
    const job = aJob();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'empty', listingIds: [] });
    expect(alertQueue.sent).toEqual([]);
  });
});

describe('which listings go to scoring', () => {
  const judged = async (id: string) => {
    const stored = await listings.get(brandId, `testshop~${id}`);
    await listings.putVerdict(brandId, `testshop~${id}`, aVerdict(), stored!.digest);
  };

  it('are also those judged without a picture that could not be had', async () => {
    results = { 1: { reading: { listings: [item('seen'), item('blind')] } } };
    await crawl(aJob(), services);
    await judged('seen');
    const { digest } = (await listings.get(brandId, 'testshop~blind'))!;
    await listings.putVerdict(brandId, 'testshop~blind', aVerdict(), digest, new Date(nowMs + DAY));
    nowMs += DAY / 2;
    scoreQueue.sent.length = 0;
    await crawl(aJob(), services); // a picture host that is away does not send everything to scoring at every crawl
    expect(scoredIds()).toEqual([]);
    nowMs -= DAY / 2;
    await crawl(nextDay(), services);
    expect(scoredIds()).toEqual(['blind']);
  });

  it('are the new ones, the changed ones and those whose verdict never came', async () => {
    results = { 1: { reading: { listings: [item('same'), item('dearer'), item('unjudged')] } } };
    await crawl(aJob(), services);
    for (const id of ['same', 'dearer']) await judged(id);
    const dearer = item('dearer', { price: { amountMinor: 9900, currency: 'EUR' } });
    results = {
      1: { reading: { listings: [item('same', { soldCount: 12, rank: 9 }), dearer, item('unjudged'), item('new')] } },
    };
    await crawl(nextDay(), services);
    expect(scoredIds().toSorted()).toEqual(['dearer', 'new', 'unjudged']);
    expect(await listings.get(brandId, 'testshop~dearer')).toMatchObject({
      listing: { price: { amountMinor: 9900 } },
      verdict: aVerdict(),
    });
  });

  it('are not those with an excluded word, but such a word inside another one excludes nothing', async () => {
    const titles = {
      kept: 'Nordhavn jacket, unwanted gift',
      accessory: 'PHONE-CASE for Nordhavn fans',
      wanted: 'Wanted: Nordhavn jacket',
      phone: 'Nordhavn jacket with phone pocket and case',
    };
    results = { 1: { reading: { listings: Object.entries(titles).map(([id, title]) => item(id, { title })) } } };
    const job = aJob();
    await crawl(job, services);
    expect(scoredIds()).toEqual(['kept', 'phone']);
    expect((await listings.getScanPage(job.jobId))?.listingIds).toEqual(['kept', 'accessory', 'wanted', 'phone']);
  });

  it('include a changed listing even when the crawl died right before or after storing it', async () => {
    results = { 1: { reading: { listings: [item('a')] } } };
    await crawl(aJob(), services);
    await judged('a');
    results = { 1: { reading: { listings: [item('a', { title: 'Nordhavn parka 1:1 replica' })] } } };
    const job = nextDay();
    const dies = (step: 'putMany' | 'putScanPage') => ({
      ...services,
      listings: {
        ...listings,
        [step]: (records: unknown) =>
          Array.isArray(records) && records.length === 0 ? Promise.resolve() : Promise.reject(new Error('killed')),
      },
    });
    await expect(crawl(job, dies('putMany'))).rejects.toThrow('killed');
    await expect(crawl(job, dies('putScanPage'))).rejects.toThrow('killed');
    await crawl(job, services);
    expect(scoredIds()).toContain('a');
    expect(await listings.get(brandId, 'testshop~a')).toMatchObject({
      listing: { title: 'Nordhavn parka 1:1 replica' },
    });
  });

  it('cost no write when nothing changed, until a month has passed; then they are judged anew', async () => {
    results = { 1: { reading: { listings: [item('a')] } } };
    await crawl(aJob(), services);
    await judged('a');
    const seenAt = async () => (await listings.get(brandId, 'testshop~a'))?.lastSeenAt;
    const first = await seenAt();
    await crawl(nextDay(), services);
    expect(await seenAt()).toBe(first);
    expect(scoredIds()).toEqual([]);
    nowMs += 31 * DAY;
    await crawl(nextDay(), services);
    expect(await seenAt()).not.toBe(first);
    // With a digest the stored verdict would pass for the new one.
    expect(scoreQueue.sent.map(({ message: { listing, digest } }) => [listing.id, digest])).toEqual([['a', undefined]]);
  });
});

describe("a page that shows another brand's goods", () => {
  const anotherBrand = async (id: string, name: string, marketplaces: string[], excluded: string[] = []) =>
    brandStore.put(
      aBrand({ id, name, fingerprint: { names: [name] }, watches: [{ keyword: name, marketplaces, excluded }] }),
      new Date(nowMs),
    );
  const scoredFor = (id: string) =>
    scoreQueue.sent.filter(({ message }) => message.brandId === id).map(({ message }) => message);

  beforeEach(() => {
    services.findOtherBrands = createOtherBrands(brandStore, services.clock);
  });

  it('is matched against every brand that watches the marketplace, without being fetched again', async () => {
    await anotherBrand('havblik', 'Havblik', ['testshop'], ['poster']);
    await anotherBrand('solvang', 'Solvang', ['elsewhere']);
    const listings = [
      item('1'),
      item('2', { title: 'H4vblik tent' }),
      item('3', { title: 'Solvang chair' }),
      item('4', { title: 'Havblik poster' }),
    ];
    results = { 1: { reading: { listings } } };
    await crawl(aJob(), services);
    expect(scoredFor('havblik').map(({ listing }) => listing.id)).toEqual(['2']);
    expect(scoredFor('solvang')).toEqual([]);
    expect(scoredFor(brandId).map(({ listing }) => listing.id)).toEqual(['1', '2', '3', '4']);
    expect(fetchedPages()).toHaveLength(1);
  });

  it('tells the other brand nothing of the keyword that found them', async () => {
    await anotherBrand('lysning', 'Lysning', ['testshop']);
    results = { 1: { reading: { listings: [item('1', { title: 'Lysning lamp' })] } } };
    await crawl(aJob(), services);
    const [job] = scoredFor('lysning');
    expect(JSON.stringify(job)).not.toContain('nordhavn');
    expect((await listings.getMany('lysning', [listingKey(job!.listing)])).size).toBe(1);
  });
});

describe('a page that could not be read', () => {
  it('behind a block page is recorded as blocked, tells the brand, and pauses the marketplace', async () => {
    results = { 1: { status: 403, reading: 'prove that you are human' } };
    const job = aJob();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason: 'a captcha',
      listingIds: [],
    });
    expect(alertQueue.sent.map(({ message }) => message)).toEqual([
      expect.objectContaining({
        kind: 'coverage-lost',
        brandId,
        alertId: `coverage-lost|${brandId}|testshop|nordhavn jacket|${job.period}`,
        message: 'The search for "nordhavn jacket" on testshop could not be read (blocked): a captcha.',
      }),
    ]);
    const asked = shop.asked.length;
    await expect(crawl(aJob({ page: 2 }), services)).rejects.toThrow(ThrottledError);
    expect(shop.asked.length).toBe(asked);
  });

  it('by order of robots.txt is recorded as blocked, and never asked for', async () => {
    robotsTxt = 'User-agent: *\nDisallow: /search';
    const job = aJob();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason: expect.stringContaining('robots.txt'),
    });
    expect(fetchedPages()).toEqual([]);
  });

  it('because its address leads nowhere on the web is unreadable: nobody refused us', async () => {
    const job = aJob({ url: 'http://10.0.0.1/search' });
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringContaining('not a'),
    });
  });

  it('in the plain answer is opened in the browser once, and read from there', async () => {
    results = { 1: { reading: '<div id="root"></div>' } };
    services.renderPage = async (url, allowedHosts) => {
      rendered.push(url);
      expect(allowedHosts).toContain('testshop.example');
      return JSON.stringify({ listings: [item('from-script')] });
    };
    const job = aJob();
    await crawl(job, services);
    expect(rendered).toEqual([`${shop.origin}/search?q=nordhavn%20jacket&page=1`]);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'complete', listingIds: ['from-script'] });
  });

  it('even there is unreadable: never "nothing found"', async () => {
    results = { 1: { reading: '<div class="new-design"></div>' } };
    const job = aJob();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'unreadable', reason: 'unknown layout' });
    expect(alertQueue.sent).toHaveLength(1);
  });

  it('because the site is down is tried again, and then recorded as unreadable', async () => {
    results = { 1: { status: 502, reading: 'bad gateway' } };
    const job = aJob();
    await expect(crawl(job, services, 1)).rejects.toThrow(TransientError);
    await expect(crawl(job, services, 2)).rejects.toThrow(TransientError);
    expect(await listings.getScanPage(job.jobId)).toBeUndefined();
    await crawl(job, services, 3);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringMatching(/^the site could not be reached: 127\.0\.0\.1:\d+ answered HTTP 502$/),
    });
  });

  it('because we were too fast goes back to the queue and is recorded as nothing', async () => {
    results = { 1: { status: 429, headers: { 'retry-after': '7' }, reading: 'slow down' } };
    const job = aJob();
    await expect(crawl(job, services)).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: 7000 });
    expect(await listings.getScanPage(job.jobId)).toBeUndefined();
    expect(alertQueue.sent).toEqual([]);
  });
});

describe('a replay', () => {
  it('reads the archived page, asks nobody, follows nothing, and marks its scoring as offline', async () => {
    const body = { listings: [item('a')], nextPageUrl: `${shop.origin}/search?page=2` };
    const archivedPage = await services.archive.put({
      url: 'https://www.testshop.example/search?q=x',
      status: 200,
      contentType: 'text/html',
      fetchedAt: new Date(START),
      marketplace: 'testshop',
      bytes: Buffer.from(JSON.stringify(body)),
    });
    const job = aJob({ archivedPage });
    await crawl(job, services);
    expect(shop.asked).toEqual([]);
    expect(scanQueue.sent).toEqual([]);
    expect(scoreQueue.sent.map(({ message }) => message.offline)).toEqual([true]);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ archiveKey: archivedPage, coverage: 'complete' });
  });
});

describe('a marketplace whose terms forbid automated reading', () => {
  const forbidding: Marketplace = {
    ...testshop,
    terms: { automatedReading: 'forbidden', source: 'https://testshop.example/terms', checked: '2026-02-01' },
  };
  const marketplaceFor = (url: string) => (url.startsWith(shop.origin) ? forbidding : undefined);
  beforeEach(() => {
    terms = createTermsGuard({ marketplaceFor });
    services.locate = () => ({ marketplace: forbidding });
    results = { 1: { reading: { listings: [item('1')] } } };
  });

  it('is not asked for anything, not even for its robots.txt, and the brand hears why', async () => {
    const job = aJob();
    await crawl(job, services);
    expect(shop.asked).toEqual([]);
    const reason = expect.stringMatching(
      /^not read: the site's terms forbid .*testshop\.example\/terms, checked 2026-02-01/,
    );
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'blocked', reason, listingIds: [] });
    expect(alertQueue.sent.map(({ message }) => message)).toEqual([
      expect.objectContaining({ kind: 'coverage-lost', message: expect.stringContaining('markwarden intake') }),
    ]);
  });

  it('is read where the operator has a reason, as far as robots.txt goes', async () => {
    terms = createTermsGuard({
      marketplaceFor,
      overrides: [{ hosts: [new URL(shop.origin).hostname], reason: 'agreement of 3 May 2026' }],
    });
    const job = aJob();
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'complete', listingIds: ['1'] });
    robotsTxt = 'User-agent: *\nDisallow: /search';
    nowMs += DAY;
    await crawl(aJob(), services);
    expect(fetchedPages()).toHaveLength(1);
  });

  it('is not asked for an offer that a person reports by its address', async () => {
    const brought = {
      source: 'person',
      by: 'analyst:ida@nordhavn.example',
      at: new Date(START).toISOString(),
    } as const;
    const job = aJob({ url: `${shop.origin}/item/1`, brought });
    await crawl(job, services);
    expect(shop.asked).toEqual([]);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'blocked' });
  });

  it('is read from a page that a person saved', async () => {
    const archivedPage = await services.archive.put({
      url: `${shop.origin}/search?page=1`,
      status: 200,
      contentType: 'text/html',
      fetchedAt: new Date(START),
      marketplace: 'testshop',
      bytes: Buffer.from(JSON.stringify({ listings: [item('seen-by-ida')] })),
    });
    const brought = {
      source: 'person',
      by: 'analyst:ida@nordhavn.example',
      at: new Date(START).toISOString(),
    } as const;
    const job = aJob({ archivedPage, brought });
    await crawl(job, services);
    expect(shop.asked).toEqual([]);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'complete', listingIds: ['seen-by-ida'] });
    expect(scoredIds()).toEqual(['seen-by-ida']);
  });

  it('is Etsy, by the terms that its own folder states', async () => {
    terms = createTermsGuard();
    services.locate = marketplaceById;
    const job = aJob({ marketplace: 'etsy' });
    await crawl(job, services);
    expect(await listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason: expect.stringMatching(/etsy\.com\/legal\/terms-of-use.*keys for its search API \(api\.etsy\.com\)/),
    });
  });
});

describe('a job that cannot be done', () => {
  it('for an unknown marketplace is our own mistake', async () => {
    await expect(crawl(aJob({ marketplace: 'nowhere' }), services)).rejects.toThrow(InvalidMessageError);
  });

  it('for a brand that is gone is dropped without asking anybody', async () => {
    await crawl(aJob({ brandId: 'gone' }), services);
    expect(shop.asked).toEqual([]);
  });
});

describe('a page of fat listings', () => {
  it('is sent on in batches that SQS takes, and what no store takes is cut and says so', async () => {
    const batches: { bytes: number; count: number }[] = [];
    const sqs = {
      async send({ input }: { input: { Entries: { MessageBody: string }[] } }) {
        const bytes = input.Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
        if (bytes > 1_048_576) throw new Error('BatchRequestTooLong');
        batches.push({ bytes, count: input.Entries.length });
        return {};
      },
    };
    const scores = createQueue<ScoreJob>(sqs as unknown as SQSClient, 'http://127.0.0.1/score');
    const fat = (id: string) =>
      item(id, {
        description: '夹'.repeat(20_000),
        imageUrls: Array.from({ length: 50 }, (_, n) => `https://testshop.example/${n}/${'x'.repeat(1_980)}`),
        condition: 'c'.repeat(600_000),
      });
    results = { 1: { reading: { listings: Array.from({ length: 10 }, (_, n) => fat(`fat-${n}`)) } } };
    const job = aJob();
    await crawl(job, { ...services, scoreQueue: scores });
    expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(10);
    expect((await listings.getScanPage(job.jobId))?.coverage).toBe('complete');
    const stored = await listings.get(brandId, 'testshop~fat-0');
    expect(stored?.listing.condition).toMatch(/^c+ … \[cut\]$/);
    expect(stored!.listing.imageUrls.length).toBeGreaterThan(10);
  });
});
