import * as z from 'zod';
import { Currency, majorAmount, moneyFromMajor } from '#shared/domain/money.ts';
import type { RollUp } from '#shared/domain/roll-up.ts';
import { hasExchangeRate } from '#shared/products/exchange.ts';
import { type DatedRate, rateOn } from './dated-rates.ts';
import { daysBetween, isWithin, type Period } from './days.ts';

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
  /** Currencies of which the last rate was more than 45 days old when an offer was removed. */
  oldRates: z.array(z.string()),
  /** Currencies without a rate on or before the day of a removal; these sums are left out. */
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
  const sum: Value = { currency, amountMinor: 0, offers: 0, oldRates: [], without: [] };
  const days = new Set<string>();
  for (const [from, all] of Map.groupBy(asked, (each) => each.currency)) {
    let amount = 0;
    for (const { day, offers, ...money } of all) {
      const rates = from === currency ? SAME : ratesFor(from, currency, day);
      if (!rates) {
        if (!sum.without.includes(from)) sum.without.push(from);
        continue;
      }
      amount += (majorAmount(money) / rates.from.perEuro) * rates.to.perEuro;
      sum.offers += offers;
      for (const { of } of [rates.from, rates.to].filter((rate) => rate !== EURO)) {
        days.add(of);
        if (daysBetween(of, day) > OLD_DAYS && !sum.oldRates.includes(from)) sum.oldRates.push(from);
      }
    }
    sum.amountMinor += moneyFromMajor(amount, currency).amountMinor;
  }
  const [ratesSince] = [...days].sort();
  const ratesOf = [...days].sort().at(-1);
  return { ...sum, ...(ratesSince && { ratesSince, ratesOf }) };
}

/** In itself a currency needs no table. */
const EURO: DatedRate = { perEuro: 1, of: '' };
const SAME = { from: EURO, to: EURO };

function ratesFor(from: string, to: string, day: string): { from: DatedRate; to: DatedRate } | undefined {
  const rateOf = (currency: string) => (currency === 'EUR' ? EURO : rateOn(currency, day));
  const [one, other] = [rateOf(from), rateOf(to)];
  return one && other ? { from: one, to: other } : undefined;
}
