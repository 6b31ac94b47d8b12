import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPace, horizonMs } from '#shared/fetching/pace.ts';
import { BlockedError, ThrottledError } from '#shared/runtime/errors.ts';
import { createPaceStore, type PaceStore } from '#shared/stores/pace-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { virtualTime } from '../../support/virtual-time.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

let tables: Tables;
let store: PaceStore;
let hosts = 0;
const newHost = () => `shop-${++hosts}.example`;

beforeAll(async () => {
  tables = await startTables();
  store = createPaceStore(tables.client, tables.names.pace);
});
afterAll(() => tables.stop());

/** A pace whose time stands still but for its own waiting. */
function paceAt(startMs = START) {
  let nowMs = startMs;
  const waits: number[] = [];
  const pace = createPace({
    store,
    clock: () => new Date(nowMs),
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
  });
  return { pace, waits, pass: (ms: number) => (nowMs += ms) };
}

/** The most requests within any window of one second. */
function worstSecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from, index) => sorted.slice(index).filter((at) => at < from + 1000).length));
}

describe('slots', () => {
  it('are one interval apart, the first at once', async () => {
    const host = newHost();
    const { pace, waits } = paceAt();
    for (let request = 0; request < 4; request++) await pace.waitForSlot(host, 250);
    expect(waits).toEqual([250, 250, 250]);
  });

  it('are reserved over all workers: 8 of them never pass the limit by more than one in any second', async () => {
    const host = newHost();
    const limit = 5;
    const seconds = 10;
    const left: number[] = [];
    const time = virtualTime(new Date(START));
    const waited: PaceStore = { ...store, reserve: (...asked) => time.io(store.reserve(...asked)) };
    const pace = createPace({ store: waited, clock: time.now, sleep: time.sleep });
    const until = new Date(START + seconds * 1000);
    const worker = async () => {
      while (time.now() < until) {
        try {
          await pace.waitForSlot(host, 1000 / limit);
          left.push(time.now().getTime());
        } catch (error) {
          if (!(error instanceof ThrottledError)) throw error;
          await time.sleep(50);
        }
      }
    };
    for (let started = 0; started < 8; started++) void worker();
    await time.run(until);
    expect(worstSecond(left)).toBeLessThanOrEqual(limit + 1);
    expect(left.length).toBeGreaterThan(limit * seconds * 0.9); // and the limit is used, not merely kept
  });

  it('that are far away are not waited for: the jobs go back, each to a time of its own', async () => {
    const host = newHost();
    const pace = createPace({ store, clock: () => new Date(START), sleep: async () => {} });
    for (let request = 0; request < 3; request++) await pace.waitForSlot(host, 1000);
    const refused = await Promise.all(
      Array.from({ length: 4 }, () => pace.waitForSlot(host, 1000).catch((error: ThrottledError) => error)),
    );
    const times = refused
      .flatMap((error) => (error instanceof ThrottledError ? [error.retryAfterMs] : []))
      .toSorted((a, b) => a - b);
    expect(times).toHaveLength(4);
    for (const [index, ms] of times.slice(1).entries()) expect(ms - times[index]!).toBeGreaterThanOrEqual(1000);
  });

  it('are found by notices however many scans wait, for scans take none that is far away', async () => {
    const host = newHost();
    const scans = paceAt();
    const notices = createPace({ store, clock: () => new Date(START), lane: 'notice', sleep: async () => {} });
    const refused = await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        createPace({ store, clock: () => new Date(START), sleep: async () => {} }).waitForSlot(host, 5000),
      ),
    );
    expect(refused.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(20);
    await expect(scans.pace.waitForSlot(host, 5000)).rejects.toThrow(ThrottledError);
    const { atMs } = await notices.waitForSlot(host, 5000);
    expect(atMs - START).toBeLessThanOrEqual(horizonMs('notice', 5000));
  });

  it('cost one write each, on an idle host and on a busy one, and a refusal that is certain costs none', async () => {
    const host = newHost();
    let operations = 0;
    const counting = Object.assign(Object.create(tables.client), {
      send: (command: never) => {
        operations++;
        return tables.client.send(command);
      },
    });
    const counted = createPaceStore(counting, tables.names.pace);
    await counted.reserve(host, START, 1000, 2000);
    expect(operations).toBe(1);
    for (let request = 0; request < 2; request++) await counted.reserve(host, START, 1000, 2000);
    expect(operations).toBe(3);
    await counted.reserve(host, START + 3_600_000, 1000, 2000);
    expect(operations).toBe(4);
    for (let request = 0; request < 2; request++) await counted.reserve(host, START + 3_600_000, 1000, 2000);
    for (let request = 0; request < 50; request++)
      expect(await counted.reserve(host, START + 3_600_000, 1000, 2000)).toHaveProperty('freeAtMs');
    expect(operations).toBe(6);
  });

  it('whose time went by while the database answered are given up for later ones', async () => {
    const host = newHost();
    let nowMs = START;
    let late = 0;
    const slow: PaceStore = {
      ...store,
      async reserve(...asked) {
        const slot = await store.reserve(...asked);
        if (late-- > 0) nowMs += 20_000;
        return slot;
      },
    };
    const clock = () => new Date(nowMs);
    const pace = createPace({ store: slow, clock });
    late = 1;
    const slot = await pace.waitForSlot(host, 2_000);
    expect(slot.atMs).toBe(START + 20_000);
    late = 9;
    await expect(pace.waitForSlot(newHost(), 2_000)).rejects.toThrow(ThrottledError);
  });

  it('that nobody took are not saved up: after a rest there is no burst', async () => {
    const host = newHost();
    const { pace, waits, pass } = paceAt();
    await pace.waitForSlot(host, 500);
    pass(60 * MINUTE);
    for (let request = 0; request < 3; request++) await pace.waitForSlot(host, 500);
    expect(waits).toEqual([500, 500]);
  });

  it('of one host do not hold up another', async () => {
    const { pace, waits } = paceAt();
    await pace.waitForSlot(newHost(), 5000);
    await pace.waitForSlot(newHost(), 5000);
    expect(waits).toEqual([]);
  });
});

