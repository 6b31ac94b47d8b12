import type * as z from 'zod';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import { rollUpsFor } from './brand-figures.ts';
import type { Period } from './days.ts';
import { BrandFigures, figuresOf } from './figures.ts';
import { RepeatSellers, repeatSellersIn } from './repeat-sellers.ts';
import { Seen, seenIn } from './seen.ts';
import { askedByDay, Value, valueIn } from './value.ts';

/** Everything that is known of a period: what a report is made of. */
export const PeriodFigures = BrandFigures.extend({ value: Value, seen: Seen, sellers: RepeatSellers });
export type PeriodFigures = z.infer<typeof PeriodFigures>;

export const USUAL_CURRENCY = 'EUR';

type Stores = {
  rollUps: RollUpStore;
  listings: Pick<ListingStore, 'scanPagesAfter'>;
  storeFiles: Pick<StoreFileStore, 'byBrand'>;
  now: Date;
};

/** @param currency one with a rate, for the one sum of all that was removed */
export async function periodFigures(
  brandId: string,
  period: Period,
  currency: string,
  { rollUps, listings, storeFiles, now }: Stores,
): Promise<PeriodFigures> {
  const [days, seen, sellers] = await Promise.all([
    rollUpsFor(brandId, period, { rollUps, now }),
    seenIn(brandId, period, { rollUps, listings }),
    repeatSellersIn(brandId, period, storeFiles),
  ]);
  const figures = figuresOf(brandId, days, period, now);
  return { ...figures, value: valueIn(currency, askedByDay(days, period)), seen, sellers };
}
