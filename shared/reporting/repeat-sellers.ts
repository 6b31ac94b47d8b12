import * as z from 'zod';
import { dayOf, type Period } from '#shared/domain/days.ts';
import type { CountedStore } from '#shared/domain/running-figures.ts';
import { StoreState } from '#shared/domain/store-file.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import { Rate, rate } from './rate.ts';

/** Sellers who lost offers after notices, and what became of asking for their stores. From the files on stores, which name sellers; here nobody is named. */
export const RepeatSellers = z.object({
  /** Sellers with two strikes or more in the period, of those with one. */
  repeat: Rate,
  /** Stores whose closure was asked for in the period, that were closed in it, and that the venue kept. */
  asked: z.int().nonnegative(),
  closed: z.int().nonnegative(),
  kept: z.int().nonnegative(),
  /** False: there are more files than one look reads. */
  isWhole: z.boolean(),
});
export type RepeatSellers = z.infer<typeof RepeatSellers>;

/** Of a hundred files each. */
const MOST_READS_PER_STATE = 3;

/** What figures need of a brand's files, and whether these are all. */
export async function countedStores(
  brandId: string,
  storeFiles: Pick<StoreFileStore, 'byBrand'>,
): Promise<{ stores: CountedStore[]; areAllStores: boolean }> {
  const stores: CountedStore[] = [];
  let areAllStores = true;
  for (const state of StoreState.options) {
    let after: Parameters<StoreFileStore['byBrand']>[2];
    for (let read = 0; read < MOST_READS_PER_STATE; read++) {
      const page = await storeFiles.byBrand(brandId, state, after);
      stores.push(
        ...page.files.map(({ strikes, events }) => ({
          strikes: strikes.map(({ at }) => ({ at })),
          events: events.map(({ to, at }) => ({ to, at })),
        })),
      );
      after = page.next;
      if (!after) break;
    }
    areAllStores &&= after === undefined;
  }
  return { stores, areAllStores };
}

export function repeatSellersOf(files: readonly CountedStore[], { from, to }: Period, isWhole: boolean): RepeatSellers {
  const isIn = ({ at }: { at: string }) => dayOf(new Date(at)) >= from && dayOf(new Date(at)) <= to;
  const strikes = files.map((file) => file.strikes.filter(isIn).length);
  const moved = (state: StoreState) =>
    files.filter(({ events }) => events.some((event) => event.to === state && isIn(event))).length;
  return {
    repeat: rate(strikes.filter((count) => count >= 2).length, strikes.filter((count) => count >= 1).length),
    asked: moved('filed'),
    closed: moved('closed'),
    kept: moved('kept'),
    isWhole,
  };
}
