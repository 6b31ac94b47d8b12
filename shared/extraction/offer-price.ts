import { majorAmount } from '#shared/domain/money.ts';
import type { PageDocument } from './page-document.ts';
import type { PriceRange } from './price.ts';
import { reportedAmounts } from './reported-price.ts';

/**
 * Of the prices that stand on a page (`said`: the text around them) the one that is paid: the only one; the one that the page also
 * reports to its statistics; the lower of two that are as far apart as the discount that is named.
 */
export function offerPriceOf(shown: readonly PriceRange[], said: string, doc: PageDocument): PriceRange | undefined {
  const distinct = shown.filter((price, index) => shown.findIndex((other) => isSame(other, price)) === index);
  if (distinct.length < 2) return distinct[0];
  const reported = reportedAmounts(doc);
  const also = distinct.filter(({ low }) => reported.some(({ amount }) => amount === majorAmount(low)));
  if (also.length > 0) return also.length === 1 ? also[0] : undefined;
  const [lower, higher, ...more] = distinct.toSorted((a, b) => a.low.amountMinor - b.low.amountMinor);
  return more.length === 0 && isReduced(lower!, higher!, said) ? lower : undefined;
}

function isReduced(lower: PriceRange, higher: PriceRange, said: string): boolean {
  if (lower.low.currency !== higher.low.currency) return false;
  const percent = 100 * (1 - lower.low.amountMinor / higher.low.amountMinor);
  const named = [
    ...said.matchAll(/(?<![\d.,])(\d{1,2})\s?%/g).map((match) => Number(match[1])),
    // "7折", "5.1 折": what is left, in tenths.
    ...said.matchAll(/(?<![\d.,])(\d(?:\.\d)?)\s?折/g).map((match) => 100 - 10 * Number(match[1])),
  ];
  return named.some((one) => Math.abs(one - percent) <= 1);
}

const isSame = (a: PriceRange, b: PriceRange): boolean =>
  a.low.amountMinor === b.low.amountMinor &&
  a.low.currency === b.low.currency &&
  a.high?.amountMinor === b.high?.amountMinor;
