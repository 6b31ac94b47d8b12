import type { ReferenceProduct } from '#shared/domain/brand.ts';
import { type OfferText, offerText, type Rarity, rarityIn, runTogether } from './offer-text.ts';
import { packSize } from './pack-size.ts';
import { foldText, UNSPACED } from './text-folding.ts';

/** A reference product under each of its names. `leastNorm`: of the rarities of a name's words without its numbers, the smallest. */
export type CatalogueProduct = {
  product: ReferenceProduct;
  /** How many pieces its price is for. */
  units: number;
  names: readonly OfferText[];
  /** The article number as titles may run it together, and the name with it. */
  numbered?: { number: string; name: OfferText };
  leastNorm: number;
};

/** A brand's products, prepared for looking titles up in. */
export type ProductCatalogue = {
  products: readonly CatalogueProduct[];
  /** Positions of the products that carry a word in a name or article number, by the word; names written together too. */
  byWord: ReadonlyMap<string, readonly number[]>;
  /** Words in scripts without spaces, longest first: titles run them together with others. */
  unspacedWords: readonly string[];
  rarity: Rarity;
  brandWords: ReadonlySet<string>;
};

/** @param brandWords words of the brand's own names: they say nothing about which product it is. */
export function productCatalogue(
  products: readonly ReferenceProduct[],
  brandWords: ReadonlySet<string>,
): ProductCatalogue {
  const rarity = rarityIn(products.map((product) => namesOf(product).join(' ')));
  const prepared = products.map((product) => {
    const names = namesOf(product)
      .map((name) => offerText(name, rarity, brandWords))
      .filter(({ words }) => words.length > 0);
    const leastNorm = Math.min(...names.map(wordNorm));
    return {
      product,
      units: packSize(product.name),
      names,
      numbered: numbered(product, rarity, brandWords),
      leastNorm,
    };
  });
  const words = prepared.flatMap(({ names }) => names.flatMap((name) => [...name.weights.keys()]));
  return {
    products: prepared,
    byWord: positionsByWord(prepared),
    unspacedWords: [...new Set([...words, ...brandWords])]
      .filter((word) => UNSPACED.test(word))
      .toSorted((a, b) => b.length - a.length),
    rarity,
    brandWords,
  };
}

const wordNorm = ({ weights }: OfferText): number =>
  Math.sqrt(weights.entries().reduce((sum, [word, weight]) => (isNumber(word) ? sum : sum + weight ** 2), 0));

/** "2", "750": every other title has one. */
export const isNumber = (word: string): boolean => /^\d{1,3}$/.test(word);

/** The article number is a name too, when it is one that can be told from a size. */
const namesOf = (product: ReferenceProduct): string[] => [
  product.name,
  ...product.aliases,
  ...(hasArticleNumber(product) ? [product.sku] : []),
];

const hasArticleNumber = ({ sku }: ReferenceProduct): boolean => sku.length >= 5 && /\d/.test(sku);

function numbered(
  product: ReferenceProduct,
  rarity: Rarity,
  brandWords: ReadonlySet<string>,
): CatalogueProduct['numbered'] {
  if (!hasArticleNumber(product)) return undefined;
  const number = foldText(product.sku).replace(/[^\p{L}\p{N}]/gu, '');
  return { number, name: offerText(`${product.name} ${product.sku}`, rarity, brandWords) };
}

function positionsByWord(products: readonly CatalogueProduct[]): Map<string, number[]> {
  const index = new Map<string, Set<number>>();
  for (const [position, { names }] of products.entries()) {
    for (const name of names) {
      // Titles write words together or apart: "FjordParka", "NH 4711".
      const forms = [...name.weights.keys(), ...name.codes, runTogether(name)];
      for (const form of forms) index.set(form, (index.get(form) ?? new Set()).add(position));
    }
  }
  return new Map([...index].map(([word, positions]) => [word, [...positions]]));
}
