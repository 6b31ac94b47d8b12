import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiSearch } from '#shared/fetching/api-search.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPace } from '#shared/fetching/pace.ts';
import { createPageFetcher } from '#shared/fetching/page-fetcher.ts';
import { createRobots } from '#shared/fetching/robots.ts';
import { ebay } from '#shared/marketplaces/ebay/ebay.ts';
import { etsy } from '#shared/marketplaces/etsy/etsy.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { corpusBytes, corpusIsThere } from '../../support/corpus.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';
import { startTables, type Tables } from '../../support/tables.ts';

// The venue is a web server on loopback: what is sent to api.ebay.com or api.etsy.com arrives there.

type Asked = { method: string; path: string; query: URLSearchParams; headers: Record<string, unknown>; body: string };
type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

const KEYS = {
  ebay: { clientId: 'nordhavn-app', clientSecret: 'hush' },
  etsy: { keystring: 'key', sharedSecret: 'hush' },
};
const TOKEN: Answer = {
  body: { access_token: 'v^1.1#token', expires_in: 7200, token_type: 'Application Access Token' },
};
const EBAY_RESULTS = {
  total: 2,
  limit: 200,
  offset: 0,
  itemSummaries: [
    {
      itemId: 'v1|281900000041|0',
      title: 'Nordhavn shell jacket',
      price: { value: '49.90', currency: 'EUR' },
      itemWebUrl: 'https://www.ebay.de/itm/281900000041',
      seller: { username: 'fjord-outlet', feedbackPercentage: '98.5', feedbackScore: 120 },
    },
    {
      itemId: 'v1|281900000042|0',
      title: 'Nordhavn backpack',
      currentBidPrice: { value: '12.00', currency: 'EUR' },
      itemWebUrl: 'https://www.ebay.de/itm/281900000042',
      buyingOptions: ['AUCTION'],
    },
  ],
};
const ETSY_RESULTS = {
  count: 250,
  results: [
    {
      listing_id: 1500000001,
      shop_id: 77,
      state: 'active',
      title: 'Nordhavn patch',
      url: 'https://www.etsy.com/listing/1500000001/nordhavn-patch',
      price: { amount: 1250, divisor: 100, currency_code: 'USD' },
    },
  ],
};

let tables: Tables;
let venue: TestServer;
let asked: Asked[];
let nowMs = Date.parse('2026-03-01T12:00:00Z');

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
afterEach(() => venue.stop());

/** `answers` by path; the token endpoint of eBay answers by itself. */
async function apiOver(answers: Record<string, Answer>, credentials: Record<string, Record<string, string>> = KEYS) {
  nowMs += DAY; // each test meets a host that was not asked lately
  asked = [];
  venue = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url!, 'http://venue');
      const { method = '', headers } = request;
      asked.push({ method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks).toString() });
      const { status = 200, headers: extra, body } = answers[pathname] ?? TOKEN;
      response.writeHead(status, { 'content-type': 'application/json', ...extra }).end(JSON.stringify(body));
    });
  });
  const clock = () => new Date(nowMs);
  const http = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins: [venue.origin] });
  const fetcher: Fetcher = async (url, options) => {
    const { origin, pathname, search } = new URL(url);
    const { url: _, ...fetched } = await http(venue.origin + pathname + search, {
      ...options,
      allowedHosts: ['127.0.0.1'],
    });
    return { ...fetched, url: origin + pathname + search };
  };
  const pace = createPace({
    store: createPaceStore(tables.client, tables.names.pace),
    clock,
    sleep: async (ms) => (nowMs += ms),
  });
  const pages = createPageFetcher({
    fetcher,
    pace,
    clock,
    robots: createRobots({ fetcher, userAgent: 'Markwarden/1', clock }),
  });
  return createApiSearch({ fetcher, pages, credentials, clock });
}

const DAY = 86_400_000;
const BROWSE = '/buy/browse/v1/item_summary/search';
const ACTIVE = '/v3/application/listings/active';
const search = (page = 1, site?: string) => ({ keyword: 'nordhavn jacket', page, site });

