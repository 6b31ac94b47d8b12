import type { SubmitServices } from '#functions/submit/services.ts';
import { submit } from '#functions/submit/submit.ts';
import type { VerifyServices } from '#functions/verify/services.ts';
import { verify } from '#functions/verify/verify.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { AlertJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import type { Target } from '#shared/domain/target.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Channel } from '#shared/notices/channels/channel.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { aBrand, aCase, aPromotedModel, aProof } from './builders.ts';
import type { Faults } from './faults.ts';
import { fragile, type Worker, WorkerDied } from './fragile.ts';
import { memoryEvidence } from './memory-evidence.ts';
import { memoryQueue } from './memory-queue.ts';
import { memoryStoreFiles } from './memory-store-files.ts';
import { memoryQuotaStore } from './memory-stores.ts';
import { peopleAtWork } from './people-at-work.ts';
import { BAZAAR_OFFERS, type DeskContext, type Offers, type OpenDesk, plainDesk } from './venue-desk.ts';
import type { VirtualTime } from './virtual-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type World = {
  /** Every target that reached the venue, by its once-only key: how often. */
  arrivals: Map<string, number>;
  /** Notices that reached the venue. */
  notices: () => number;
  /** Whether its page shows the offer now. */
  isOnSale: (url: string) => boolean;
  alerts: AlertJob[];
  crashes: () => number;
  takedowns: Queue<TakedownJob>;
  /** Plays on until then, ticks included. */
  play: (until: Date) => Promise<void>;
};

export type WorldOptions = {
  seed: number;
  time: VirtualTime;
  cases: CaseStore;
  notices: NoticeStore;
  faults: Faults;
  brand?: Brand;
  /** How often verify runs; default: a quarter of an hour, as on AWS. */
  tickEveryMs?: number;
  /** What is sold where; default: the sample marketplace's. */
  offers?: Offers;
  /** Who takes the notices, and in which words; default: a venue without idempotency keys. */
  openDesk?: OpenDesk;
  /** Whether anybody approves and files. */
  people?: boolean;
};

/**
 * Submit and verify as they run on AWS, against a venue without idempotency keys: at-least-once delivery, functions that die
 * after three minutes or at any step, ticks that die too. All of it follows from the seed.
 */
