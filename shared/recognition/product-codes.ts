import type { ReferenceProduct } from '#shared/domain/product.ts';
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
