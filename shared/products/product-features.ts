import { type OfferText, runTogether } from './offer-text.ts';
import { pairSimilarity, titleSimilarity } from './text-similarity.ts';
import { type SpelledWord, wordSimilarity } from './word-similarity.ts';

/** What speaks for "this title offers that product", in the order of `productFeatures`. Each is 0..1, `lead` is -1..1. */
export const PRODUCT_FEATURES = [
  'nameFound',
  'titleExplained',
  'cosine',
  'codeShared',
  'codeConflict',
  'codeNear',
  'numbersMissing',
  'numbersForeign',
  'rarestFound',
  'lengthRatio',
  'lead',
  'dice',
  'wordsExplained',
] as const;

/**
 * Compares a listing's title with a product's name. The price takes no part: a copy costs less, and that must not make
 * it a different product.
 * @param rival best cosine of the title with any other product of the catalogue: the right product is ahead of its neighbours.
 */
export function productFeatures(title: OfferText, product: OfferText, rival: number): number[] {
  const ofTheTitle = wordsHeldAgainst(title, product);
  const ofTheProduct = wordsHeldAgainst(product, title);
  const cosine = ofTheTitle.squares === 0 ? 0 : ofTheTitle.squares / (title.norm * product.norm);
  const codeShared = sharesCode(product, title) || sharesCode(title, product);
  const [ofTitle, ofProduct] = [title.words.length, product.words.length];
  return [
    ofTheProduct.found,
    ofTheTitle.found,
    cosine,
    Number(codeShared),
    Number(!codeShared && title.codes.size > 0 && product.codes.size > 0),
    codeShared ? 1 : nearestCode(product.codes, title.codes),
    shareMissing(product.numbers, title),
    shareMissing(title.numbers, product),
    Number(has(title, product.rarest)),
    Math.min(ofTitle, ofProduct) / Math.max(ofTitle, ofProduct, 1),
    cosine - rival,
    dice(title, product),
    ofTheTitle.exact,
  ];
}

const LONG_ENOUGH_TO_SEEK = 4;

function dice(title: OfferText, product: OfferText): number {
  if (title.pairs.length > 0 && product.pairs.length > 0) return pairSimilarity(title.pairs, product.pairs);
  return titleSimilarity(runTogether(title), runTogether(product));
}

/** The word itself, or the word inside words that were written together. */
const has = (text: OfferText, word: string): boolean => text.weights.has(word) || hasInside(text, word);

const hasInside = (text: OfferText, word: string): boolean =>
  word.length >= LONG_ENOUGH_TO_SEEK && text.joined.includes(word);

/**
 * Shares of the rarity of `wanted`'s words that `text` shows: `found` with near spellings, which count in part, `exact`
 * without. `squares`: the squared rarities of the exact ones.
 */
function wordsHeldAgainst(wanted: OfferText, text: OfferText): { found: number; exact: number; squares: number } {
  let [near, exact, squares] = [0, 0, 0];
  for (const word of wanted.words) {
    const { weight } = word;
    if (text.weights.has(word.text)) {
      exact += weight;
      squares += weight * weight;
    } else if (hasInside(text, word.text)) near += 0.9 * weight;
    else if (word.mayBeMisspelled) near += weight * nearestSpelling(word, text);
  }
  const total = wanted.total || 1;
  return { found: (exact + near) / total, exact: exact / total, squares };
}

function nearestSpelling(word: SpelledWord, text: OfferText): number {
  let nearest = 0;
  for (const other of text.words) if (other.mayBeMisspelled) nearest = Math.max(nearest, wordSimilarity(word, other));
  return nearest;
}

function sharesCode(wanted: OfferText, text: OfferText): boolean {
  for (const code of wanted.codes)
    if (text.codes.has(code) || (code.length >= 5 && text.joined.includes(code))) return true;
  return false;
}

function nearestCode(ones: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let nearest = 0;
  for (const one of ones) for (const other of others) nearest = Math.max(nearest, codeSimilarity(one, other));
  return nearest;
}

/** By common beginning and end: "kdl32m4000" and "kdl40m4000" are near and yet two products. Below 1 by design. */
function codeSimilarity(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter >= LONG_ENOUGH_TO_SEEK && (a.includes(b) || b.includes(a))) return 0.9;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return (0.9 * 2 * (start + end)) / (a.length + b.length);
}

function shareMissing(numbers: readonly string[], text: OfferText): number {
  let missing = 0;
  for (const number of numbers) if (!text.weights.has(number) && !text.joined.includes(number)) missing++;
  return numbers.length === 0 ? 0 : missing / numbers.length;
}
