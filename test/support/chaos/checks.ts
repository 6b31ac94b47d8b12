import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Brand } from '#shared/domain/brand.ts';
import { type Case, caseId } from '#shared/domain/case.ts';
import { listingKey } from '#shared/domain/listing.ts';
import type { Target } from '#shared/domain/target.ts';
import { referenceOf } from '#shared/notices/batches.ts';
import { caseFrom } from '#shared/stores/case-item.ts';
import type { Item } from '#shared/stores/dynamo-access.ts';
import { createListingStore, type ScanPage } from '#shared/stores/listing-store.ts';
import { targetFrom } from '#shared/stores/notice-item.ts';
import type { Tables } from '../tables.ts';
import { REQUESTS_PER_SECOND } from './shops.ts';
import { type History, SCANS_END, START } from './world.ts';

// What happened, held against what was promised.

const HOUR = 3_600_000;
const MOST_ITEM_BYTES = 24 * 1024;

type Violation = string;

export async function violationsOf(history: History, tables: Tables, brands: readonly Brand[]): Promise<Violation[]> {
  const items = await everyItem(tables);
  const cases = itemsOf(items, 'CASE~').map(caseFrom);
  const targets = itemsOf(items, 'NOTICE~')
    .filter((item) => 'target' in item)
    .map(targetFrom);
  const listings = createListingStore(tables.client, tables.names.listings, () => START);
  const pages = new Map<Brand, ScanPage[]>();
  for (const brand of brands) pages.set(brand, await listings.scanPages(brand.id));
  const found = brands.flatMap((brand) => unreadPeriods(brand, pages.get(brand)!, history));
  for (const brand of brands) found.push(...(await lostListings(brand, pages.get(brand)!, tables)));
  return [
    ...found,
    ...lostCases(brands, pages, cases, history),
    ...cases.flatMap((record) => unsettled(record, history)),
    ...sentTwice(targets, history),
    ...targets.flatMap((target) => withoutEvidence(target, history)),
    ...hurriedHosts(history),
    ...untold(history),
    ...toldAgain(history),
    ...(history.dead.left > 0 ? [`${history.dead.left} dead letters could not be given back`] : []),
    ...items.flatMap(fat),
  ];
}

async function everyItem({ client, names }: Tables): Promise<Item[]> {
  const items: Item[] = [];
  for (const TableName of Object.values(names)) {
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }));
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  return items;
}

const itemsOf = (items: readonly Item[], prefix: string) => items.filter(({ pk }) => String(pk).startsWith(prefix));

/** From the first period to the last hour: each was read, or is written down as not read, or its brand was told that day. */
function unreadPeriods({ id, watches }: Brand, pages: readonly ScanPage[], { mails }: History): Violation[] {
  const problems: Violation[] = [];
  for (const { keyword, marketplaces } of watches)
    for (const marketplace of marketplaces) {
      const name = `${id} ${keyword} ${marketplace}`;
      const isTold = mails.some(({ alertId }) => alertId.startsWith(`not-read|${id}|${marketplace}|`));
      const own = pages.filter((page) => page.keyword === keyword && page.marketplace === marketplace);
      const first = own.filter(({ page }) => page === 1);
      const starts = first.map(({ period }) => Date.parse(period)).toSorted((a, b) => a - b);
      if (starts.length === 0) problems.push(`${name}: never read and never reported`);
      for (const [index, start] of [...starts, SCANS_END].entries()) {
        const before = starts[index - 1] ?? START.getTime();
        // A watch's first period lasts up to one and a half of the usual.
        if (start - before <= 1.5 * HOUR + 1) continue;
        const isReported = first.some(
          ({ coverage, period }) => coverage === 'not-read' && Date.parse(period) === before,
        );
        if (!isReported && !isTold) problems.push(`${name}: nothing from ${iso(before)} to ${iso(start)}`);
      }
      // A page that named a next one is followed by it, at the latest when the period is over.
      for (const { period, coverage } of first.filter(({ period }) => Date.parse(period) < SCANS_END - 2 * HOUR))
        if (coverage === 'complete' && !own.some((page) => page.page === 2 && page.period === period))
          problems.push(`${name}: no second page in the period of ${period}`);
    }
  return problems;
}

