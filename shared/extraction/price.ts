import { type Money, minorDigits, moneyFromMajor } from '#shared/domain/money.ts';
import { type CurrencySign, signAtEnd, signAtStart, signIn } from './currency-sign.ts';
import { asciiDigits } from './numbers.ts';
import { savingsAmong } from './price-savings.ts';
import { scaled } from './price-scale.ts';
import { taxesOf } from './price-tax.ts';
import { type AmountKind, amountKind, isMeasure, NO_AMOUNT_AFTER } from './price-words.ts';

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

/**
 * "$9.99 to $13.99" → both ends. A second price that no range word or dash joins (a struck-out one) is not an upper end. What is
 * named a list price, an instalment or a price without tax counts only when nothing else is there; a price per month or per measure,
 * a saving and what carriage costs never do.
 */
export function parsePriceRange(text: string, hints: PriceHints = {}): PriceRange | null {
  const crowns = crownsOf(hints);
  const plain = withCentsBehindMark(asciiDigits(text.slice(0, 500)).replace(/\s+/g, ' '), crowns);
  const found = amountsIn(plain, NEVER_BELOW_A_THOUSAND.has(hints.currency ?? ''));
  const amounts =
    RANKS.map((kinds) => found.filter(({ kind }) => kinds.includes(kind))).find((some) => some.length > 0) ?? [];
  // "3 issues for only 14,85 EUR": a number beside a currency sign is the price, if there is one.
  const signed = Math.max(
    amounts.findIndex((amount) => amount.sign !== undefined),
    0,
  );
  const isJoined = (index: number) =>
    index > 0 && index < amounts.length && isRangeWord(plain.slice(amounts[index - 1]!.end, amounts[index]!.start));
  // "26 to 50 €": the sign of either end stands for both.
  const first = isJoined(signed) ? signed - 1 : signed;
  const start = isJoined(first + 1) ? first : reducedAt(amounts, first, plain);
  const low = amounts[start];
  const high = isJoined(start + 1) ? amounts[start + 1] : undefined;
  const currency =
    low &&
    (currencyOf(low.sign ?? high?.sign, hints, /[.,]\d{1,2}$/.test(low.digits)) ??
      (plain.startsWith(':-', low.end) ? crowns : undefined));
  const lowMoney = currency ? toMoney(low, currency) : null;
  const highMoney = currency && high ? toMoney(high, currency) : null;
  if (!lowMoney) return null;
  return highMoney && highMoney.amountMinor > lowMoney.amountMinor
    ? { low: lowMoney, high: highMoney }
    : { low: lowMoney };
}

// "49 Euro 90", "49 euros et 90 centimes"; "99¢" and "50 Cent" alone.
const CENTS = 'cents?|centimes?|céntimos?|cêntimos?|centesimi|eurocent';
const EUROS_AND_CENTS = new RegExp(
  `(\\d)\\s?(euros?|eur|dollars?|pounds?)\\s?(?:,|et|und|and|y|e|con|en)?\\s(\\d\\d)(?:\\s?(?:${CENTS}|ct)(?!\\p{L})|$)`,
  'iu',
);
const ONLY_CENTS = new RegExp(`(?<![\\d.,€$£]\\s?)(?<![\\d.,])(\\d{1,2})(?:¢|\\s?(?:${CENTS})(?!\\p{L}))`, 'iu');

/** "129:50" and nothing else, where crowns are paid. */
const CROWNS_AND_ORE = /^((?:från |fra |fr\. ?)?\d{1,3}(?: ?\d{3})*):(\d\d)$/i;

/** Most texts have none of what cents are written with but a point or comma, and six replacements cost more than all that follows. */
const CENTS_SOMEWHERE = /[⁰¹²³⁴-⁹€£¢:]|eur|dollar|pound|c[eéê]nt/iu;

function withCentsBehindMark(text: string, crowns: string | undefined): string {
  if (!CENTS_SOMEWHERE.test(text)) return text;
  return (
    text
      // Cents set high, 68⁵⁰, and the French ways of writing them, 12€50, 12 €50 and, at the end, 12 € 50.
      .replace(/(\d)([⁰¹²³⁴-⁹]{2})(?![⁰¹²³⁴-⁹])/g, (_, digit: string, cents: string) => `${digit},${lowered(cents)}`)
      .replace(/(?<![€£]\s?[\d.,]{0,9})(\d)(?:([€£])| (€))(\d\d)(?![\d.,])/g, '$1,$4$2$3')
      .replace(/(?<![€£]\s?[\d.,]{0,9})(\d) ?€ (\d\d)$/, '$1,$2€')
      .replace(EUROS_AND_CENTS, '$1,$3 $2')
      .replace(CROWNS_AND_ORE, crowns ? '$1,$2:-' : '$&')
      .replace(ONLY_CENTS, (_, cents: string) => `0.${cents.padStart(2, '0')}`)
  );
}