export function takedownWorld({
  seed,
  time,
  cases,
  notices,
  faults,
  brand = aBrand(),
  tickEveryMs = 15 * MINUTE,
  offers = BAZAAR_OFFERS,
  openDesk = plainDesk,
  people = false,
}: WorldOptions): World {
  const random = seededRandom(seed);
  const hits = (share: number) => random() < share;
  let crashes = 0;

  const worker = () => {
    const bornMs = time.now().getTime();
    let dead = false;
    let isZombie = false;
    const pause = () => {
      if (!hits(faults.zombie)) return hits(faults.stall) ? random() * 40_000 : random() * 200;
      isZombie = true;
      return random() * 20 * MINUTE;
    };
    const surviveOrDie = () => {
      const isTimedOut = !isZombie && time.now().getTime() - bornMs > 3 * MINUTE;
      if (!dead && (isTimedOut || hits(faults.crash))) {
        dead = true;
        crashes++;
      }
      if (dead) throw new WorkerDied();
    };
    return {
      async step() {
        if (!dead) await time.sleep(pause());
        surviveOrDie();
      },
      surviveOrDie,
    };
  };

  const site = fakeSite(time, random, faults, offers);
  const arrivals = new Map<string, number>();
  const arrivedAt = new Map<string, number>();
  const alerts: AlertJob[] = [];
  /** Booked at the venue: its offers go after that. */
  const arrive: DeskContext['arrive'] = ({ reference }, targets, taken = targets) => {
    arrivedAt.set(reference, time.now().getTime());
    for (const { onceKey } of targets) arrivals.set(onceKey, (arrivals.get(onceKey) ?? 0) + 1);
    for (const target of taken) site.noticed(target);
  };
  const context = { time, random, faults, arrive, arrivedAt, notices, brandId: brand.id, venue: offers.venue };
  const desk = openDesk(context);

  /** The claim is checked and the request leaves without a pause in between: against one there, only the venue could help. */
  const sendingBy =
    ({ step, surviveOrDie }: ReturnType<typeof worker>): Channel['send'] =>
    async (notice, targets) => {
      surviveOrDie();
      const delivery = await desk.channelFor(notice, targets).send(notice, targets);
      await step();
      return delivery;
    };

  const alertQueue: Queue<AlertJob> = {
    send: async (message) => void alerts.push(message),
    sendAll: async (outgoing) => void alerts.push(...outgoing.map(({ message }) => message)),
  };
  const shared = {
    brands: { get: async () => brand },
    cases,
    notices,
    storeFiles: memoryStoreFiles(),
    pages: site.pages,
    alerts: alertQueue,
  };
  const plain = { venueOf: () => offers.venue, clock: time.now };

  const submitServices = (by: ReturnType<typeof worker>): SubmitServices => ({
    ...fragile(
      {
        ...shared,
        quotas,
        evidence,
        takedowns,
        switches: { stopping: async () => undefined },
        render: noScreenshot,
        fetchPicture: noPicture,
      },
      by,
    ),
    ...plain,
    archive: { get: () => Promise.reject(new Error('nothing was brought')) },
    // Die as the read of the brand just before them does.
    models: { promoted: async () => aPromotedModel(), expediting: async () => aProof() },
    channelFor: (notice) => ({ ...desk.channelFor(notice, []), send: sendingBy(by) }),
    sendingEnabled: true,
    newToken: () => `token-${random()}`,
  });
  const verifyServices = (by: Worker): VerifyServices => ({
    ...fragile({ ...shared, takedowns, scores: judgeAnew, captures: memoryQueue() }, by),
    ...plain,
    readerFor(notice) {
      const { kind, lookUp, answers } = desk.channelFor(notice, []);
      return { kind, ...fragile({ lookUp, answers }, by) };
    },
  });
  const quotas = memoryQuotaStore();
  const evidence = memoryEvidence();

  /** At least once, in any order; a delivery whose worker died comes again after the visibility timeout, five times in all. */
  const deliver = async (job: TakedownJob) => {
    for (let received = 0; received < 5; received++) {
      await time.sleep(random() * 2 * MINUTE);
      try {
        return await submit(job, submitServices(worker()));
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
        await time.sleep(18 * MINUTE);
      }
    }
  };
  const failures: unknown[] = [];
  const background = (work: Promise<unknown>) => void work.catch((error) => failures.push(error));
  const takedowns: Queue<TakedownJob> = {
    async send(job) {
      if (hits(faults.lostMessage)) return;
      background(deliver(job));
      if (hits(faults.duplicateDelivery)) background(deliver(job));
    },
    sendAll: async (outgoing) => {
      for (const { message } of outgoing) await takedowns.send(message);
    },
  };

  /** Stands for `score`: it finds the returned offer as infringing as before, and opens the case that continues the old one. */
  const judgeAnew: Queue<ScoreJob> = {
    async send({ brandId, listing }) {
      const before = await cases.latestFor(brandId, listing);
      if (before?.state !== 'removed' && before?.state !== 'ended') return;
      const generation = Number(before.id.slice(before.id.lastIndexOf('~') + 1)) + 1;
      const successor = aCase({ listing, generation, openedAt: time.now().toISOString(), relistingOf: before.id });
      await cases.open(successor);
      const relisted = { to: 'relisted', by: 'score', why: 'on sale again', at: time.now() } as const;
      await cases.transition(before, { ...relisted, change: { nextCheckAt: null } });
      await takedowns.send({ caseId: successor.id });
    },
    sendAll: async (outgoing) => {
      for (const { message } of outgoing) await judgeAnew.send(message);
    },
  };

  const tick = async () => {
    const startedMs = time.now().getTime();
    const remainingMs = () => 5 * MINUTE - (time.now().getTime() - startedMs);
    try {
      await verify(verifyServices(tickWorker()), remainingMs);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    }
  };
  /** Ticks handle hundreds of cases each: they die less often per step, or none would ever end. */
  const tickWorker = (): Worker => {
    let dead = false;
    return {
      async step() {
        if (!dead && hits(faults.crash / 50)) {
          dead = true;
          crashes++;
        }
        if (dead) throw new WorkerDied();
      },
    };
  };

  return {
    arrivals,
    notices: () => arrivedAt.size,
    isOnSale: site.isOnSale,
    alerts,
    crashes: () => crashes,
    takedowns,
    async play(until) {
      const ticks = async () => {
        while (time.now() < until) {
          await tick();
          await time.sleep(tickEveryMs);
        }
      };
      background(ticks());
      if (people) background(peopleAtWork(until, context, { ...shared, ...plain, quotas, takedowns }));
      await time.run(until);
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** A listing goes 2 to 40 hours after its first notice; one in ten is back two days later, once. */
function fakeSite(time: VirtualTime, random: () => number, faults: Faults, offers: Offers) {
  const removal = new Map<string, { at: number; backAt?: number; goneAgainAt?: number }>();
  const isGone = (listingId: string) => {
    const times = removal.get(listingId);
    const now = time.now().getTime();
    if (!times || now < times.at) return false;
    if (times.backAt === undefined || now < times.backAt) return true;
    return times.goneAgainAt !== undefined && now >= times.goneAgainAt;
  };
  const pages: PageFetcher = {
    async fetch(url) {
      await time.sleep(random() * 2_000);
      if (random() < faults.badPage) throw badPage(random());
      const id = offers.idOf(url);
      const listing = id && !isGone(id) ? offers.listing(id) : null;
      const gone = id && isGone(id) ? { gone: 'removed-by-venue' } : {};
      const body = id ? JSON.stringify({ coverage: 'complete', ...gone, listing }) : 'search';
      const page = { url, status: 200, body };
      return { page, bytes: Buffer.from(body), headers: offers.headers, fetchedAt: time.now(), strikes: 0 };
    },
    report: async () => {},
  };
  return {
    pages,
    isOnSale: (url: string) => !isGone(offers.idOf(url)!),
    noticed({ statement }: Target) {
      const id = offers.idOf(statement.url)!;
      const decidedAt = time.now().getTime() + (2 + random() * 38) * HOUR;
      const times = removal.get(id);
      if (!times) removal.set(id, { at: decidedAt, ...(random() < 0.1 && { backAt: decidedAt + 48 * HOUR }) });
      else if (times.backAt !== undefined && time.now().getTime() > times.backAt) times.goneAgainAt ??= decidedAt;
    },
  };
}

function badPage(dice: number): Error {
  if (dice < 0.3) return new BlockedError('a block page');
  if (dice < 0.6) return new ThrottledError('slow down', 30_000);
  return new TransientError('reset');
}

const noPicture = async () => {
  throw new TransientError('no picture host here');
};
const noScreenshot = async () => {
  throw new TransientError('no browser here');
};