/** What a page that was written down showed is stored, and judged as it is. */
async function lostListings({ id: brandId }: Brand, pages: readonly ScanPage[], tables: Tables): Promise<Violation[]> {
  const listings = createListingStore(tables.client, tables.names.listings, () => START);
  const shown = pages.flatMap(({ marketplace, listingIds }) => listingIds.map((id) => listingKey({ marketplace, id })));
  const stored = await listings.getMany(brandId, shown);
  return shown.flatMap((key) => {
    const found = stored.get(key);
    if (!found) return [`${brandId}: ${key} is not stored`];
    return found.verdict && found.judgedDigest === found.digest ? [] : [`${brandId}: ${key} was never judged`];
  });
}

/** Each offer that gives itself away, and was read, is a case; nothing else is. */
function lostCases(
  brands: readonly Brand[],
  pages: ReadonlyMap<Brand, readonly ScanPage[]>,
  cases: readonly Case[],
  { internet }: History,
): Violation[] {
  const known = new Set(cases.map(({ id }) => id));
  const owed = brands.flatMap((brand) =>
    pages.get(brand)!.flatMap(({ listingIds }) =>
      listingIds.flatMap((id) => {
        const { isFake, listing } = internet.offers.get(id)!;
        return isFake ? [caseId(brand.id, listing, 1)] : [];
      }),
    ),
  );
  const harmless = cases.filter(({ listing }) => !internet.offers.get(listing.id)!.isFake);
  return [
    ...owed.filter((id) => !known.has(id)).map((id) => `case ${id} was owed and never opened`),
    ...harmless.map(({ id }) => `case ${id} is about a harmless offer`),
  ];
}

/** Every offer is gone by the end, and the brand was told both times. */
function unsettled({ id, state, noticeId, events }: Case, { mails }: History): Violation[] {
  const isTold = (kind: string) => mails.some(({ alertId }) => alertId.startsWith(`${id}|${kind}|`));
  return [
    ...(state === 'removed' || state === 'ended'
      ? []
      : [`case ${id} is left ${state}: ${noticeId} ${events.at(-1)!.why}`]),
    ...(isTold('case-queued') || isTold('case-flagged') ? [] : [`nobody was told of case ${id}`]),
    ...(state !== 'removed' || isTold('removal-verified') ? [] : [`nobody was told that case ${id} is removed`]),
  ];
}

function sentTwice(targets: readonly Target[], { internet }: History): Violation[] {
  const keyOf = new Map(
    targets.map(({ noticeId, statement, onceKey }) => [`${referenceOf(noticeId)} ${statement.itemId}`, onceKey]),
  );
  const keys = internet.arrivals.map(({ reference, listingId }) => keyOf.get(`${reference} ${listingId}`)!);
  return repeated(keys).map((key) => `key ${key} reached its venue more than once`);
}

const repeated = (keys: readonly string[]) => [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];

function withoutEvidence({ noticeId, statement }: Target, { objects }: History): Violation[] {
  return statement.evidence
    .filter(({ key }) => !objects.has(`evidence/${key}`))
    .map(({ key }) => `notice ${noticeId} states ${key}, which is not there`);
}

function hurriedHosts({ internet }: History): Violation[] {
  return [...internet.requests].flatMap(([host, times]) => {
    const most = mostInASecond(times);
    return most > Math.ceil(REQUESTS_PER_SECOND) + 1 ? [`${host} was asked ${most} times in a second`] : [];
  });
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

const untold = ({ alertsAsked, mails }: History): Violation[] => {
  const told = new Set(mails.map(({ alertId }) => alertId));
  return [...alertsAsked].filter((id) => !told.has(id)).map((id) => `alert ${id} was never mailed`);
};

/** Once more only after something went wrong in the very run that sent it before. */
function toldAgain({ mails }: History): Violation[] {
  return [...Map.groupBy(mails, ({ alertId }) => alertId)].flatMap(([alertId, sent]) => {
    const hasCause = sent.slice(0, -1).every(({ run }) => run.hurt);
    return hasCause ? [] : [`alert ${alertId} was mailed ${sent.length} times without a cause`];
  });
}

function fat(item: Item): Violation[] {
  const bytes = JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value)).length;
  return bytes > MOST_ITEM_BYTES ? [`item ${item.pk} ${item.sk} has ${bytes} bytes`] : [];
}

const iso = (ms: number) => new Date(ms).toISOString();
