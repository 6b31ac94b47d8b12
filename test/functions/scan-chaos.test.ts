import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { listingKey } from '#shared/domain/listing.ts';
import { createListingStore, type ScanPage } from '#shared/stores/listing-store.ts';
import { aBrand } from '../support/builders.ts';
import {
  CALM_HOURS,
  CHAOS_HOURS,
  REQUESTS_PER_SECOND,
  type ScanHistory,
  START,
  scanChaos,
} from '../support/scan-chaos.ts';
import { startTables, type Tables } from '../support/tables.ts';
import { tries } from '../support/tries.ts';

// Six simulated hours a seed, four of them with every kind of fault. What happened is checked against what was promised.

const SEEDS = tries(6, 200);
const HOUR = 3_600_000;
const MOST_ITEM_BYTES = 16 * 1024;

const shops = ['shop-0', 'shop-1', 'shop-2'];
const brands: Brand[] = [
  ['nordhavn', 'jacket', 'bottle'],
  ['fjellvik', 'kettle'],
].map(([id, ...goods]) =>
  aBrand({
    id,
    watches: goods.map((keyword) => ({
      keyword: `${id} ${keyword}`,
      marketplaces: shops,
      every: '1h',
      pages: 2,
    })),
  }),
);

type Violation = string;

async function disposable(): Promise<Tables & AsyncDisposable> {
  const tables = await startTables();
  return { ...tables, [Symbol.asyncDispose]: tables.stop };
}

async function violationsOf(history: ScanHistory, tables: Tables): Promise<Violation[]> {
  const listings = createListingStore(tables.client, tables.names.listings, () => START);
  const found: Violation[] = [];
  const say = (violation: Violation) => void found.push(violation);
  for (const brand of brands) {
    const pages = await listings.scanPages(brand.id);
    for (const { keyword } of brand.watches)
      for (const marketplace of shops)
        for (const problem of unreadPeriods(pages, { brand, keyword, marketplace }, history)) say(problem);
    for (const page of pages) for (const problem of await lostListings(page, history, tables)) say(problem);
  }
  for (const [host, times] of history.requests) {
    const most = mostInASecond(times);
    if (most > Math.ceil(REQUESTS_PER_SECOND) + 1) say(`${host} was asked ${most} times in a second`);
  }
  if (history.dead.left > 0) say(`${history.dead.left} dead letters could not be given back`);
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: tables.names.brands }));
  const { Items: paces = [] } = await tables.client.send(new ScanCommand({ TableName: tables.names.pace }));
  for (const item of [...Items, ...paces]) {
    const bytes = JSON.stringify(item).length;
    if (bytes > MOST_ITEM_BYTES) say(`item ${item.pk} ${item.sk} has ${bytes} bytes`);
  }
  return found;
}

type Watched = { brand: Brand; keyword: string; marketplace: string };

/** From the first period to the last hour: each was read, or is written down as not read, or its brand was told that day. */
function unreadPeriods(pages: readonly ScanPage[], { brand, keyword, marketplace }: Watched, { alerts }: ScanHistory) {
  const own = pages.filter((page) => page.keyword === keyword && page.marketplace === marketplace && page.page === 1);
  const starts = own.map(({ period }) => Date.parse(period)).toSorted((a, b) => a - b);
  const end = START.getTime() + (CHAOS_HOURS + CALM_HOURS) * HOUR;
  const name = `${brand.id} ${keyword} ${marketplace}`;
  if (starts.length === 0) return [`${name}: never read and never reported`];
  const problems: Violation[] = [];
  for (const [index, start] of [...starts, end].entries()) {
    const before = starts[index - 1] ?? START.getTime();
    // A watch's first period lasts up to one and a half of the usual.
    if (start - before <= 1.5 * HOUR + 1) continue;
    const isTold =
      own.some(({ coverage, period }) => coverage === 'not-read' && Date.parse(period) === before) ||
      alerts.some((alert) => alert.alertId.startsWith(`not-read|${brand.id}|${marketplace}|`));
    if (!isTold)
      problems.push(`${name}: nothing between ${new Date(before).toISOString()} and ${new Date(start).toISOString()}`);
  }
  // A page that named a next one is followed by it, at the latest when the period is over.
  for (const { period, coverage } of own.filter(({ period }) => Date.parse(period) < end - 2 * HOUR)) {
    const isFollowed = pages.some(
      (page) =>
        page.page === 2 && page.period === period && page.keyword === keyword && page.marketplace === marketplace,
    );
    if (coverage === 'complete' && !isFollowed) problems.push(`${name}: no second page in the period of ${period}`);
  }
  return problems;
}

/** What a page that was written down showed is stored, and was sent to be judged. */
async function lostListings(page: ScanPage, { scored }: ScanHistory, tables: Tables): Promise<Violation[]> {
  if (page.listingIds.length === 0) return [];
  const listings = createListingStore(tables.client, tables.names.listings, () => START);
  const keys = page.listingIds.map((id) => listingKey({ marketplace: page.marketplace, id }));
  const stored = await listings.getMany(page.brandId, keys);
  const sent = new Set(scored.filter(({ brandId }) => brandId === page.brandId).map(({ listing }) => listing.id));
  return page.listingIds.flatMap((id, index) => [
    ...(stored.has(keys[index]!) ? [] : [`${page.jobId}: ${id} is not stored`]),
    ...(sent.has(id) ? [] : [`${page.jobId}: ${id} was not sent to be judged`]),
  ]);
}

function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [index, at] of sorted.entries()) {
    while (at - sorted[from]! >= 1000) from++;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

describe(`scanning through ${SEEDS} times four hours of faults`, () => {
  const injected = new Map<string, number>();

  it.each(Array.from({ length: SEEDS }, (_, n) => n + 1))(
    'seed %i: every period is read or reported, and nothing that was read is lost',
    async (seed) => {
      await using tables = await disposable();
      const history = await scanChaos(seed, tables, brands);
      for (const [fault, count] of history.injected) injected.set(fault, (injected.get(fault) ?? 0) + count);

      expect(await violationsOf(history, tables)).toEqual([]);
      expect(history.injected.size).toBeGreaterThan(8);
    },
  );

  it('is checked by something that sees each kind of violation', async () => {
    await using tables = await disposable();
    const history = await scanChaos(1, tables, brands);
    await using empty = await disposable();

    expect(await violationsOf({ ...history, alerts: [] }, empty)).toContain(
      'nordhavn nordhavn jacket shop-0: never read and never reported',
    );
    const hasty = new Map([['shop-0.example', [0, 400, 800]]]);
    const seen = await violationsOf({ ...history, scored: [], requests: hasty, dead: { seen: 1, left: 1 } }, tables);
    expect(seen).toContain('shop-0.example was asked 3 times in a second');
    expect(seen).toContain('1 dead letters could not be given back');
    expect(seen.join()).toContain('was not sent to be judged');
  });

  afterAll(() => {
    const rows = [...injected]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([fault, count]) => `  ${count} × ${fault}`);
    process.stderr.write(`injected over ${SEEDS} seeds:\n${rows.join('\n')}\n`);
  });
});
