import type * as z from 'zod';
import { dayAfter, type Period } from '#shared/domain/days.ts';
import { HORIZON_DAYS } from './case-facts.ts';
import { BrandFigures, figuresOf } from './figures.ts';
import { RepeatSellers, repeatSellersOf } from './repeat-sellers.ts';
import { type Kept, type RunningStores, runningFigures } from './running-figures.ts';
import { Seen, seenIn } from './seen.ts';
import { askedByDay, Value, valueIn } from './value.ts';

/** Everything that is known of a period: what a report is made of. */
export const PeriodFigures = BrandFigures.extend({ value: Value, seen: Seen, sellers: RepeatSellers });
export type PeriodFigures = z.infer<typeof PeriodFigures>;

export const USUAL_CURRENCY = 'EUR';

/**
 * @param currency one with a rate, for the one sum of all that was removed
 * @param kept how old what still runs may be; `asOf` says when that was
 */
export async function periodFigures(
  brandId: string,
  period: Period,
  currency: string,
  stores: RunningStores,
  kept?: Kept,
): Promise<PeriodFigures> {
  const running = await runningFigures(brandId, stores, kept);
  const until = dayAfter(period.to, HORIZON_DAYS);
  const storedTo = until < running.rolledTo ? until : running.rolledTo;
  const stored = storedTo < period.from ? [] : await stores.rollUps.rollUps(brandId, period.from, storedTo);
  const days = [...stored, ...running.days].filter(({ day }) => day >= period.from && day <= until);
  const seen = await seenIn(brandId, period, { days, listings: stores.listings, uncounted: running.uncounted });
  return {
    ...figuresOf(brandId, days, period, new Date(running.at)),
    value: valueIn(currency, askedByDay(days, period)),
    seen,
    sellers: repeatSellersOf(running.stores, period, running.areAllStores),
  };
}