/** What is taken for the price: the first of these that the text has. */
const RANKS: readonly (readonly AmountKind[])[] = [
  ['current'],
  ['price'],
  ['net'],
  ['list', 'instalment', 'piece'],
  ['forSome'],
];

/** "50 % 39,900원 19,950원": where the text states a percentage that makes one amount of the one before it, that one is to be paid. */
function reducedAt(amounts: readonly Amount[], index: number, text: string): number {
  const [full, reduced] = [amounts[index], amounts[index + 1]];
  const currency = full?.sign?.candidates[0];
  if (!reduced || currency === undefined || reduced.sign?.candidates[0] !== currency) return index;
  const [before, now] = [full!, reduced].map(({ digits }) => Number(decimalOf(digits, currency)));
  const stated = text.matchAll(/(?<![\d.,])(\d{1,2})\s?%/g).map(([, percent]) => Number(percent));
  return stated.some((percent) => percent > 0 && Math.abs(100 * (1 - now! / before!) - percent) < 1)
    ? index + 1
    : index;
}

const lowered = (superscript: string) => [...superscript].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('');

/** The currency that a sign or code in a short text names: "US $" → USD. */
export function currencyIn(text: string, hints: PriceHints = {}): string | undefined {
  const sign = signIn(asciiDigits(text.slice(0, 100)));
  return sign && currencyOf(sign, hints);
}

/** Currencies of countries that part thousands with a point and hardly use cents: there "339.990" is no decimal number. */
const POINT_PARTS_THOUSANDS = new Set('CLP COP ARS UYU PYG CRC IDR VND HUF ISK RSD'.split(' '));
/** Of these, so little money is a thousand units that a number below it with decimals was cut at the point: 339.99 for 339.990. */
const NEVER_BELOW_A_THOUSAND = new Set('CLP COP PYG IDR VND'.split(' '));

/** A decimal string as machines write it ("1299.000"): the point is decimal, but for currencies without cents in use, where "339.990" parts thousands. */
export function machineAmount(text: string, currency: string): Money | null {
  const grouped = /^(\d{1,3})\.(\d{3})$/.exec(text);
  if (grouped && (minorDigits(currency) === 0 || POINT_PARTS_THOUSANDS.has(currency)))
    return safeMoney(Number(grouped[1]! + grouped[2]!), currency);
  return /^\d{1,15}(\.\d+)?$/.test(text) ? machineNumber(Number(text), currency) : null;
}

/** A number of machine data as money. */
export function machineNumber(value: number, currency: string): Money | null {
  const wasCut = NEVER_BELOW_A_THOUSAND.has(currency) && value < 1000 && !Number.isInteger(value);
  return value >= 0 ? safeMoney(wasCut ? value * 1000 : value, currency) : null;
}

type Amount = {
  start: number;
  end: number;
  digits: string;
  major?: number;
  sign?: CurrencySign;
  kind: AmountKind;
  before: string;
  after: string;
};

