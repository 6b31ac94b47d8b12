import * as z from 'zod';

/** ISO 4217 code, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'expected a three-letter currency code such as EUR');
export type Currency = z.infer<typeof Currency>;

/** An amount in the currency's minor unit (cents; yen have none). Never a float. */
export const Money = z.object({ amountMinor: z.int().nonnegative(), currency: Currency });
export type Money = z.infer<typeof Money>;

// ISO 4217: every other currency in use here has two decimals.
const MINOR_DIGITS = new Map<string, number>([
  ...['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'PYG', 'UGX', 'XAF', 'XOF', 'XPF', 'RWF'].map((code) => [code, 0] as const),
  ...['KWD', 'BHD', 'OMR', 'JOD', 'TND', 'IQD', 'LYD'].map((code) => [code, 3] as const),
]);

export function minorDigits(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? 2;
}

/** 12.5 EUR → { amountMinor: 1250, currency: 'EUR' }. Rounds half away from zero at the minor unit. */
export function moneyFromMajor(amount: number, currency: string): Money {
  const thousandths = Math.round(amount * 10 ** (minorDigits(currency) + 3)); // 1.005 is a little less than that in binary
  return { amountMinor: Math.round(thousandths / 1000), currency };
}

/** "49.90 EUR", as people write a cost; undefined when it is no such amount. */
export function moneyFromText(text: string): Money | undefined {
  const [, amount, currency] = /^(\d+(?:\.\d+)?)\s*([A-Z]{3})$/.exec(text.trim()) ?? [];
  return amount && currency ? moneyFromMajor(Number(amount), currency) : undefined;
}

export function majorAmount(money: Money): number {
  return money.amountMinor / 10 ** minorDigits(money.currency);
}

/** For people: "EUR 129.00", "JPY 3,858". Written out, for every scored listing says prices: Intl takes five times as long. */
export function formatMoney({ amountMinor, currency }: Money): string {
  const decimals = minorDigits(currency);
  const digits = String(amountMinor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${currency} ${inThousands(whole)}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}

function inThousands(whole: string): string {
  return whole.length <= 3 ? whole : `${inThousands(whole.slice(0, -3))},${whole.slice(-3)}`;
}
