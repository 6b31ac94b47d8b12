import { type Money, majorAmount } from '#shared/domain/money.ts';
import rates from './exchange-rates.json' with { type: 'json' };

/** The day of the rates, ISO. */
export const RATES_OF = rates.date;

const perEuro: Record<string, number | undefined> = rates.perEuro;

export const RATED_CURRENCIES: readonly string[] = Object.keys(rates.perEuro).sort();

/** Units for one euro on the day of the rates. */
export const rateOfThatDay = (currency: string): number | undefined => perEuro[currency];

export const hasExchangeRate = (currency: string): boolean => rateOfThatDay(currency) !== undefined;

/** The amount in whole units of another currency, or undefined when a rate is missing. Good for ratios, not for paying. */
export function convertedAmount(money: Money, currency: string): number | undefined {
  if (money.currency === currency) return majorAmount(money);
  const from = perEuro[money.currency];
  const to = perEuro[currency];
  return from && to ? (majorAmount(money) / from) * to : undefined;
}