// Groups are parted by . , ' ’ or one space, a space only before three digits; "1.837, 32" and "392. 00" occur too.
const NUMBER =
  /(?<![\d.,])[.,]\d{1,2}(?!\d)|\d+(?:[.,'’٫٬·]\d+|[.,] \d{2}(?![\d.,])|(?<![.,]\d{1,3}) \d{3}(?![\d+]))*/g;
const DATE = /^\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d$|^(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}$/;
const MAX_AMOUNTS = 8;

/** `inThousands`: nobody prices in single units, so that a lone "k" is a scale without a sign too. */
function amountsIn(text: string, inThousands: boolean): Amount[] {
  const amounts: Amount[] = [];
  let consumed = 0;
  for (const match of text.matchAll(NUMBER)) {
    if (amounts.length === MAX_AMOUNTS) break;
    const start = match.index;
    // Read already, as the rest of a scaled number.
    if (start < consumed) continue;
    const end = start + match[0].length;
    if (DATE.test(match[0]) || NO_AMOUNT_AFTER.test(text.slice(end)) || isMeasure(text, start, end)) continue;
    const amount = amountAt(text, start, match[0], consumed, inThousands);
    amounts.push(amount.found);
    consumed = amount.consumed;
  }
  // Nothing says that one of them is something else than a price.
  if (amounts.every(({ before, after }) => before === '' && after === '')) return amounts;
  return withTaxes(withSavings(amounts));
}

function withSavings(amounts: Amount[]): Amount[] {
  const savings = savingsAmong(
    amounts.map((amount) => ({ ...amount, worth: amount.major ?? Number(decimalOf(amount.digits, 'EUR')) })),
  );
  return amounts.map((amount, index) =>
    savings[index] && amount.kind !== 'rate' ? { ...amount, kind: 'other' } : amount,
  );
}

/** Where a text names both, the amount with the tax is to be paid. */
function withTaxes(amounts: Amount[]): Amount[] {
  const paid = amounts.filter(({ kind, sign }) => kind === 'price' && sign !== undefined);
  const taxes = taxesOf(paid);
  const isNet = (amount: Amount) => {
    const tax = taxes[paid.indexOf(amount)];
    return tax === 'net' || (tax === undefined && paid.includes(amount) && taxes.includes('gross'));
  };
  return amounts.map((amount) => (isNet(amount) ? { ...amount, kind: 'net' } : amount));
}

function amountAt(text: string, start: number, digits: string, from: number, inThousands: boolean) {
  const before = text.slice(from, start).replace(/[\s.:=*~≈]{1,4}$/, '');
  const signBefore = signAtEnd(before);
  let end = start + digits.length;
  let scale = scaled(digits, text.slice(end), signBefore?.candidates.includes('INR'));
  const behind = text.slice(end + (scale?.length ?? 0));
  // "1.198,- Kr": a dash may stand for the cents.
  let lead = /^[\s.,]{0,2}(?:[-–]{1,2}\s?)?/.exec(behind)![0];
  const nearest = signAtStart(behind.slice(lead.length));
  const beyond = nearest && behind.slice(lead.length + nearest.written.length);
  // "£50 £30", "500 ¥59": the second sign is the next amount's.
  const leadsDigits = lead !== '' && nearest !== undefined && STANDS_BEFORE.test(nearest.written);
  const isNext = beyond && (signBefore ? /^\s?\d/ : leadsDigits ? /^\d/ : /^$(?!)/).test(beyond);
  const signAfter = isNext ? undefined : nearest;
  if (scale?.isLetter && !inThousands && !signBefore && !signAfter) scale = undefined;
  else end += scale?.length ?? 0;
  if (!signAfter) lead = '';
  // A sign behind this amount does not stand before the next one.
  const consumed = end + lead.length + (signAfter?.written.length ?? 0);
  const label = labelBefore(text, start, signBefore?.written);
  const after = text.slice(consumed);
  const kind = amountKind(label, after, text);
  const sign = clearest(signBefore, signAfter, signAtEnd(label.trimEnd()));
  return { found: { start, end, digits, major: scale?.amount, sign, kind, before: label, after }, consumed };
}

/** "$12.90 AUD", "MXN $1,299": a code beside a sign says which of its currencies is meant. */
function clearest(before?: CurrencySign, after?: CurrencySign, further?: CurrencySign): CurrencySign | undefined {
  const sign = before ?? after;
  if (sign === undefined || sign.candidates.length === 1) return sign;
  const code = [after, further].find((one) => one?.candidates.length === 1);
  return code && sign.candidates.includes(code.candidates[0]!) ? code : sign;
}

/** Signs that are hardly ever written behind an amount and a space. */
const STANDS_BEFORE = /^(?:[$£¥￥₹₩₦₱]|Rp|RM|R\$)$/;

/** What stands before an amount and its sign. */
function labelBefore(text: string, start: number, sign: string | undefined): string {
  const near = text.slice(Math.max(0, start - 60), start);
  return sign === undefined ? near : near.slice(0, near.lastIndexOf(sign));
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

function toMoney({ digits, major }: Amount, currency: string): Money | null {
  return safeMoney(major ?? Number(decimalOf(digits, currency)), currency);
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

/** "19:-" names no currency: it is how Scandinavians write crowns. */
const crownsOf = ({ locale = '' }: PriceHints): string | undefined =>
  ['SEK', 'NOK', 'DKK'].find((currency) => currency === LOCALE_CURRENCY[locale.toLowerCase().split('-')[0]!]);

/** `hasCents`: of what a sign may mean without any hint, yen have none. */
function currencyOf(sign: CurrencySign | undefined, hints: PriceHints, hasCents = false): string | undefined {
  if (!sign) return hints.currency;
  const tag = hints.locale?.toLowerCase() ?? '';
  const wished = [hints.currency, LOCALE_CURRENCY[tag], LOCALE_CURRENCY[tag.split('-')[0]!]];
  return (
    wished.find((currency) => currency !== undefined && sign.candidates.includes(currency)) ??
    (hasCents ? sign.candidates.find((currency) => minorDigits(currency) > 0) : undefined) ??
    sign.candidates[0]
  );
}
