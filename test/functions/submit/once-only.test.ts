import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { memoryCaseStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { ROUGH, takedownWorld, type World, type WorldOptions } from '../../support/takedown-world.ts';
import { tries } from '../../support/tries.ts';
import { type VirtualTime, virtualTime } from '../../support/virtual-time.ts';

// Five hundred takedowns a seed on the real submit and verify code, in virtual time: duplicate deliveries, lost messages, crashes and stalls at
// every step, answers that get lost on the way. The venue has no idempotency key, which is the usual case.

vi.hoisted(() => {
  process.env.POWERTOOLS_METRICS_DISABLED = 'true'; // tens of thousands of lines
});

const START = new Date('2026-06-01T00:00:00.000Z');
const HOUR = 3_600_000;
const days = (count: number) => new Date(START.getTime() + count * 24 * HOUR);
const auto = aBrand({ enforcement: { mode: 'auto', dailyCap: 100_000 } });

type Run = { world: World; cases: Case[] };

async function playTakedowns(
  count: number,
  until: Date,
  time: VirtualTime,
  options: Omit<WorldOptions, 'time'>,
): Promise<Run> {
  const world = takedownWorld({ brand: auto, time, ...options });
  const random = seededRandom(options.seed + 1);
  const open = async (n: number) => {
    await time.sleep(random() * 12 * HOUR);
    const listing = aListing({ id: String(n), url: `https://bazaar.example/item/${n}` });
    const record = aCase({ listing, openedAt: time.now().toISOString() });
    await options.cases.open(record);
    // Two producers now and then, as when two scans find the same listing.
    for (let sent = 0; sent < (random() < 0.1 ? 2 : 1); sent++) await world.takedowns.send({ caseId: record.id });
  };
  const opening = Promise.all(Array.from({ length: count }, (_, n) => open(n)));
  await world.play(until);
  await opening;
  return { world, cases: await time.io(options.cases.byBrand('nordhavn')) };
}

const sentTwice = ({ world }: Run) => [...world.arrivals.values()].filter((times) => times > 1).length;

/** Where a case may stand for good: the listing is gone, or the case is with a person. */
const SETTLED = new Set(['removed', 'relisted', 'rejected', 'awaiting-approval']);
const lost = ({ cases }: Run) =>
  cases.filter(({ state, nextCheckAt }) => !SETTLED.has(state) || nextCheckAt !== undefined);

describe('hundreds of takedowns through crashes, duplicates and lost answers', () => {
  it.each([1, 2, 3, 4].slice(0, tries(1, 4)))('send no notice twice and lose none (seed %i)', async (seed) => {
    const run = await playTakedowns(500, days(50), virtualTime(START), {
      seed,
      cases: memoryCaseStore(),
      faults: ROUGH,
    });
    expect(sentTwice(run)).toBe(0);
    expect(lost(run).map(({ id, state, nextCheckAt }) => ({ id, state, nextCheckAt }))).toEqual([]);
    const count = (state: string) => run.cases.filter((record) => record.state === state).length;
    expect(run.world.crashes()).toBeGreaterThan(1_000);
    expect(run.world.arrivals.size).toBeGreaterThan(480);
    expect(count('removed')).toBeGreaterThan(380);
    expect(count('relisted')).toBeGreaterThan(15);
    // Every removal and everything that waits for a person was told.
    const told = new Set(run.world.alerts.map(({ caseId, kind }) => `${caseId} ${kind}`));
    const untold = run.cases.filter(
      ({ id, state }) =>
        (state === 'removed' && !told.has(`${id} removal-verified`)) ||
        ((state === 'rejected' || state === 'awaiting-approval') && !told.has(`${id} awaiting-approval`)),
    );
    expect(untold.map(({ id }) => id)).toEqual([]);
  });

  it('would send many twice if a stale sending were simply tried again: the faults are real', async () => {
    const naive = { lookUp: () => ({ found: 'no' as const }) };
    const cases = memoryCaseStore();
    const run = await playTakedowns(300, days(5), virtualTime(START), { seed: 5, cases, faults: ROUGH, ...naive });
    expect(sentTwice(run)).toBeGreaterThan(10);
  });

  it('would send some twice if a worker that lost its claim could still go on: the fence is what stops it', async () => {
    const cases = withoutFence(memoryCaseStore());
    const time = virtualTime(START);
    // A case driven from two sides ends in transitions that do not exist; how often something was sent is what counts here.
    const run = await playTakedowns(500, days(1), time, { seed: 1, cases, faults: ROUGH, toleratesFailures: true });
    expect(sentTwice(run)).toBeGreaterThan(3);
  });
});

/** Writes whatever the version, state and token: what a store without conditions would do. */
function withoutFence(store: CaseStore): CaseStore {
  return {
    ...store,
    async update(from, change) {
      const { state, version } = (await store.get(from.id))!;
      return store.update({ ...from, state, version }, change);
    },
  };
}

describe('the same on DynamoDB', () => {
  let tables: Tables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it('sends no notice twice and loses none of forty takedowns', async () => {
    const time = virtualTime(START);
    const store = createCaseStore(tables.client, tables.names.cases, time.now);
    const waited = Object.fromEntries(
      Object.entries(store).map(([name, call]) => [
        name,
        (...inputs: never[]) => time.io((call as (...all: never[]) => Promise<unknown>)(...inputs)),
      ]),
    ) as CaseStore;
    const run = await playTakedowns(40, days(3), time, { seed: 6, cases: waited, faults: ROUGH, tickEveryMs: HOUR });
    expect(sentTwice(run)).toBe(0);
    expect(run.world.arrivals.size).toBeGreaterThan(30);
    const unsent = run.cases.filter(({ state }) => ['queued', 'submitting', 'uncertain'].includes(state));
    expect(unsent.map(({ id, state }) => ({ id, state }))).toEqual([]);
  });
});
