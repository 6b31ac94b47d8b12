import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import type { Case } from '#shared/domain/case.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { NoticeState } from '#shared/domain/notice-record.ts';
import { digestOf } from '#shared/notices/approval.ts';
import { approveNotice } from '#shared/notices/by-people.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { aBrand, aCase } from '../../support/builders.ts';
import { CHANNEL_DESKS } from '../../support/channel-desks.ts';
import { enforcementWorld } from '../../support/enforcement-world.ts';
import { ROUGH } from '../../support/faults.ts';
import { memoryNoticeStore } from '../../support/memory-notice-store.ts';
import { memoryCaseStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { takedownWorld, type World, type WorldOptions } from '../../support/takedown-world.ts';
import { tries } from '../../support/tries.ts';
import { BAZAAR_OFFERS } from '../../support/venue-desk.ts';
import { type VirtualTime, virtualTime } from '../../support/virtual-time.ts';

// Hundreds of takedowns a seed, in batches, on the real submit and verify code, in virtual time: duplicate deliveries, lost messages,
// crashes and stalls at every step, workers that go on after their lease, lost answers, look-ups that lag. The venue has no idempotency
// key, which is the usual case.

const START = new Date('2026-06-01T00:00:00.000Z');
const HOUR = 3_600_000;
const days = (count: number) => new Date(START.getTime() + count * 24 * HOUR);
const auto = aBrand({ enforcement: { mode: 'auto', dailyCap: 100_000 } });

/** With `npm run prove`: 80 seeds, 20,000 takedowns. */
const TAKEDOWNS = tries(150, 250);
const SEEDS = tries(1, 80);

/** At three refusals of the first few answers automatic sending stops, as it should (sending-limits.test.ts), and a world of 250 hardly sends. */
const FAULTS = { ...ROUGH, refusal: 0.001 };

type Run = { world: World; cases: Case[]; notices: NoticeRecord[]; watched: ReadonlySet<string> };
type Stores = { cases: CaseStore; notices: NoticeStore };

const memoryStores = (): Stores => ({ cases: memoryCaseStore(), notices: memoryNoticeStore() });

async function playTakedowns(
  count: number,
  until: Date,
  time: VirtualTime,
  options: Omit<WorldOptions, 'time'>,
): Promise<Run> {
  const { listing } = options.offers ?? BAZAAR_OFFERS;
  const world = takedownWorld({ brand: auto, time, ...options });
  const random = seededRandom(options.seed + 1);
  const open = async (n: number) => {
    await time.sleep(random() * 12 * HOUR);
    const record = aCase({ listing: listing(String(n)), openedAt: time.now().toISOString() });
    await options.cases.open(record);
    // Two producers now and then, as when two scans find the same listing.
    for (let sent = 0; sent < (random() < 0.1 ? 2 : 1); sent++) await world.takedowns.send({ caseId: record.id });
  };
  const opening = Promise.all(Array.from({ length: count }, (_, n) => open(n)));
  await world.play(until);
  await opening;
  const pages = await Promise.all(
    NoticeState.options.map((state) => time.io(options.notices.byBrand('nordhavn', state))),
  );
  return {
    world,
    cases: await time.io(options.cases.byBrand('nordhavn')),
    notices: pages.flatMap((page) => page.notices),
    watched: await time.io(
      watchedTargets(
        pages.flatMap((page) => page.notices),
        options.notices,
      ),
    ),
  };
}

/** Cases whose offer is in a notice that left and will be looked at again. */
async function watchedTargets(notices: readonly NoticeRecord[], store: NoticeStore): Promise<ReadonlySet<string>> {
  const targets = await Promise.all(
    notices.filter(({ state }) => state === 'sent').map(({ id }) => store.targetsOf(id)),
  );
  return new Set(targets.flat().flatMap(({ caseId, nextCheckAt }) => (nextCheckAt ? caseId : [])));
}

const sentTwice = ({ world }: Run) => [...world.arrivals].filter(([, times]) => times > 1).map(([key]) => key);

/** Where a case may stand for good: the listing is gone, or a person has the case or its notice. */
const SETTLED = new Set(['removed', 'ended', 'relisted', 'rejected', 'awaiting-approval']);
const WITH_A_PERSON = new Set(['draft', 'approved', 'uncertain']);
function lost({ cases, notices, watched, world }: Run) {
  const waiting = new Set(notices.filter(({ state }) => WITH_A_PERSON.has(state)).map(({ id }) => id));
  return (
    cases
      .filter(({ state, noticeId }) => !SETTLED.has(state) && !(state === 'drafted' && waiting.has(noticeId ?? '')))
      // Back before any look met it gone: it is on sale, and the looks go on.
      .filter(({ id, listing }) => !(watched.has(id) && world.isOnSale(listing.url)))
      .map(({ id, state, noticeId, nextCheckAt }) => ({ id, state, noticeId, nextCheckAt }))
  );
}

describe('takedowns in batches through crashes, duplicates, lost answers and look-ups that lag', () => {
  it.each(Array.from({ length: SEEDS }, (_, n) => n + 1))('send no key twice and lose none (seed %i)', async (seed) => {
    const run = await playTakedowns(TAKEDOWNS, days(40), virtualTime(START), {
      seed,
      ...memoryStores(),
      faults: FAULTS,
    });
    expect(sentTwice(run)).toEqual([]);
    expect(lost(run)).toEqual([]);
    const count = (state: string) => run.cases.filter((record) => record.state === state).length;
    expect(run.world.crashes()).toBeGreaterThan(250);
    expect(run.world.arrivals.size).toBeGreaterThan(TAKEDOWNS * 0.6);
    expect(run.world.notices()).toBeLessThan(run.world.arrivals.size / 2);
    expect(count('removed') + count('relisted')).toBeGreaterThan(TAKEDOWNS * 0.55);
    expect(count('relisted')).toBeGreaterThan(3);
    // Every removal and everything that waits for a person was told.
    const told = new Set(run.world.alerts.map(({ caseId, kind }) => `${caseId} ${kind}`));
    const untold = run.cases.filter(
      ({ id, state }) =>
        (state === 'removed' && !told.has(`${id} removal-verified`)) ||
        (state === 'awaiting-approval' && !told.has(`${id} awaiting-approval`)),
    );
    expect(untold.map(({ id }) => id)).toEqual([]);
  });

  it('would send many twice if one "no" were believed at once: the faults are real', async () => {
    const stores = memoryStores();
    const credulous: NoticeStore = {
      ...stores.notices,
      // The venue's first "no" counts as one that was said before.
      write: (from, to) =>
        stores.notices.write(from, {
          ...to,
          saidNoAt: to.state === 'uncertain' ? ['2020-01-01T00:00:00.000Z'] : to.saidNoAt,
        }),
    };
    const faults = { ...FAULTS, lostAnswer: 0.5, lagMs: 24 * HOUR };
    const run = await playTakedowns(60, days(2), virtualTime(START), {
      seed: 5,
      ...stores,
      notices: credulous,
      faults,
    });
    expect(sentTwice(run).length).toBeGreaterThan(3);
  });

  it.each([
    ['stopped by the fence', (store: NoticeStore) => store, 1],
    ['sending a second time without it', withoutFence, 2],
  ] as const)(
    'are safe from a worker that wakes after its lease, while another one sends: %s',
    async (_, fence, times) => {
      const frozen = Promise.withResolvers<void>();
      const woken = Promise.withResolvers<void>();
      let late: Promise<void> | undefined;
      let sent = 0;
      const w = enforcementWorld({
        channelFor: (notice, venue) => ({
          ...w.readerFor(notice, venue),

          async send() {
            if (++sent > 1) return { status: 'accepted', externalId: 'V-2' };
            woken.resolve(); // the first request is under way
            await late;
            return { status: 'accepted', externalId: 'V-1' };
          },
        }),
      });
      const record = await w.prepare(await w.open());
      const notice = await w.noticeOf(record);
      const digest = digestOf(notice, await w.notices.targetsOf(notice.id));
      await approveNotice(notice, { by: 'analyst:jane', digest }, w);

      const sleepy: NoticeStore = {
        ...w.notices,
        async claimOnce(key, claim) {
          frozen.resolve();
          await woken.promise;
          return w.notices.claimOnce(key, claim);
        },
      };
      late = submit({ noticeId: notice.id }, { ...w, notices: fence(sleepy) });
      await frozen.promise;
      await w.tick(0.2); // past the lease: verify gives the notice free, and the next worker takes it
      await late;
      expect(sent).toBe(times);
    },
  );
});

/** Writes whatever the version: what a store without conditions would do. */
function withoutFence(store: NoticeStore): NoticeStore {
  return {
    ...store,
    async write(from, to) {
      const { version } = (await store.get(from.id))!;
      return store.write({ ...from, version }, to);
    },
  };
}

describe('the same through every channel as it runs, at a venue that behaves as documented', () => {
  /** With `npm run prove`: five seeds, 1,000 takedowns through each. */
  const count = tries(40, 200);
  const runs = Array.from({ length: tries(1, 5) }, (_, n) => n + 11);

  it.each(Object.keys(CHANNEL_DESKS).flatMap((name) => runs.map((seed) => [name, seed] as const)))(
    '%s sends no key twice and loses none (seed %i)',
    async (name, seed) => {
      const options = { seed, ...memoryStores(), faults: FAULTS, ...CHANNEL_DESKS[name]! };
      const run = await playTakedowns(count, days(30), virtualTime(START), options);
      expect(sentTwice(run)).toEqual([]);
      expect(lost(run)).toEqual([]);
      expect(run.world.arrivals.size).toBeGreaterThan(count * 0.7);
      expect(run.world.crashes()).toBeGreaterThan(count * 0.5);
    },
  );
});

describe('the same on DynamoDB', () => {
  let tables: Tables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it('sends no key twice and loses none of twenty takedowns', async () => {
    const time = virtualTime(START);
    const waited = <T extends object>(store: T): T =>
      Object.fromEntries(
        Object.entries(store).map(([name, call]) => [
          name,
          (...inputs: never[]) => time.io((call as (...all: never[]) => Promise<unknown>)(...inputs)),
        ]),
      ) as T;
    const cases = waited(createCaseStore(tables.client, tables.names.cases, time.now));
    const notices = waited(createNoticeStore(tables.client, tables.names.cases));
    const run = await playTakedowns(20, days(2), time, { seed: 6, cases, notices, faults: FAULTS, tickEveryMs: HOUR });
    expect(sentTwice(run)).toEqual([]);
    expect(run.world.arrivals.size).toBeGreaterThan(10);
    const unsent = run.cases.filter(({ state }) => state === 'queued');
    expect(unsent.map(({ id, state }) => ({ id, state }))).toEqual([]);
  });
});
