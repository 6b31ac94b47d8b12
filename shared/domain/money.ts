import { z } from 'zod';

/** ISO 4217 code, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'expected a three-letter currency code such as EUR');
export type Currency = z.infer<typeof Currency>;

/** An amount in the currency's minor unit (cents; yen have none). Never a float. */
export const Money = z.object({ amountMinor: z.int().nonnegative(), currency: Currency });
export type Money = z.infer<typeof Money>;

// ISO 4217: every other currency in use here has two decimals.
const NO_DECIMALS = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'PYG', 'UGX', 'XAF', 'XOF', 'XPF', 'RWF']);
const THREE_DECIMALS = new Set(['KWD', 'BHD', 'OMR', 'JOD', 'TND', 'IQD', 'LYD']);

export function minorDigits(currency: string): number {
  if (NO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** 12.5 EUR → { amountMinor: 1250, currency: 'EUR' }. Rounds half away from zero at the minor unit. */
export function moneyFromMajor(amount: number, currency: string): Money {
  return { amountMinor: Math.round(Number((amount * 10 ** minorDigits(currency)).toFixed(3))), currency };
}

export function majorAmount(money: Money): number {
  return money.amountMinor / 10 ** minorDigits(money.currency);
}

// Made once: a formatter costs 50 times what formatting does, and every scored listing says prices.
const FORMATS = [0, 1, 2, 3].map(
  (digits) => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/** For people: "EUR 129.00", "JPY 3,858". */
export function formatMoney(money: Money): string {
  return `${money.currency} ${FORMATS[minorDigits(money.currency)]!.format(majorAmount(money))}`;
}
