import type { Browser, Page, Request, Route } from 'playwright-core';
import { BlockedError, NotFetchedError, TransientError } from '#shared/runtime/errors.ts';
import { launchChromium } from './browser.ts';
import type { Fetched, Fetcher } from './fetcher.ts';
import { isHostWithin } from './ssrf-guard.ts';

export type RenderOptions = {
  /** Host suffixes that the page and everything it loads must belong to. */
  allowedHosts: readonly string[];
  screenshot: boolean;
};

export type Rendering = {
  status: number;
  finalUrl: string;
  /** The document after its scripts ran, cut at 8 million characters. */
  html: string;
  /** JPEG, 1280 pixels wide and at most 4000 high. */
  screenshot?: Uint8Array;
};

export type PageRenderer = {
  /** @throws BlockedError (guard, foreign host, not a page), TransientError (no answer, browser crashed or hung). */
  render: (url: string, options: RenderOptions) => Promise<Rendering>;
  close: () => Promise<void>;
};

export type PageRendererOptions = {
  fetcher: Fetcher;
  userAgent: string;
  /** Asked before a page is opened (robots.txt, pace); what it throws passes through. What the page loads is not asked for again. */
  admit?: (url: string) => Promise<unknown>;
  allowedPrivateOrigins?: readonly string[];
  /** An installed browser to use instead of the bundled one. */
  chromePath?: string;
  /** A fresh browser after so many pages: leaks and `/tmp` stay bounded. */
  pagesPerLaunch?: number;
  /** For one page, all in all. */
  timeoutMs?: number;
};

