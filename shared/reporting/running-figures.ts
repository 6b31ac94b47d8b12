import { dayAfter, dayOf } from '#shared/domain/days.ts';
import type { RunningFigures } from '#shared/domain/running-figures.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import { rollUpFinishedDays } from './brand-figures.ts';
import { countedStores } from './repeat-sellers.ts';
import { uncountedIn } from './seen.ts';

export type RunningStores = {
  rollUps: RollUpStore;
  listings: Pick<ListingStore, 'scanPagesAfter'>;
  storeFiles: Pick<StoreFileStore, 'byBrand'>;
  now: Date;
};

/** Of what is not rolled up, for who can do with a little less than now. */
export type Kept = { mostAgeMs: number };

/**
 * What is not rolled up: it takes a query for every state of a case and of a store, so that it is kept for whoever looks next.
 * @param kept how old what somebody counted before may be; absent: it is counted now, and not kept
 */
export async function runningFigures(
  brandId: string,
  { rollUps, listings, storeFiles, now }: RunningStores,
  kept?: Kept,
): Promise<RunningFigures> {
  const before = kept && kept.mostAgeMs > 0 ? await rollUps.running(brandId) : undefined;
  if (before && kept && Math.abs(now.getTime() - Date.parse(before.at)) < kept.mostAgeMs) return before;
  const [{ rolledTo, days }, shownTo, stores] = await Promise.all([
    rollUpFinishedDays(brandId, { rollUps, now }),
    rollUps.shownTo(brandId),
    countedStores(brandId, storeFiles),
  ]);
  const today = dayOf(now);
  const isToCount = shownTo !== undefined && shownTo < today;
  const look = isToCount && (await uncountedIn({ from: dayAfter(shownTo, 1), to: today }, brandId, listings));
  const running: RunningFigures = {
    at: now.toISOString(),
    rolledTo,
    days,
    ...(look && { uncounted: look.uncounted }),
    ...stores,
  };
  if (kept) await rollUps.keepRunning(brandId, running);
  return running;
}