describe('the eBay Browse API', () => {
  it('is asked with an application token, for the site of the watch, auctions included, and not for robots.txt', async () => {
    const api = await apiOver({ [BROWSE]: { body: EBAY_RESULTS } });
    const fetched = await api(ebay, search(3, 'www.ebay.de'));
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /identity/v1/oauth2/token',
      `GET ${BROWSE}`,
    ]);
    const [token, request] = asked as [Asked, Asked];
    expect(token.headers.authorization).toBe(`Basic ${Buffer.from('nordhavn-app:hush').toString('base64')}`);
    expect(new URLSearchParams(token.body).get('grant_type')).toBe('client_credentials');
    expect(Object.fromEntries(request.query)).toEqual({
      q: 'nordhavn jacket',
      filter: 'buyingOptions:{FIXED_PRICE|AUCTION}',
      limit: '200',
      offset: '400',
    });
    expect(request.headers).toMatchObject({
      authorization: 'Bearer v^1.1#token',
      'x-ebay-c-marketplace-id': 'EBAY_DE',
      'user-agent': 'Markwarden/1',
    });
    const reading = ebay.readSearch(fetched!.page);
    expect(reading).toMatchObject({ coverage: 'complete', nextPageUrl: null });
    expect(reading.listings.map(({ id, price }) => [id, price?.amountMinor])).toEqual([
      ['281900000041', 4990],
      ['281900000042', 1200],
    ]);
  });

  it('gives one token for pages fetched side by side, and a new one before the old one ends', async () => {
    const api = await apiOver({ [BROWSE]: { body: EBAY_RESULTS } });
    const tokens = () => asked.filter(({ path }) => path.endsWith('/token')).length;
    await Promise.all([api(ebay, search(1)), api(ebay, search(2))]);
    expect(tokens()).toBe(1);
    nowMs += 7100_000;
    await api(ebay, search(3));
    expect(tokens()).toBe(1);
    nowMs += 60_000;
    await Promise.all([api(ebay, search(4)), api(ebay, search(5))]);
    expect(tokens()).toBe(2);
  });

  it('that no longer takes the token is asked for another one at the next try', async () => {
    const answers: Record<string, Answer> = { [BROWSE]: { status: 401, body: { errors: [] } } };
    const api = await apiOver(answers);
    await expect(api(ebay, search())).rejects.toThrow(TransientError);
    answers[BROWSE] = { body: EBAY_RESULTS };
    await api(ebay, search());
    expect(asked.filter(({ path }) => path.endsWith('/token'))).toHaveLength(2);
  });

  it('that gives no token is an error to try again, and no search leaves', async () => {
    for (const answer of [{ status: 400, body: { error: 'invalid_client' } }, { body: 'no token' }]) {
      const api = await apiOver({ '/identity/v1/oauth2/token': answer });
      await expect(api(ebay, search())).rejects.toThrow(/no token from api.ebay.com/);
      expect(asked.map(({ path }) => path)).not.toContain(BROWSE);
      if (answer.status) await venue.stop();
    }
  });

  it('whose quota is used up is left alone until it says', async () => {
    const api = await apiOver({ [BROWSE]: { status: 429, headers: { 'retry-after': '600' }, body: {} } });
    await expect(api(ebay, search())).rejects.toThrow(ThrottledError);
    await expect(api(ebay, search())).rejects.toThrow(/no free slot/);
    expect(asked.filter(({ path }) => path === BROWSE)).toHaveLength(1);
  });

  it('is not asked for sites that it does not serve', async () => {
    const api = await apiOver({ [BROWSE]: { body: EBAY_RESULTS } });
    expect(await api(ebay, search(1, 'www.ebay.vn'))).toBeUndefined();
    expect(asked.map(({ path }) => path)).not.toContain(BROWSE);
  });
});

describe('the Etsy Open API', () => {
  it('is asked with both parts of the key, and its answer leads to the next page', async () => {
    const api = await apiOver({ [ACTIVE]: { body: ETSY_RESULTS } });
    const { page } = (await api(etsy, search(2)))!;
    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers['x-api-key']).toBe('key:hush');
    expect(Object.fromEntries(asked[0]!.query)).toMatchObject({
      keywords: 'nordhavn jacket',
      limit: '100',
      offset: '100',
    });
    const { coverage, listings, nextPageUrl } = etsy.readSearch(page);
    expect(coverage).toBe('complete');
    expect(listings[0]).toMatchObject({ id: '1500000001', price: { amountMinor: 1250, currency: 'USD' } });
    expect(new URL(nextPageUrl!).searchParams.get('offset')).toBe('200');
    const last = (await api(etsy, search(3)))!;
    expect(etsy.readSearch(last.page).nextPageUrl).toBeNull();
  });
});

it.each([
  ['nothing', {}],
  ['half of what it takes', { ebay: { clientId: 'nordhavn-app' } }],
])('without credentials (%s) no API is asked', async (_, credentials) => {
  const api = await apiOver({}, credentials);
  expect(await api(ebay, search())).toBeUndefined();
  expect(asked).toEqual([]);
});

describe.skipIf(!corpusIsThere)('recorded answers', () => {
  it('of the Browse API come through whole', async () => {
    const body = JSON.parse(corpusBytes('ebay/ebay-browse-api-search-gb.json').toString('utf8'));
    const api = await apiOver({ [BROWSE]: { body } });
    const { page } = (await api(ebay, search(1, 'ebay.co.uk')))!;
    const { coverage, listings } = ebay.readSearch(page);
    expect(coverage).toBe('complete');
    expect(listings).toHaveLength(body.itemSummaries.length);
    for (const [index, { itemWebUrl, price }] of body.itemSummaries.entries()) {
      expect(itemWebUrl).toContain(listings[index]!.id);
      expect(listings[index]!.price).toEqual({
        amountMinor: Math.round(Number(price.value) * 100),
        currency: price.currency,
      });
    }
  });

  it('of the Etsy API (version 2, the one at hand) come through whole', async () => {
    const body = JSON.parse(corpusBytes('etsy/api/listing-findAllListingActive.category.json').toString('utf8'));
    const api = await apiOver({ [ACTIVE]: { body } });
    const { page } = (await api(etsy, search()))!;
    const { coverage, listings } = etsy.readSearch(page);
    expect(coverage).toBe('complete');
    expect(listings.map(({ id }) => id)).toEqual(
      body.results.map(({ listing_id }: { listing_id: number }) => String(listing_id)),
    );
  });
});
