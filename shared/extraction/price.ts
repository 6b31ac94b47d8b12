import { type Money, minorDigits, moneyFromMajor } from '#shared/domain/money.ts';
import { type CurrencySign, signAtEnd, signAtStart, signIn } from './currency-sign.ts';
import { asciiDigits } from './numbers.ts';

/**
 * `currency`: what the site or the page trades in; decides ambiguous signs ($, ¥, kr) and bare numbers, never overrules a clear sign.
 * `locale`: a language tag such as "da-DK"; decides ambiguous signs when there is no `currency`.
 */
export type PriceHints = { currency?: string; locale?: string };

export type PriceRange = { low: Money; high?: Money };

/** The price in a piece of page text; null when it names no amount ("Free", "Sold out", "-30 %") or no currency is known. */
export function parsePrice(text: string, hints: PriceHints = {}): Money | null {
  return parsePriceRange(text, hints)?.low ?? null;
}

/** "$9.99 to $13.99" → both ends. A second price that no range word or dash joins (a struck-out one) is not an upper end. */
export function parsePriceRange(text: string, hints: PriceHints = {}): PriceRange | null {
  // The French way of writing cents, 12€50, becomes 12,50€.
  const plain = asciiDigits(text.slice(0, 500))
    .replace(/\s+/g, ' ')
    .replace(/(\d)([€£])(\d\d)(?!\d)/g, '$1,$3$2');
  const amounts = amountsIn(plain);
  // "3 issues for only 14,85 EUR": a number beside a currency sign is the price, if there is one.
  const signed = Math.max(
    amounts.findIndex((amount) => amount.sign !== undefined),
    0,
  );
  const isJoined = (index: number) =>
    index > 0 && index < amounts.length && isRangeWord(plain.slice(amounts[index - 1]!.end, amounts[index]!.start));
  // "26 to 50 €": the sign of either end stands for both.
  const start = isJoined(signed) ? signed - 1 : signed;
  const low = amounts[start];
  const high = isJoined(start + 1) ? amounts[start + 1] : undefined;
  const currency = low && currencyOf(low.sign ?? high?.sign, hints);
  const lowMoney = currency ? toMoney(low.digits, currency) : null;
  const highMoney = currency && high ? toMoney(high.digits, currency) : null;
  if (!lowMoney) return null;
  return highMoney && highMoney.amountMinor > lowMoney.amountMinor
    ? { low: lowMoney, high: highMoney }
    : { low: lowMoney };
}

/** The currency that a sign or code in a short text names: "US $" → USD. */
export function currencyIn(text: string, hints: PriceHints = {}): string | undefined {
  const sign = signIn(asciiDigits(text.slice(0, 100)));
  return sign && currencyOf(sign, hints);
}

/** A decimal string as machines write it ("1299.000"): the point is decimal whatever the currency. */
export function machineAmount(text: string, currency: string): Money | null {
  return /^\d{1,15}(\.\d+)?$/.test(text) ? safeMoney(Number(text), currency) : null;
}

type Amount = { start: number; end: number; digits: string; sign?: CurrencySign };

// Groups are parted by . , ' ’ or one space, a space only before three digits; "1.837, 32" and "392. 00" occur too.
const NUMBER = /(?<![\d.,])[.,]\d{1,2}(?!\d)|\d+(?:[.,'’٫٬·]\d+|[.,] \d{2}(?![\d.,])| \d{3}(?!\d))*/g;
const DATE = /^\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d$|^(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}$/;
const MAX_AMOUNTS = 8;

function amountsIn(text: string): Amount[] {
  const amounts: Amount[] = [];
  let consumed = 0;
  for (const match of text.matchAll(NUMBER)) {
    if (amounts.length === MAX_AMOUNTS) break;
    const start = match.index;
    const end = start + match[0].length;
    const after = text.slice(end);
    if (DATE.test(match[0]) || /^\s?%/.test(after)) continue;
    const before = text.slice(consumed, start).replace(/[\s.:=*~≈]{1,4}$/, '');
    // "1.198,- Kr": a dash may stand for the cents.
    const lead = /^[\s.,]{0,2}(?:[-–]{1,2}\s?)?/.exec(after)![0];
    const signAfter = signAtStart(after.slice(lead.length));
    amounts.push({ start, end, digits: match[0], sign: signAtEnd(before) ?? signAfter });
    // A sign behind this amount does not stand before the next one.
    consumed = signAfter ? end + lead.length + signAfter.written.length : end;
  }
  return amounts;
}

const RANGE_WORD = /^(?:[-–—~～〜]|to|bis|à|a|au|al|até|hasta|do|til|till|tot|до|по|から|至|到|ถึง|đến)$/iu;

function isRangeWord(between: string): boolean {
  let words = between.replace(/^[\s.,:]+|[\s.,:]+$/g, '');
  const leading = signAtStart(words);
  if (leading) words = words.slice(leading.written.length);
  const trailing = signAtEnd(words.trimEnd());
  if (trailing) words = words.trimEnd().slice(0, -trailing.written.length);
  return RANGE_WORD.test(words.replace(/^[\s.,:]+|[\s.,:]+$/g, ''));
}

function toMoney(written: string, currency: string): Money | null {
  return safeMoney(Number(decimalOf(written, currency)), currency);
}

function safeMoney(major: number, currency: string): Money | null {
  const money = moneyFromMajor(major, currency);
  return Number.isSafeInteger(money.amountMinor) && money.amountMinor >= 0 ? money : null;
}

/** "1.234,56" → "1234.56". One mark with three digits behind it parts thousands, unless the currency has three decimals. */
function decimalOf(written: string, currency: string): string {
  const digits = written.replace(/[\s'’٬·]/g, '').replaceAll('٫', '.');
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return digits;
  const mark = digits[last]!;
  const whole = digits.slice(0, last);
  const fraction = digits.slice(last + 1);
  const bareWhole = whole.replace(/[.,]/g, '');
  const repeats = whole.includes(mark);
  const onlyKind = repeats || bareWhole === whole;
  const isThousands =
    (repeats && onlyKind) || (fraction.length === 3 && onlyKind && minorDigits(currency) !== 3 && !/^0*$/.test(whole));
  return isThousands ? bareWhole + fraction : `${bareWhole || '0'}.${fraction}`;
}

const LOCALE_CURRENCY: Record<string, string> = {
  da: 'DKK',
  nb: 'NOK',
  no: 'NOK',
  sv: 'SEK',
  is: 'ISK',
  ja: 'JPY',
  zh: 'CNY',
  'zh-tw': 'TWD',
  'zh-hk': 'HKD',
  'en-ca': 'CAD',
  'fr-ca': 'CAD',
  'en-au': 'AUD',
  'en-nz': 'NZD',
  'en-sg': 'SGD',
  'es-mx': 'MXN',
  'es-ar': 'ARS',
  'es-cl': 'CLP',
  'es-co': 'COP',
  'en-pk': 'PKR',
  'en-lk': 'LKR',
  'ar-eg': 'EGP',
  'ar-ma': 'MAD',
};

function currencyOf(sign: CurrencySign | undefined, hints: PriceHints): string | undefined {
  if (!sign) return hints.currency;
  const tag = hints.locale?.toLowerCase() ?? '';
  const wished = [hints.currency, LOCALE_CURRENCY[tag], LOCALE_CURRENCY[tag.split('-')[0]!]];
  return wished.find((currency) => currency !== undefined && sign.candidates.includes(currency)) ?? sign.candidates[0];
}