const WIDTH = 1280;
const VIEWPORT_HEIGHT = 1024;
const MAX_SCREENSHOT_HEIGHT = 4000;
const MAX_HTML_CHARS = 8_000_000;
const SETTLE_MS = 5_000;
const RESOURCE_TIMEOUT_MS = 10_000;
const MAX_REQUESTS = 150;
const MAX_TOTAL_BYTES = 40 * 1024 * 1024;
/** Requests of one page at a time: its pictures must not become a burst on the host. */
const LANES = 4;
const RESOURCES = new Set(['document', 'stylesheet', 'image', 'font', 'script', 'xhr', 'fetch']);
/** Of the answer as our fetcher received it; no longer true of the bytes we pass on, or not wanted (cookies, downloads). */
const DROPPED_HEADERS = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'set-cookie',
  'content-disposition',
]);
/** A document with none of these is complete once it has loaded; with any, only when its network has rested half a second. */
const CHANGES_BY_ITSELF =
  /<script(?! type="application\/(ld\+)?json")|<(i?frame|object|embed)|http-equiv|\bloading\s*=|[\s"'/]on[a-z]+\s*=|\0/i;
const PAGE_TYPES = /^(text\/|image\/|application\/(xhtml\+xml|xml|json))|^$/;

/**
 * Opens hostile pages in Chromium. The browser has no network: each request it makes is checked and answered by our own
 * fetcher (SSRF guard, byte caps, allowed hosts), so there is no second name look-up to fool.
 */
export function createPageRenderer(options: PageRendererOptions): PageRenderer {
  const { pagesPerLaunch = 40, timeoutMs = 45_000 } = options;
  let browser: Browser | undefined;
  let pagesLeft = 0;
  // One page at a time: two heavy pages do not fit into the function's memory.
  let last: Promise<unknown> = Promise.resolve();

  const recycle = async () => {
    const old = browser;
    browser = undefined;
    await old?.close().catch(() => {});
  };

  const renderOne = async (url: string, wanted: RenderOptions): Promise<Rendering> => {
    const document = await fetchDocument(options, url, wanted.allowedHosts);
    if (pagesLeft <= 0 || !browser?.isConnected()) {
      await recycle();
      browser = await launchChromium(options.chromePath);
      pagesLeft = pagesPerLaunch;
    }
    pagesLeft--;
    try {
      return await within(timeoutMs, openAndRead(browser, options, document, wanted));
    } catch (cause) {
      await recycle(); // a page that hangs or crashes may have damaged more than itself
      throw new TransientError(`the browser could not open the page: ${(cause as Error).message.split('\n')[0]}`, {
        cause,
      });
    }
  };

  return {
    render(url, wanted) {
      const result = last.then(() => renderOne(url, wanted));
      last = result.catch(() => {});
      return result;
    },
    close: recycle,
  };
}

async function fetchDocument(
  options: PageRendererOptions,
  url: string,
  allowedHosts: readonly string[],
): Promise<Fetched> {
  if (!mayLoad(options, url, allowedHosts)) throw new BlockedError('the page is not on an allowed host');
  await options.admit?.(url);
  const document = await options.fetcher(url, { allowedHosts, headers: { accept: 'text/html' } });
  // A picture of "too many requests" must not pass for a picture of the listing.
  if (document.status === 429 || document.status === 503)
    throw new TransientError(`the site answered HTTP ${document.status}`);
  if (PAGE_TYPES.test(document.contentType)) return document;
  throw new NotFetchedError(`not a page: ${document.contentType.slice(0, 60)}`);
}

function mayLoad({ allowedPrivateOrigins = [] }: PageRendererOptions, url: string, allowedHosts: readonly string[]) {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false;
  return isHostWithin(parsed.hostname, allowedHosts) || allowedPrivateOrigins.includes(parsed.origin);
}

async function openAndRead(
  browser: Browser,
  options: PageRendererOptions,
  document: Fetched,
  { allowedHosts, screenshot }: RenderOptions,
): Promise<Rendering> {
  const context = await browser.newContext({
    userAgent: options.userAgent,
    viewport: { width: WIDTH, height: VIEWPORT_HEIGHT },
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  });
  try {
    const page = await context.newPage();
    context.on('page', (popup) => void popup.close().catch(() => {}));
    await answerRequests(page, options, document, allowedHosts);
    await page.goto(document.url, { waitUntil: 'domcontentloaded' });
    const rest = CHANGES_BY_ITSELF.test(Buffer.from(document.body).toString('latin1')) ? 'networkidle' : 'load';
    await page.waitForLoadState(rest, { timeout: SETTLE_MS }).catch(() => {}); // a page that never rests is read as it is
    return {
      status: document.status,
      finalUrl: page.url(),
      html: (await page.content()).slice(0, MAX_HTML_CHARS),
      ...(screenshot && { screenshot: await takeScreenshot(page) }),
    };
  } finally {
    await context.close().catch(() => {});
  }
}

async function answerRequests(
  page: Page,
  options: PageRendererOptions,
  document: Fetched,
  allowedHosts: readonly string[],
): Promise<void> {
  const budget = { requests: MAX_REQUESTS, bytes: MAX_TOTAL_BYTES };
  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  let isFirst = true;

  const load = async (url: string): Promise<Fetched> => {
    if (budget.bytes <= 0) throw new NotFetchedError('the page loads too much');
    const response = await options.fetcher(url, { allowedHosts, timeoutMs: RESOURCE_TIMEOUT_MS });
    budget.bytes -= response.body.length;
    return response;
  };

  // On the context: popups, too, must go through here to be refused.
  await page.context().route('**/*', async (route) => {
    const request = route.request();
    if (isFirst) {
      isFirst = false;
      return fulfil(route, document);
    }
    const isWanted = request.method() === 'GET' && RESOURCES.has(request.resourceType());
    if (!isWanted || !isOf(page, request) || !mayLoad(options, request.url(), allowedHosts) || budget.requests-- <= 0)
      return refuse(route);
    const lane = budget.requests % LANES;
    const response = lanes[lane]!.then(() => load(request.url()));
    lanes[lane] = response.catch(() => {});
    await response.then(
      (fetched) => fulfil(route, fetched),
      () => refuse(route),
    );
  });
}

function isOf(page: Page, request: Request): boolean {
  try {
    return request.frame().page() === page;
  } catch {
    return false; // the first request of a popup, or a worker's: neither has a frame
  }
}

// A route whose page has gone rejects; there is nobody left to answer.
const refuse = (route: Route) => route.abort('blockedbyclient').catch(() => {});

const fulfil = (route: Route, { status, headers, body }: Fetched) =>
  route
    .fulfill({
      status,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !DROPPED_HEADERS.has(name))),
      body: Buffer.from(body),
    })
    .catch(() => {});

async function takeScreenshot(page: Page): Promise<Uint8Array> {
  // The page may have replaced what we ask, so its answer is only a hint.
  const height = Number(await page.evaluate('document.documentElement.scrollHeight')) || VIEWPORT_HEIGHT;
  const shoot = () =>
    page.screenshot({
      type: 'jpeg',
      quality: 80,
      fullPage: true,
      clip: { x: 0, y: 0, width: WIDTH, height: Math.min(Math.max(height, 1), MAX_SCREENSHOT_HEIGHT) },
      animations: 'disabled',
    });
  // Seen twice in some twenty thousand tests (2026-11): Chromium has no frame to give, and not always the next moment either.
  for (let left = 3; left > 0; left--) {
    const picture = await shoot().catch((error: Error) => {
      if (!/Unable to capture screenshot/.test(error.message)) throw error;
    });
    if (picture) return picture;
    await page.waitForTimeout(200);
  }
  return shoot();
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
