import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { majorAmount, minorDigits } from '#shared/domain/money.ts';
import { currencyIn, parsePrice } from '#shared/extraction/price.ts';
import { CORPUS } from './corpus.ts';

export type PriceMiss = { text: string; expected: string; read: number | null; reason: string };
export type PriceFigures = { expected: number; read: number; misses: PriceMiss[] };

/** The test strings of the `price-parser` project: how many of those with an expected amount are read as that amount. */
export function priceFigures(): PriceFigures {
  const rows = readFileSync(join(CORPUS, 'prices/price-parser.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t').map((cell) => (cell === '\\N' ? undefined : cell)));
  const withAmount = rows.filter(([, , amount]) => amount !== undefined);
  const misses = withAmount.flatMap(([text = '', hint = '', amount = '', sign = '']) => {
    const currency = currencyIn(sign) ?? currencyIn(hint) ?? 'USD';
    const price = parsePrice(text, { currency });
    // An amount finer than the currency's smallest coin is right when rounded.
    const tolerance = 0.5 / 10 ** minorDigits(price?.currency ?? currency) + 1e-9;
    if (price && Math.abs(majorAmount(price) - Number(amount)) <= tolerance) return [];
    const read = price && majorAmount(price);
    return [{ text, expected: amount, read, reason: reasonOf(text) }];
  });
  return { expected: withAmount.length, read: withAmount.length - misses.length, misses };
}

function reasonOf(text: string): string {
  const numbers = text.match(/\d[\d.,]*/g) ?? [];
  if (numbers.length === 0) return 'no digits: we read no amount into a word or a bare sign';
  if (/(?:^|[^\d.,])[.,]+\d/.test(text)) return 'a misplaced point before the digits';
  return numbers.length > 1 ? 'two numbers: we take the other one' : 'other';
}
