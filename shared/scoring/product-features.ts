import { type OfferText, textCosine } from './offer-text.ts';
import { titleSimilarity } from './text-similarity.ts';

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
  const cosine = textCosine(title, product);
  const codeShared = sharesCode(product, title) || sharesCode(title, product);
  const fewest = Math.min(title.words.size, product.words.size);
  return [
    shareFound(product, title),
    shareFound(title, product),
    cosine,
    Number(codeShared),
    Number(!codeShared && title.codes.size > 0 && product.codes.size > 0),
    codeShared ? 1 : nearestCode(product.codes, title.codes),
    shareMissing(product.numbers, title),
    shareMissing(title.numbers, product),
    Number(has(title, product.rarest)),
    fewest / Math.max(title.words.size, product.words.size, 1),
    cosine - rival,
    titleSimilarity(title.plain, product.plain),
    shareOfExactWords(title, product),
  ];
}

const LONG_ENOUGH_TO_SEEK = 4;
const NEAR_SPELLING = 0.6;

/** The word itself, or the word inside words that were written together. */
const has = (text: OfferText, word: string): boolean =>
  text.words.has(word) || (word.length >= LONG_ENOUGH_TO_SEEK && text.joined.includes(word));

/** Share of the rarity of `wanted`'s words that `text` shows; near spellings count in part. */
function shareFound(wanted: OfferText, text: OfferText): number {
  let found = 0;
  for (const [word, weight] of wanted.words) {
    if (text.words.has(word)) found += weight;
    else if (has(text, word)) found += 0.9 * weight;
    else if (!/\d/.test(word)) found += weight * nearestSpelling(word, text);
  }
  return wanted.total === 0 ? 0 : found / wanted.total;
}

function shareOfExactWords(wanted: OfferText, text: OfferText): number {
  let found = 0;
  for (const [word, weight] of wanted.words) if (text.words.has(word)) found += weight;
  return wanted.total === 0 ? 0 : found / wanted.total;
}

function nearestSpelling(word: string, text: OfferText): number {
  let nearest = 0;
  for (const other of text.words.keys())
    if (!/\d/.test(other)) nearest = Math.max(nearest, wordSimilarity(word, other));
  return nearest >= NEAR_SPELLING ? nearest : 0;
}

/** Dice over letter pairs; the beginning of a longer word ("pro" for "professional") counts 0.85. */
function wordSimilarity(a: string, b: string): number {
  if (a.length < 3 || b.length < 3) return 0;
  if (a.startsWith(b) || b.startsWith(a)) return 0.85;
  const left: string[] = [];
  for (let i = 0; i + 2 <= b.length; i++) left.push(b.slice(i, i + 2));
  const pairs = a.length - 1 + left.length;
  let shared = 0;
  for (let i = 0; i + 2 <= a.length; i++) {
    const at = left.indexOf(a.slice(i, i + 2));
    if (at < 0) continue;
    shared++;
    left[at] = '';
  }
  return (2 * shared) / pairs;
}

const sharesCode = (wanted: OfferText, text: OfferText): boolean =>
  wanted.codes.values().some((code) => text.codes.has(code) || (code.length >= 5 && text.joined.includes(code)));

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

function shareMissing(numbers: ReadonlySet<string>, text: OfferText): number {
  let missing = 0;
  for (const number of numbers) if (!text.words.has(number) && !text.joined.includes(number)) missing++;
  return numbers.size === 0 ? 0 : missing / numbers.size;
}
