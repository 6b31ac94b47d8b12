import { RATES_OF, rateOfThatDay } from '#shared/products/exchange.ts';
import table from './monthly-rates.json' with { type: 'json' };

/** Units of a currency for one euro, and the day on which that was so. */
export type DatedRate = { perEuro: number; of: string };

const DAYS = Object.entries(table.days as Record<string, (number | null)[]>).toReversed();

/**
 * The last known rate on or before a day; undefined where there is none. Currencies that the European Central Bank publishes no rate
 * of are known for a single day.
 */
export function rateOn(currency: string, day: string): DatedRate | undefined {
  const place = table.currencies.indexOf(currency);
  const row = place < 0 ? undefined : DAYS.find(([of, rates]) => of <= day && rates[place] != null);
  if (row) return { of: row[0], perEuro: row[1][place]! };
  const single = RATES_OF <= day ? rateOfThatDay(currency) : undefined;
  return single === undefined ? undefined : { of: RATES_OF, perEuro: single };
}
