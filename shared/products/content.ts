import { CONSUMED_BITS, goodsNouns, kindBits } from '#shared/recognition/goods-nouns.ts';
import { HAS_DIGIT } from '#shared/recognition/measures.ts';
import { foldText, wordsOf } from '#shared/recognition/text-folding.ts';

/** How much there is of what is used up: millilitres, or grams. `said`: as the text writes it. */
export type Content = { of: 'ml' | 'g'; amount: number; said: string };

const MEASURE =
  /(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?) ?(ml|cl|l|мл|л|毫升|미리|kg|g|gr|gram|кг|г|гр|公斤|克)(?![\p{L}\d])/gu;
const MILLILITRES: Record<string, number> = { ml: 1, cl: 10, l: 1000, мл: 1, л: 1000, 毫升: 1, 미리: 1 };
const KILOGRAMS = new Set(['kg', 'кг', '公斤']);

/** The greatest that the text gives: what comes along is smaller. */
export function contentOf(text: string): Content | undefined {
  if (!HAS_DIGIT.test(text)) return undefined;
  let greatest: Content | undefined;
  for (const [said, number, unit] of foldText(text.slice(0, 300)).matchAll(MEASURE)) {
    const millilitres = MILLILITRES[unit!];
    const amount = Number(number!.replace(',', '.')) * (millilitres ?? (KILOGRAMS.has(unit!) ? 1000 : 1));
    if (amount > 0 && amount > (greatest?.amount ?? 0)) greatest = { of: millilitres ? 'ml' : 'g', amount, said };
  }
  return greatest;
}

/** Of a product that is used up; a bottle of half the size costs more than half. */
export function contentOfProduct(name: string): Content | undefined {
  const kinds = kindBits(goodsNouns(wordsOf(name)));
  return kinds === 0 || kinds & CONSUMED_BITS ? contentOf(name) : undefined;
}

const SMALLER_SIZE = 0.6;

/** The share of a product's content that an offer is for, where it is clearly less: a travel size, a sample. */
export function shareOffered(offered: Content | undefined, product: Content | undefined): number {
  if (!offered || !product || offered.of !== product.of) return 1;
  const share = offered.amount / product.amount;
  return share <= SMALLER_SIZE ? share : 1;
}
