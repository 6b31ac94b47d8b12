import type { SQSEvent } from 'aws-lambda';
import { type CrawlServices, crawl } from '#functions/crawl/crawl.ts';
import { dispatch } from '#functions/dispatch/dispatch.ts';
import { type AlertJob, ScanJob, type ScoreJob } from '#shared/domain/messages.ts';
import { createPace } from '#shared/fetching/pace.ts';
import { createPageFetcher, type PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import type { Outgoing, Queue, SendOptions } from '#shared/messaging/queue.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';
import type { PaceStore } from '#shared/stores/pace-store.ts';
import { memoryQueue } from './memory-queue.ts';
import type { VirtualTime } from './virtual-time.ts';

// dispatch, the scan queue and crawl on simulated time: the real decisions, the real batch loop, stores as given; only pages and the
// queue itself are made up.

export type ScanWorldOptions = {
  time: VirtualTime;
  random: () => number;
  brands: BrandStore;
  pace: PaceStore;
  /** Of every marketplace, by the part of its id after the dash: "shop-7" is on a host of its own. */
  requestsPerSecond: number;
  /** Result pages that a search has. */
  pagesOf?: (keyword: string) => number;
  /** Lambda invocations at once, five jobs each. */
  concurrency?: number;
};

export type Fetch = { url: string; at: number; lane: 'scan' | 'notice' };
export type ReadPage = ScanPage & { atMs: number };

const FETCH_MS = 1_500;
const BATCH = 5;
const TICK_MS = 5 * 60_000;

export function scanWorld(options: ScanWorldOptions) {
  const { time, random, brands, requestsPerSecond, pagesOf = () => 1, concurrency = 10 } = options;
  const clock = time.now;
  const fetches: Fetch[] = [];
  const read: ReadPage[] = [];
  const alerts = memoryQueue<AlertJob>();
  let putBacks = 0;
  let busy = 0;
  let most = 0;

  const pagesFor = (lane: 'scan' | 'notice'): PageFetcher =>
    createPageFetcher({
      fetcher: async (url) => {
        fetches.push({ url, at: clock().getTime(), lane });
        await time.sleep(FETCH_MS);
        return { url, status: 200, headers: {}, contentType: 'text/html', body: Buffer.from(url) };
      },
      robots: async () => ({ allowed: true }),
      pace: createPace({ store: inRealTime(options.pace, time), clock, lane, random, sleep: time.sleep }),
      clock,
    });

  const marketplaceOf = (id: string): Marketplace => ({
    id,
    title: id,
    hosts: [`${id}.example`],
    programme: 'report-form',
    requestsPerSecond,
    searchUrl: (keyword, page) => `https://${id}.example/?q=${encodeURIComponent(keyword)}&page=${page}`,
    listingUrl: (item) => `https://${id}.example/item/${item}`,
    readSearch: ({ url }) => {
      const query = new URL(url).searchParams;
      const page = Number(query.get('page'));
      const next = page < pagesOf(query.get('q')!) ? url.replace(/page=\d+/, `page=${page + 1}`) : null;
      return { coverage: 'complete', listings: [], nextPageUrl: next };
    },
    readListing: () => ({ coverage: 'unreadable', reason: 'not used', listing: null }),
  });

  const records = new Map<string, ScanPage>();
  const listings = {
    getScanPage: async (jobId: string) => records.get(jobId),
    async putScanPage(page: ScanPage) {
      records.set(page.jobId, page);
      read.push({ ...page, atMs: clock().getTime() });
    },
    getMany: async () => new Map(),
    putMany: async () => {},
  };

  const waiting: ScanJob[] = [];
  const send = async (message: ScanJob, { delaySeconds = 0 }: SendOptions = {}): Promise<void> =>
    void time.sleep(delaySeconds * 1000).then(() => {
      waiting.push(message);
      pump();
    });
  const scanQueue: Queue<ScanJob> = {
    send,
    sendAll: async (all: readonly Outgoing<ScanJob>[]) => {
      for (const { message, options: sending } of all) await send(message, sending);
    },
  };

  const services: CrawlServices = {
    pages: pagesFor('scan'),
    askApi: async () => undefined,
    archive: { put: async () => 'archived', get: () => Promise.reject(new Error('not archived')) },
    renderPage: () => Promise.reject(new Error('not rendered')),
    brands: inRealTime(brands, time),
    listings,
    scanQueue,
    scoreQueue: memoryQueue<ScoreJob>(),
    alertQueue: alerts,
    findOtherBrands: async () => new Map(),
    origins: {},
    locate: (id) => ({ marketplace: marketplaceOf(id) }),
    clock,
  };
  const handler = sqsWorker({
    schema: ScanJob,
    handle: (job) => crawl(job, services),
    requeue: async (job, delaySeconds) => {
      putBacks++;
      await send(job, { delaySeconds });
    },
  });

  /** As Lambda's poller does: whatever waits, five at a time, so many invocations at once. */
  function pump(): void {
    while (busy < concurrency && waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      busy++;
      most = Math.max(most, busy);
      void handler(eventOf(batch)).then(() => {
        busy--;
        pump();
      });
    }
  }

  const tick = () =>
    dispatch({
      brands: inRealTime(brands, time),
      listings,
      scanQueue,
      alertQueue: alerts,
      rateOf: (id) => ({ host: `${id}.example`, intervalMs: 1000 / requestsPerSecond / 0.75 }),
      clock,
    });

  return {
    fetches,
    read,
    alerts,
    scanQueue,
    /** For last looks and verification. */
    noticePages: pagesFor('notice'),
    putBacks: () => putBacks,
    mostInvocations: () => most,
    async run(until: Date): Promise<void> {
      const ticking = async () => {
        while (clock() < until) {
          await tick();
          await time.sleep(TICK_MS);
        }
      };
      void ticking();
      await time.run(until);
    },
  };
}

/** Simulated time stands still while an embedded database answers. */
function inRealTime<T extends object>(store: T, time: VirtualTime): T {
  const calls = Object.entries(store).map(([name, call]) => [
    name,
    (...inputs: unknown[]) => time.io((call as (...given: unknown[]) => Promise<unknown>)(...inputs)),
  ]);
  return Object.fromEntries(calls) as T;
}

const eventOf = (jobs: readonly ScanJob[]) =>
  ({
    Records: jobs.map((job, index) => ({
      messageId: `${job.jobId}#${index}`,
      body: JSON.stringify(job),
      attributes: { ApproximateReceiveCount: '1' },
      eventSourceARN: 'scan',
    })),
  }) as unknown as SQSEvent;
