import { CURRENCY_SIGNS, ISO_CODES, LOWER_CASE_CODES } from './currency-signs.ts';

/** A sign or code as it stands in text, and the ISO codes it can mean, most likely first. */
export type CurrencySign = { written: string; candidates: readonly string[] };

const SIGNS = new Map<string, readonly string[]>([
  ...ISO_CODES.map((code) => [code, [code]] as const),
  ...LOWER_CASE_CODES.map((code) => [code, [code.toUpperCase()]] as const),
  ...Object.entries(CURRENCY_SIGNS),
]);
const LONGEST = Math.max(...[...SIGNS.keys()].map((sign) => sign.length));
// Scripts that write words with spaces; Han, Kana, Hangul and Thai signs stand against other letters.
const LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}]/u;

/** The sign that ends exactly where `text` ends, such as "Rs" of "only Rs". */
export function signAtEnd(text: string): CurrencySign | undefined {
  for (let length = Math.min(LONGEST, text.length); length > 0; length -= 1) {
    const written = text.slice(-length);
    const candidates = SIGNS.get(written);
    if (candidates && standsAlone(written[0]!, text.at(-length - 1))) return { written, candidates };
  }
  return undefined;
}

/** The sign that begins exactly where `text` begins, such as "zł" of "zł brutto". */
export function signAtStart(text: string): CurrencySign | undefined {
  for (let length = Math.min(LONGEST, text.length); length > 0; length -= 1) {
    const written = text.slice(0, length);
    const candidates = SIGNS.get(written);
    if (candidates && standsAlone(written.at(-1)!, text[length])) return { written, candidates };
  }
  return undefined;
}

/** The first sign anywhere in a short text. */
export function signIn(text: string): CurrencySign | undefined {
  for (let index = 0; index < text.length; index += 1) {
    const sign = signAtStart(text.slice(index, index + LONGEST + 1));
    if (sign && standsAlone(sign.written[0]!, text[index - 1])) return sign;
  }
  return undefined;
}

function standsAlone(edge: string, neighbour: string | undefined): boolean {
  return neighbour === undefined || !LETTER.test(edge) || !LETTER.test(neighbour);
}
