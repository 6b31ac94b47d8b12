import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { createPaceStore, type PaceStore } from '#shared/stores/pace-store.ts';
import { aBrand } from '../support/builders.ts';
import { scanWorld } from '../support/scan-world.ts';
import { startTables, type Tables } from '../support/tables.ts';
import { virtualTime } from '../support/virtual-time.ts';

// A marketplace that is asked for more than its pace allows, on simulated time, with real decisions and a real (embedded) database.

const START = new Date('2026-03-01T12:00:00.000Z');
const MINUTE = 60_000;
const minutes = (count: number) => new Date(START.getTime() + count * MINUTE);

let tables: Tables;
let brands: BrandStore;
let operations: number;

beforeEach(async () => {
  tables = await startTables();
  brands = createBrandStore(tables.client, tables.names.brands);
  operations = 0;
});
afterEach(() => tables.stop());

const watching = (id: string, keywords: number, every = '1h'): Brand =>
  aBrand({
    id,
    watches: Array.from({ length: keywords }, (_, n) => ({
      keyword: `${id} ${n}`,
      marketplaces: ['shop'],
      every,
      pages: 1,
    })),
  });

function world(requestsPerSecond: number) {
  const time = virtualTime(START);
  // What a host's item is asked for: reads and writes, whether they hold or not.
  const counting = Object.assign(Object.create(tables.client), {
    send: (command: never) => {
      operations++;
      return tables.client.send(command);
    },
  });
  // Workers know of each other's slots only what the item tells them.
  const workers = Array.from({ length: 5 }, () => createPaceStore(counting, tables.names.pace));
  let turn = 0;
  const pace = Object.fromEntries(
    Object.keys(workers[0]!).map((name) => [
      name,
      (...inputs: unknown[]) =>
        (workers[turn++ % 5]![name as keyof PaceStore] as (...given: unknown[]) => unknown)(...inputs),
    ]),
  ) as PaceStore;
  return { time, ...scanWorld({ time, random: seededRandom(1), brands, pace, requestsPerSecond }) };
}

describe('a marketplace that is asked for far more than its pace allows', () => {
  it('lets notices leave, reads a quiet brand completely, and tells the loud one what was not read', async () => {
    await brands.put(watching('loud', 300, '15m'), START);
    await brands.put(watching('quiet', 5, '15m'), START);
    const w = world(0.2);
    const looks: number[] = [];
    const failures: unknown[] = [];
    for (let n = 0; n < 10; n++)
      void w.time.sleep((n + 1) * 2.5 * MINUTE).then(async () => {
        const asked = w.time.now().getTime();
        await w.noticePages
          .fetch(`https://shop.example/item/${n}`, { requestsPerSecond: 0.2 })
          .then(() => looks.push(w.time.now().getTime() - asked))
          .catch((error) => failures.push(error));
      });
    await w.run(minutes(30));

    expect(failures).toEqual([]);
    expect(looks).toHaveLength(10);
    expect(Math.max(...looks)).toBeLessThan(30_000);
    const quiet = w.read.filter(({ brandId }) => brandId === 'quiet' && brandId);
    expect(
      new Set(quiet.filter(({ period }) => period === START.toISOString()).map(({ keyword }) => keyword)).size,
    ).toBe(5);
    expect(quiet.every(({ coverage }) => coverage === 'complete')).toBe(true);

    const unread = w.read.filter(({ coverage }) => String(coverage) === 'not-read');
    expect(new Set(unread.map(({ brandId }) => brandId))).toEqual(new Set(['loud']));
    expect(unread.length).toBeGreaterThan(100);
    const told = w.alerts.sent.map(({ message }) => message.alertId);
    expect(new Set(told)).toEqual(new Set(['not-read|loud|shop|2026-03-01']));

    // The pace is used, and kept.
    const times = w.fetches.map(({ at }) => at).toSorted((a, b) => a - b);
    expect(times.length).toBeGreaterThan(0.65 * 0.2 * 1800);
    expect(Math.min(...times.slice(1).map((at, index) => at - times[index]!))).toBeGreaterThanOrEqual(4999);
    expect(operations / times.length).toBeLessThanOrEqual(2.5);
  });

  it('is asked once for equal keywords of several brands, and each of them gets the page', async () => {
    const same = (id: string) =>
      aBrand({ id, watches: [{ keyword: 'down jacket', marketplaces: ['shop'], every: '6h', pages: 1 }] });
    for (const id of ['a1', 'b2', 'c3']) await brands.put(same(id), START);
    const w = world(0.5);
    await w.run(minutes(30));
    expect(w.fetches).toHaveLength(1);
    expect(w.read.map(({ brandId, coverage }) => `${brandId} ${coverage}`).toSorted()).toEqual([
      'a1 complete',
      'b2 complete',
      'c3 complete',
    ]);
    expect((await brands.watches('c3'))[0]!.nextAt > minutes(30).toISOString()).toBe(true);
  });
});
