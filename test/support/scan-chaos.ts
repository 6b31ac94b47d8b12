import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { type CrawlServices, crawl } from '#functions/crawl/crawl.ts';
import { dispatch } from '#functions/dispatch/dispatch.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { type AlertJob, ScanJob, type ScoreJob } from '#shared/domain/messages.ts';
import { createPace } from '#shared/fetching/pace.ts';
import { createPageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import type { Outgoing, Queue, SendOptions } from '#shared/messaging/queue.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { aListing } from './builders.ts';
import { faultyCalls, type Invocation, invocation } from './faulty-calls.ts';
import { simulatedQueue } from './simulated-queue.ts';
import type { Tables } from './tables.ts';
import { virtualTime } from './virtual-time.ts';

// dispatch, crawl, their queue and their tables through hours of faults and then some without, on simulated time: the real decisions,
// the real batch loop, the real stores on an embedded database. Pages, the queue and the network are made up.

export const START = new Date('2026-03-01T12:00:00.000Z');
const HOUR = 3_600_000;
export const CHAOS_HOURS = 4;
export const CALM_HOURS = 2;
export const REQUESTS_PER_SECOND = 0.5;
const TICK_MS = 5 * 60_000;
const FUNCTION_MS = 3 * 60_000;
const LISTINGS_PER_PAGE = 5;

export type ScanHistory = {
  injected: Map<string, number>;
  /** Epoch milliseconds of every request, by host. */
  requests: Map<string, number[]>;
  scored: ScoreJob[];
  alerts: AlertJob[];
  /** Messages that failed too often, and how many of them were still there after they were given back. */
  dead: { seen: number; left: number };
};

export async function scanChaos(seed: number, tables: Tables, brands: readonly Brand[]): Promise<ScanHistory> {
  const random = seededRandom(seed);
  const time = virtualTime(START);
  const calmAt = START.getTime() + CHAOS_HOURS * HOUR;
  const until = new Date(calmAt + CALM_HOURS * HOUR);
  const isCalm = () => time.now().getTime() >= calmAt;
  const injected = new Map<string, number>();
  const count = (fault: string) => injected.set(fault, (injected.get(fault) ?? 0) + 1);
  const call = faultyCalls({ time, random, isCalm, injected });
  const requests = new Map<string, number[]>();
  const [scored, alerts]: [ScoreJob[], AlertJob[]] = [[], []];
  let looks = 0;

  const clientOf = (run: Invocation) =>
    Object.assign(Object.create(tables.client), {
      send: (command: never) => call(run, () => tables.client.send(command) as Promise<unknown>),
    }) as DynamoDBDocumentClient;
  const queueOf = <Message>(run: Invocation, put: (message: Message, delaySeconds?: number) => void) => {
    const send = (message: Message, { delaySeconds }: SendOptions = {}) =>
      call(run, async () => put(message, delaySeconds));
    return {
      send,
      sendAll: async (all: readonly Outgoing<Message>[]) => {
        for (const { message, options } of all) await send(message, options);
      },
    } satisfies Queue<Message>;
  };

  /** Shop 0 is well, shop 1 is half dead, shop 2 is down for an hour and a half and then refuses for a while. */
  const fetcher = (run: Invocation) => async (url: string) => {
    const { host } = new URL(url);
    requests.set(host, [...(requests.get(host) ?? []), time.now().getTime()]);
    await time.sleep(500 + random() * 2_000);
    if (run.isDead) return new Promise<never>(() => {});
    const hours = (time.now().getTime() - START.getTime()) / HOUR;
    let status = 200;
    if (host.startsWith('shop-1') && !isCalm() && random() < 0.3) status = 503;
    if (host.startsWith('shop-2') && hours > 0.5 && hours < 2) status = 503;
    if (host.startsWith('shop-2') && hours > 2 && hours < 2.3) status = 429;
    if (status !== 200) count(`marketplace answered ${status}`);
    looks++;
    return { url: `${url}&look=${looks}`, status, headers: {}, contentType: 'text/html', body: Buffer.from(url) };
  };

  const storesOf = (run: Invocation) => {
    const client = clientOf(run);
    const clock = () => new Date(time.now().getTime() + run.skewMs);
    return {
      brands: createBrandStore(client, tables.names.brands),
      listings: createListingStore(client, tables.names.listings, clock),
      scanQueue: queueOf<ScanJob>(run, (job, delaySeconds) => queue.send(JSON.stringify(job), delaySeconds)),
      alertQueue: queueOf<AlertJob>(run, (alert) => alerts.push(alert)),
      clock,
      client,
    };
  };

  const crawlServices = (run: Invocation): CrawlServices => {
    const { client, ...stores } = storesOf(run);
    const store = createPaceStore(client, tables.names.pace);
    return {
      ...stores,
      pages: createPageFetcher({
        fetcher: fetcher(run),
        robots: async () => ({ allowed: true }),
        pace: createPace({ store, clock: stores.clock, lane: 'scan', random, sleep: time.sleep }),
        clock: stores.clock,
      }),
      askApi: async () => undefined,
      archive: { put: () => call(run, async () => 'archived'), get: () => Promise.reject(new Error('not archived')) },
      renderPage: () => Promise.reject(new Error('not rendered')),
      scoreQueue: queueOf<ScoreJob>(run, (job) => scored.push(job)),
      findOtherBrands: async () => new Map(),
      origins: {},
      locate: (id) => ({ marketplace: marketplaceOf(id) }),
    };
  };

  /** Undefined when it died, of a fault or of its time limit. */
  const lambda = async <Result>(work: (run: Invocation) => Promise<Result>): Promise<Result | undefined> => {
    const run = invocation(random);
    void time.sleep(FUNCTION_MS).then(() => run.die());
    const answer = await Promise.race([work(run), run.died]);
    return answer === 'died' ? undefined : (answer as Result);
  };

  const queue = simulatedQueue({
    time,
    random,
    isCalm,
    injected,
    concurrency: 10,
    invoke: (event: SQSEvent) =>
      lambda((run) => {
        const services = crawlServices(run);
        return sqsWorker({
          schema: ScanJob,
          handle: (job, record) => crawl(job, services, Number(record.attributes.ApproximateReceiveCount)),
          requeue: (job, delaySeconds) => services.scanQueue.send(job, { delaySeconds }),
        })(event);
      }),
  });

  const tick = async (triesLeft = 1): Promise<void> => {
    const rateOf = (id: string) => ({ host: `${id}.example`, intervalMs: 1000 / REQUESTS_PER_SECOND / 0.75 });
    const done = await lambda((run) => dispatch({ ...storesOf(run), rateOf })).catch(() => undefined);
    if (done === undefined && triesLeft > 0) await tick(triesLeft - 1);
  };
  const ticking = async (): Promise<void> => {
    while (time.now() < until) {
      void tick();
      if (!isCalm() && random() < 0.1) {
        count('tick came twice');
        void tick();
      }
      const isLate = !isCalm() && random() < 0.1;
      if (isLate) count('tick came late');
      await time.sleep(TICK_MS + (isLate ? random() * 2 * TICK_MS : 0));
    }
  };

  const store = createBrandStore(tables.client, tables.names.brands);
  for (const brand of brands) await store.put(brand, START);
  const dead = { seen: 0, left: 0 };
  const attending = async (): Promise<void> => {
    await time.sleep(CHAOS_HOURS * HOUR);
    for (let hour = 0; hour < 2; hour++) {
      dead.seen += queue.redrive();
      await time.sleep(HOUR);
    }
  };
  void ticking();
  void attending();
  await time.run(until);
  dead.left = queue.deadLetters().length;
  return { injected, requests, scored, alerts, dead };
}

/** Other offers at every look: what one look lost, the next one cannot make good. */
const listingIds = (marketplace: string, keyword: string, look: string): string[] =>
  Array.from({ length: LISTINGS_PER_PAGE }, (_, n) => `${marketplace}-${keyword.replaceAll(' ', '-')}-${look}-${n}`);

function marketplaceOf(id: string): Marketplace {
  return {
    id,
    title: id,
    hosts: [`${id}.example`],
    programme: 'report-form',
    requestsPerSecond: REQUESTS_PER_SECOND,
    searchUrl: (keyword, page) => `https://${id}.example/?q=${encodeURIComponent(keyword)}&page=${page}`,
    listingUrl: (item) => `https://${id}.example/item/${item}`,
    readSearch: ({ url }) => {
      const query = new URL(url).searchParams;
      const page = Number(query.get('page'));
      const listings = listingIds(id, query.get('q')!, query.getAll('look').at(-1)!).map((listing) =>
        aListing({ marketplace: id, id: listing, url: `https://${id}.example/item/${listing}` }),
      );
      return { coverage: 'complete', listings, nextPageUrl: page < 2 ? url.replace(/page=\d+/, 'page=2') : null };
    },
    readListing: () => ({ coverage: 'unreadable', reason: 'not used', listing: null }),
  };
}