describe('a host that asks us to slow down', () => {
  it('is left alone for as long as it asked', async () => {
    const host = newHost();
    const { pace, pass } = paceAt();
    await pace.slowDown(host, 30_000);
    await expect(pace.waitForSlot(host, 100)).rejects.toThrow(ThrottledError);
    pass(30_001);
    await pace.waitForSlot(host, 100);
  });

  it('never shortens a longer wait', async () => {
    const host = newHost();
    const { pace, pass } = paceAt();
    await pace.slowDown(host, 10 * MINUTE);
    await pace.slowDown(host, 1000);
    pass(5 * MINUTE);
    await expect(pace.waitForSlot(host, 100)).rejects.toThrow(ThrottledError);
  });
});

describe('a host that refuses us', () => {
  it('is paused for ten minutes, then twice as long each time', async () => {
    const host = newHost();
    const { pace, pass } = paceAt();
    const pauses: number[] = [];
    for (let refusal = 0, now = START; refusal < 3; refusal++) {
      const { untilMs } = await pace.pauseAfterBlock(host);
      pauses.push((untilMs - now) / MINUTE);
      pass(untilMs - now + 1);
      now = untilMs + 1;
    }
    expect(pauses).toEqual([10, 20, 40]);
  });

  it('is refused once, not five times, by five pages that met the same block page together', async () => {
    const host = newHost();
    const { pace } = paceAt();
    const pauses = await Promise.all(Array.from({ length: 5 }, () => pace.pauseAfterBlock(host)));
    expect(new Set(pauses.map(({ untilMs }) => untilMs - START))).toEqual(new Set([10 * MINUTE]));
  });

  it('sends jobs back while the pause is short, and is recorded as blocked while it is long', async () => {
    const host = newHost();
    const { pace, pass } = paceAt();
    await pace.pauseAfterBlock(host);
    await expect(pace.waitForSlot(host, 100)).rejects.toThrow(ThrottledError);
    pass(11 * MINUTE);
    await pace.pauseAfterBlock(host);
    await expect(pace.waitForSlot(host, 100)).rejects.toThrow(BlockedError);
    pass(21 * MINUTE);
    expect(await pace.waitForSlot(host, 100)).toMatchObject({ strikes: 2 });
  });

  it('starts with a clean record after a good answer', async () => {
    const host = newHost();
    const { pace, pass } = paceAt();
    await pace.pauseAfterBlock(host);
    pass(11 * MINUTE);
    await pace.forgive(host);
    expect(await pace.waitForSlot(host, 100)).toMatchObject({ strikes: 0 });
  });
});
