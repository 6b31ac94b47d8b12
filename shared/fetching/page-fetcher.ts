import type { Coverage } from '#shared/domain/coverage.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Page } from '#shared/extraction/reading.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { createAdmission, hostOf } from './admission.ts';
import type { Fetched, Fetcher } from './fetcher.ts';
import type { Pace } from './pace.ts';
import type { Robots } from './robots.ts';
import type { TermsGuard } from './terms.ts';

export type PageRequest = {
  /** The most that we allow ourselves; a longer Crawl-delay in robots.txt wins. */
  requestsPerSecond: number;
  /** Host suffixes that redirects must stay within. */
  allowedHosts?: readonly string[];
  headers?: Record<string, string>;
  /**
   * An API entered with keys: the agreement that came with them governs it. robots.txt and terms speak to those that nobody asked in,
   * and API hosts commonly forbid those everything.
   */
  underContract?: true;
};

export type FetchedPage = {
  page: Page;
  /** As received, decompressed: what archive and evidence keep. */
  bytes: Uint8Array;
  /** As the server sent them, names in lower case; absent of a page that somebody brought. */
  headers?: Record<string, string>;
  fetchedAt: Date;
  /** Refusals by this host before this answer. */
  strikes: number;
};

/** The polite way to a marketplace page, used by crawl, score and verify alike. */
export type PageFetcher = {
  /**
   * Terms and robots.txt, then a slot, then the page. A 403 or a captcha is a page: the parser says what it means.
   * @throws BlockedError (terms, robots.txt, guard, paused host), ThrottledError (no slot; 429; 503 with Retry-After), TransientError.
   */
  fetch: (url: string, request: PageRequest) => Promise<FetchedPage>;
  /** Tells the pace what the page turned out to be: a block page pauses the host, a page without one clears its record. */
  report: (fetched: FetchedPage, coverage: Coverage) => Promise<void>;
};

export type PageFetcherOptions = {
  fetcher: Fetcher;
  robots: Robots;
  pace: Pace;
  terms?: TermsGuard;
  clock: Clock;
};

const DEFAULT_RETRY_AFTER_MS = 60_000;
/** A host that asks us this often in a row to slow down means no. */
const PATIENCE_STRIKES = 5;
/** Failures of their server, not of this page. 503 is not among them: bot block pages use it, and the parser knows block pages. */
const SERVER_FAILURES = new Set([500, 502, 504]);

export function createPageFetcher({ fetcher, robots, pace, terms, clock }: PageFetcherOptions): PageFetcher {
  const admit = createAdmission({ robots, pace, terms });
  const slowDown = async (host: string, response: Fetched): Promise<never> => {
    const retryAfterMs = parseRetryAfter(response.headers['retry-after'], clock()) ?? DEFAULT_RETRY_AFTER_MS;
    const strikes = await pace.slowDown(host, retryAfterMs);
    if (strikes > PATIENCE_STRIKES)
      throw new BlockedError(`${host} keeps asking us to slow down (HTTP ${response.status})`);
    throw new ThrottledError(`${host} asks us to slow down`, retryAfterMs);
  };

  return {
    async fetch(url, { requestsPerSecond, allowedHosts, headers, underContract }) {
      const { strikes } = await admit(url, { requestsPerSecond, underContract });
      const host = hostOf(url);
      const response = await fetcher(url, {
        allowedHosts,
        headers: { accept: 'text/html,application/json;q=0.9', ...headers },
      });
      const { status, contentType, body: bytes } = response;
      if (status === 429 || (status === 503 && response.headers['retry-after'])) await slowDown(host, response);
      if (SERVER_FAILURES.has(status)) throw new TransientError(`${host} answered HTTP ${status}`);
      const page: Page = { url: response.url, status, contentType, body: decodeBody(bytes, contentType).text };
      return { page, bytes, headers: response.headers, fetchedAt: clock(), strikes };
    },
    async report({ page, strikes }, coverage) {
      if (coverage === 'blocked') await pace.pauseAfterBlock(hostOf(page.url));
      else if (strikes > 0) await pace.forgive(hostOf(page.url));
    },
  };
}

/** Seconds or an HTTP date; undefined when absent or unreadable. */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? Math.max(1000, ms) : undefined;
}
