import type { Brand } from '#shared/domain/brand.ts';
import type { BrandStore, ScheduledWatch } from '#shared/stores/brand-store.ts';
import type { PaceStore } from '#shared/stores/pace-store.ts';

// The stores' semantics without a database, for simulations of hundreds of thousands of watches; the contract tests of the real ones
// are in test/shared/stores.

/** Watches by due time; brands are whoever has one. */
export function memoryWatches(watches: readonly ScheduledWatch[], brand: Brand): BrandStore {
  const keyOf = ({ brandId, marketplace, keyword }: Pick<ScheduledWatch, 'brandId' | 'marketplace' | 'keyword'>) =>
    `${brandId}|${marketplace}|${keyword}`;
  const stored = new Map(watches.map((watch) => [keyOf(watch), { ...watch }]));
  const unused = () => Promise.reject(new Error('not simulated'));
  return {
    get: async (id) => ({ ...brand, id }),
    dueWatches: async (now) => {
      const at = now.toISOString();
      return [...stored.values()].filter(({ nextAt }) => nextAt <= at).map((watch) => ({ ...watch }));
    },
    async release(watch, period) {
      const found = stored.get(keyOf(watch));
      if (found?.nextAt !== watch.nextAt) return false;
      found.releasedFor = period;
      return true;
    },
    async advance(watch, nextAt) {
      const found = stored.get(keyOf(watch));
      if (found?.nextAt !== watch.nextAt) return false;
      found.nextAt = nextAt.toISOString();
      found.releasedFor = undefined;
      return true;
    },
    async finish(scan, nextAt) {
      const found = stored.get(keyOf(scan));
      if (found?.nextAt !== scan.period) return false;
      Object.assign(found, { nextAt, releasedFor: undefined });
      if (scan.pages > 0) Object.assign(found, { lastPages: scan.pages, lastPeriod: scan.period });
      return true;
    },
    put: unused,
    asRegistered: unused,
    withoutProducts: unused,
    registered: unused,
    list: unused,
    watches: unused,
    makeDue: unused,
  } as BrandStore;
}

/** Counts what a host's item is asked for, by host and second: every write that a process without knowledge of the host would make. */
export function memoryPace(now: () => Date) {
  const items = new Map<string, { nextMs: number; backMs: number }>();
  const perSecond = new Map<string, number>();
  let operations = 0;
  const count = (host: string, times = 1) => {
    operations += times;
    const key = `${host} ${Math.floor(now().getTime() / 1000)}`;
    perSecond.set(key, (perSecond.get(key) ?? 0) + times);
  };
  const itemOf = (host: string) => {
    const item = items.get(host) ?? { nextMs: 0, backMs: 0 };
    items.set(host, item);
    return item;
  };
  const store: PaceStore = {
    async reserve(host, nowMs, intervalMs, horizonMs) {
      const item = itemOf(host);
      const atMs = Math.max(item.nextMs, nowMs);
      // A process that was away does not know the host: its first guess fails, and the second holds.
      count(host, item.nextMs >= nowMs ? 2 : 1);
      if (atMs > nowMs + horizonMs) return { freeAtMs: item.nextMs };
      item.nextMs = atMs + intervalMs;
      return { atMs, strikes: 0 };
    },
    async comeBack(host, intervalMs, earliestMs, latestMs) {
      const item = itemOf(host);
      count(host);
      const atMs = Math.max(item.backMs, earliestMs);
      if (atMs > latestMs) return undefined;
      item.backMs = atMs + intervalMs;
      return atMs;
    },
    addStrike: async () => 1,
    clearStrikes: async () => {},
    holdUntil: async () => {},
  };
  return { store, operations: () => operations, mostInASecond: () => Math.max(0, ...perSecond.values()) };
}
