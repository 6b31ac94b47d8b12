import * as z from 'zod';
import { daysBetween, isWithin, type Period } from '#shared/domain/days.ts';
import { Currency, majorAmount, moneyFromMajor } from '#shared/domain/money.ts';
import type { RollUp } from '#shared/domain/roll-up.ts';
import { hasExchangeRate } from '#shared/products/exchange.ts';
import { type DatedRate, rateOn } from './dated-rates.ts';

export const RatedCurrency = Currency.refine(hasExchangeRate, 'there is no exchange rate for this currency');

/** What was asked for the removed offers, as one sum. */
export const Value = z.object({
  currency: z.string(),
  amountMinor: z.int(),
  /** Offers whose price is in it. */
  offers: z.int(),
  /** The earliest and the latest day of a rate that was used, ISO; absent where nothing was converted. */
  ratesSince: z.iso.date().optional(),
  ratesOf: z.iso.date().optional(),
  /** Currencies, that of the sum too, of which the last rate was more than 45 days old when an offer was removed. */
  oldRates: z.array(z.string()),
  /** Currencies, that of the sum too, without a rate on or before the day of a removal; what needs one is left out. */
  without: z.array(z.string()),
});
export type Value = z.infer<typeof Value>;

/** What was asked for the offers that were removed on one day, in one currency. */
export type AskedOn = { day: string; currency: string; amountMinor: number; offers: number };

const OLD_DAYS = 45;

export function askedByDay(rollUps: readonly RollUp[], period: Period): AskedOn[] {
  return rollUps
    .filter(({ day }) => isWithin(day, period))
    .flatMap(({ day, venues }) =>
      Object.values(venues).flatMap(({ asked }) =>
        Object.entries(asked).map(([currency, sum]) => ({ day, currency, ...sum })),
      ),
    );
}

/** Each day's sums at the last rate on or before that day. Each currency's sum is rounded once, so that the parts can be checked by hand. */
export function valueIn(currency: string, asked: readonly AskedOn[]): Value {
  const sum = { amountMinor: 0, offers: 0 };
  const [days, oldRates, without] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [from, all] of Map.groupBy(asked, (each) => each.currency)) {
    let amount = 0;
    for (const { day, offers, ...money } of all) {
      const rates = ratesFor(from, currency, day);
      const unknown = rates.filter(({ rate }) => !rate);
      for (const { of } of unknown) without.add(of);
      if (unknown.length > 0) continue;
      amount += rates.reduce(
        (much, { rate, isInto }) => (isInto ? much * rate!.perEuro : much / rate!.perEuro),
        majorAmount(money),
      );
      sum.offers += offers;
      for (const { of, rate } of rates) {
        days.add(rate!.of);
        if (daysBetween(rate!.of, day) > OLD_DAYS) oldRates.add(of);
      }
    }
    sum.amountMinor += moneyFromMajor(amount, currency).amountMinor;
  }
  const [ratesSince] = [...days].sort();
  const ratesOf = [...days].sort().at(-1);
  return {
    currency,
    ...sum,
    ...(ratesSince && { ratesSince, ratesOf }),
    oldRates: [...oldRates],
    without: [...without],
  };
}

type Needed = { of: string; rate: DatedRate | undefined; isInto: boolean };

/** By way of the euro, which needs none; in itself a currency needs none either. */
function ratesFor(from: string, into: string, day: string): Needed[] {
  if (from === into) return [];
  const ends = [from, into].map((of) => ({ of, rate: rateOn(of, day), isInto: of === into }));
  return ends.filter(({ of }) => of !== 'EUR');
}
