import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPace } from '#shared/fetching/pace.ts';
import { createPageFetcher, type PageFetcher, parseRetryAfter } from '#shared/fetching/page-fetcher.ts';
import { createRobots } from '#shared/fetching/robots.ts';
import { BlockedError, NotFetchedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const POLITE = { requestsPerSecond: 50 };
const MINUTE = 60_000;

let tables: Tables;
let server: TestServer;
let pages: PageFetcher;
let waits: number[];
let nowMs: number;
/** What the shop answers to everything but robots.txt. */
let answer: { status: number; headers?: Record<string, string>; body?: string | Buffer };
let robotsTxt: string;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
afterEach(() => server.stop());

async function openShop(robots = 'User-agent: *\nDisallow: /secret\n'): Promise<void> {
  robotsTxt = robots;
  answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Jackets</h1>' };
  nowMs = Date.parse('2026-03-01T12:00:00Z');
  waits = [];
  server = await startServer((request, response) => {
    if (request.url === '/robots.txt') return void response.end(robotsTxt);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const clock = () => new Date(nowMs);
  const fetcher = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins: [server.origin] });
  const sleep = async (ms: number) => {
    waits.push(ms);
    nowMs += ms;
  };
  const pace = createPace({ store: createPaceStore(tables.client, tables.names.pace), clock, sleep });
  const robotsAnswers = createRobots({ fetcher, userAgent: 'Markwarden/1', clock });
  pages = createPageFetcher({ fetcher, robots: robotsAnswers, pace, clock });
}

const fetchPage = (path = '/search') => pages.fetch(server.origin + path, POLITE);
/** Once with nothing to say, so that the next request is about the page alone. */
const warmUp = async () => {
  await fetchPage();
  nowMs += MINUTE;
};

describe('a host that does not answer', () => {
  it('has refused nothing: what is said of it is told from a refusal by robots.txt', async () => {
    await openShop();
    await server.stop();
    await expect(fetchPage()).rejects.toBeInstanceOf(NotFetchedError);
    await openShop('User-agent: *\nDisallow: /search\n');
    await expect(fetchPage()).rejects.not.toBeInstanceOf(NotFetchedError);
  });
});

describe('a page', () => {
  it('comes as text and as the bytes that were sent', async () => {
    await openShop();
    answer = {
      status: 200,
      headers: { 'content-type': 'text/html; charset=iso-8859-1' },
      body: Buffer.from('Jacke f\xfcr 5', 'latin1'),
    };
    const { page, bytes, fetchedAt, strikes } = await fetchPage();
    expect(page).toEqual({
      url: `${server.origin}/search`,
      status: 200,
      contentType: 'text/html; charset=iso-8859-1',
      body: 'Jacke für 5',
    });
    expect(Buffer.from(bytes).toString('latin1')).toBe('Jacke f\xfcr 5');
    expect(fetchedAt.getTime()).toBe(nowMs);
    expect(strikes).toBe(0);
  });

  it.each([403, 404, 410, 503])('with HTTP %i is still a page: the parser says what it means', async (status) => {
    await openShop();
    answer = { status, body: 'Are you a human?' };
    expect((await fetchPage()).page).toMatchObject({ status, body: 'Are you a human?' });
  });

  it('that robots.txt does not allow is not fetched', async () => {
    await openShop();
    await expect(fetchPage('/secret/1')).rejects.toThrow(BlockedError);
    expect(server.asked).toEqual(['/robots.txt']);
  });

  it('waits its turn, and a longer Crawl-delay wins over our own limit', async () => {
    await openShop('User-agent: *\nCrawl-delay: 1.5');
    for (let request = 0; request < 3; request++) await fetchPage();
    expect(waits).toEqual([20, 1500, 1500]); // after robots.txt, then by its delay
  });

  it('from a failing server is worth another try', async () => {
    await openShop();
    answer = { status: 502, body: 'Bad gateway' };
    await expect(fetchPage()).rejects.toThrow(TransientError);
  });
});

describe('a host that is asked too often', () => {
  it.each([429, 503])(
    'says so with HTTP %i and Retry-After, and is left alone by everybody for that long',
    async (status) => {
      await openShop();
      await warmUp();
      answer = { status, headers: { 'retry-after': '120' } };
      await expect(fetchPage()).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: 120_000 });
      const asked = server.asked.length;
      await expect(fetchPage('/other')).rejects.toThrow(ThrottledError);
      expect(server.asked.length).toBe(asked);
      answer = { status: 200, body: 'back' };
      nowMs += 121_000;
      expect((await fetchPage()).page.body).toBe('back');
    },
  );

  it('and never stops saying so has refused us', async () => {
    await openShop();
    await warmUp();
    answer = { status: 429 };
    for (let strike = 1; strike <= 5; strike++) {
      await expect(fetchPage()).rejects.toThrow(ThrottledError);
      nowMs += 2 * MINUTE;
    }
    await expect(fetchPage()).rejects.toThrow(BlockedError);
  });
});

describe('what a page turned out to be', () => {
  it('pauses the host after a block page and clears its record after a readable page', async () => {
    await openShop();
    await pages.report(await fetchPage(), 'blocked');
    await expect(fetchPage()).rejects.toThrow(ThrottledError);
    nowMs += 11 * MINUTE;
    const afterwards = await fetchPage();
    expect(afterwards.strikes).toBe(1);
    await pages.report(afterwards, 'complete');
    expect((await fetchPage()).strikes).toBe(0);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 1000],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 1000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s means %s ms', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
