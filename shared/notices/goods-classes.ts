import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { UNSPACED, wordsOf } from '#shared/recognition/text-folding.ts';
import goodsWords from './goods-words.json' with { type: 'json' };

const classOfWord = new Map<string, number[]>();
const unspaced: [number, string][] = [];
for (const [niceClass, words] of Object.entries(goodsWords.classes)) {
  for (const word of words.split(' ')) {
    if (UNSPACED.test(word)) unspaced.push([Number(niceClass), word.toLowerCase()]);
    else classOfWord.set(word, [...(classOfWord.get(word) ?? []), Number(niceClass)]);
  }
}

/** Nice classes of the goods that a text names, in the order in which it does; empty when its words are not known. */
export function goodsClasses(text: string): number[] {
  const { words, isAscii, text: folded } = wordsOf(text);
  const spaced = words.flatMap((word) => classOfWord.get(word) ?? classesOfCompound(word));
  const others = isAscii ? [] : unspaced.filter(([, word]) => folded.includes(word)).map(([niceClass]) => niceClass);
  return [...new Set([...spaced, ...others])];
}

/** "Winterjacke", "Trinkrucksack": in Germanic languages the last part says what it is. */
function classesOfCompound(word: string): number[] {
  for (let from = 2; from <= word.length - SHORTEST_PART; from++) {
    const classes = classOfWord.get(word.slice(from));
    if (classes) return classes;
  }
  return [];
}

const SHORTEST_PART = 5;

/** Less, and it may be another product of the brand. */
const SURELY = 0.8;

/**
 * The goods on offer by Nice class: those of the brand's product that it surely is, else what its title says, else what its
 * properties say; `unknown` when nothing does.
 */
export function goodsOffered(brand: Brand, listing: Listing): number[] | 'unknown' {
  const [match] = matchedProducts(brand, listing);
  const product = match && match.probability >= SURELY ? [match.product.name, ...match.product.aliases].join(' ') : '';
  const sources = [product, listing.title, (listing.specifics ?? []).map(({ value }) => value).join(' ')];
  for (const source of sources) {
    const classes = goodsClasses(source);
    if (classes.length > 0) return classes;
  }
  return 'unknown';
}
