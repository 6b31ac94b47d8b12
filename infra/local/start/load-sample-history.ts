import { seededRandom } from '#infra/local/bazaar/random.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { dayAfter } from '#shared/domain/days.ts';
import type { PagesRead } from '#shared/domain/roll-up.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import { lastFinishedDay } from '#shared/reporting/brand-figures.ts';
import { rollUpsOf } from '#shared/reporting/roll-ups.ts';
import { foldStoreFile } from '#shared/store-files/fold.ts';
import { strikesOf } from '#shared/store-files/strikes.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import { HISTORY_DAYS, type HistoryOptions, sampleHistory } from './sample-history.ts';

type Stores = {
  cases: Pick<CaseStore, 'open'>;
  storeFiles: Pick<StoreFileStore, 'write'>;
  rollUps: Pick<RollUpStore, 'rolledTo' | 'put' | 'setRolledTo' | 'putShown'>;
};

/**
 * Puts the history beside what the week will find, with the files on its sellers' stores and the figures of its days. What is there
 * already stays as it is. Returns the cases.
 */
export async function loadSampleHistory(options: HistoryOptions, stores: Stores): Promise<Case[]> {
  const records = sampleHistory(options);
  const bySeller = Map.groupBy(records, ({ listing }) => listing.seller?.id);
  const struck = [...bySeller.values()].filter((some) => some[0]!.listing.seller?.id && strikesOf(some).length > 0);
  const files = struck.map((some) =>
    foldStoreFile(undefined, some, programmeOf(some[0]!.listing.marketplace), options.now),
  );
  await Promise.all([
    ...records.map((record) => stores.cases.open(record)),
    ...files.map((file) => stores.storeFiles.write(file)),
  ]);
  await loadFigures(records, options, stores);
  return records;
}

/** As the nights would have stored them. What the scans of the time could see no scan is there to tell, nor what they showed. */
async function loadFigures(records: readonly Case[], { brand, seed, now }: HistoryOptions, { rollUps }: Stores) {
  if ((await rollUps.rolledTo(brand.id)) !== undefined) return;
  const to = lastFinishedDay(now);
  const finished = rollUpsOf(records).filter(({ day }) => day <= to);
  const pages = samplePages(`${seed}/coverage/${brand.id}`, brand.watches);
  await Promise.all(finished.map((rollUp) => rollUps.put(brand.id, rollUp)));
  await Promise.all(
    pages.map((each, index) => rollUps.putShown(brand.id, dayAfter(to, 1 - HISTORY_DAYS + index), {}, each)),
  );
  await rollUps.setRolledTo(brand.id, to);
}

/** Of each day. Most days everything was read; on some a marketplace let nobody in for a while. */
function samplePages(seed: string, watches: Brand['watches']): PagesRead[] {
  const random = seededRandom(seed);
  const due = watches.reduce((sum, { pages }) => sum + pages, 0);
  const marketplace = watches[0]!.marketplaces[0]!;
  return Array.from({ length: HISTORY_DAYS }, () => {
    const pages = random.next() < 0.2 ? random.int(1, Math.ceil(due / 3)) : 0;
    const gap = { marketplace, coverage: 'blocked' as const, pages, reasons: { 'sample data; HTTP 403': pages } };
    return { due, read: due - pages, gaps: pages > 0 ? [gap] : [] };
  });
}
