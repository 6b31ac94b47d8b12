import * as z from 'zod';
import { Currency, moneyFromMajor } from '#shared/domain/money.ts';
import { convertedAmount, hasExchangeRate, RATES_OF } from '#shared/products/exchange.ts';
import type { Figures } from './figures.ts';

export const RatedCurrency = Currency.refine(hasExchangeRate, 'there is no exchange rate for this currency');

/** What was asked for the removed offers, as one sum. */
export const Value = z.object({
  currency: z.string(),
  amountMinor: z.int(),
  /** Offers whose price is in it. */
  offers: z.int(),
  /** The day of the rates, ISO. */
  ratesOf: z.iso.date(),
  /** Currencies without a rate; their sums are left out. */
  without: z.array(z.string()),
});
export type Value = z.infer<typeof Value>;

/** Each currency's sum is rounded once, so that the parts can be checked by hand. */
export function valueIn(currency: string, asked: Figures['asked']): Value {
  const sum: Value = { currency, amountMinor: 0, offers: 0, ratesOf: RATES_OF, without: [] };
  for (const { offers, ...money } of asked) {
    const amount = convertedAmount(money, currency);
    if (amount === undefined) sum.without.push(money.currency);
    else {
      sum.amountMinor += moneyFromMajor(amount, currency).amountMinor;
      sum.offers += offers;
    }
  }
  return sum;
}
