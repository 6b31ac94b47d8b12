import type { ReferenceProduct } from '#shared/domain/product.ts';
import { HAS_DIGIT, isUnit } from './measures.ts';
import { foldText } from './text-folding.ts';

const SHORTEST_TELLING = 5; // "S-42" is anybody's

/** Article numbers as they are compared: letters and digits alone. */
export const codeOf = (code: string): string => foldText(code).replace(/[^\p{L}\p{N}]/gu, '');

/** A GTIN of 14 digits whatever its length: the shorter ones are padded with zeros. */
export const gtinOf = (gtin: string): string => gtin.replace(/\D/g, '').padStart(14, '0');

/** The numbers by which a brand's products can be told. */
export const productCodes = (products: readonly Pick<ReferenceProduct, 'sku' | 'gtins'>[]): Set<string> =>
  new Set([
    ...products.map(({ sku }) => codeOf(sku)).filter((code) => code.length >= SHORTEST_TELLING && /\d/.test(code)),
    ...products.flatMap(({ gtins }) => gtins.map(gtinOf)),
  ]);

const LONGEST_FIELD = 40;
const SHORTEST_GTIN = 8;
const MOST_PARTS = 8;

/** What a field may give as a number of a product: a GTIN, or an article number, alone or among others ("NH-FJELD-01-BLK-M"). */
export function* codesIn(field: string): Generator<{ code: string; isGtin: boolean }> {
  if (field.length > LONGEST_FIELD || !HAS_DIGIT.test(field)) return;
  if (field.replace(/\D/g, '').length >= SHORTEST_GTIN) yield { code: gtinOf(field), isGtin: true };
  const folded = foldText(field);
  const parts = folded.split(/[^\p{L}\p{N}]+/u, MOST_PARTS);
  for (let from = 0; from < parts.length; from++)
    for (let to = from + 1; to <= parts.length; to++)
      if (!isMeasured(folded, parts[to - 1]!, parts[to])) yield { code: parts.slice(from, to).join(''), isGtin: false };
}

/** "20.000 mm" says how much there is of something, "20000-M" which size of a product. */
const isMeasured = (folded: string, number: string, unit = ''): boolean =>
  /^\d+$/.test(number) && isUnit(unit) && folded.includes(`${number} ${unit}`);
