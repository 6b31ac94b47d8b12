import { bitCount } from '#shared/imaging/bit-count.ts';
import { letterPair } from './text-similarity.ts';

/** A word, and what can be told of its spelling without its neighbour; made once per word. */
export type SpelledWord = {
  text: string;
  /** Words with digits and very short ones are no misspellings of each other. */
  mayBeMisspelled: boolean;
  /** Its letter pairs, in order. */
  pairs: readonly number[];
  /** A bit for each letter pair, by its hash: a pair without its bit in another word does not stand there. */
  pairBits: number;
};

const SHORTEST = 3;
const BEGINNING = 0.85;
const LEAST = 0.6;

export function spelledWord(text: string): SpelledWord {
  const pairs: number[] = [];
  let pairBits = 0;
  let mayBeMisspelled = text.length >= SHORTEST;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) mayBeMisspelled = false;
    if (at > 0) {
      pairs.push(letterPair(before, code));
      pairBits |= 1 << (5 * before + 3 * code); // of the shift the last five bits count
    }
    before = code;
  }
  return { text, mayBeMisspelled, pairs, pairBits };
}

/**
 * Dice over letter pairs, or 0 when it is below 0.6; the beginning of a longer word ("pro" for "professional") counts 0.85.
 * Nearly all pairs of words are told apart by their bits: every title word is held against every word of a product.
 */
export function wordSimilarity(a: SpelledWord, b: SpelledWord): number {
  const onlyInA = bitCount(a.pairBits & ~b.pairBits);
  const onlyInB = bitCount(b.pairBits & ~a.pairBits);
  if (onlyInA === 0 || onlyInB === 0) {
    if (a.text.startsWith(b.text) || b.text.startsWith(a.text)) return BEGINNING;
  }
  const ofA = a.text.length - 1;
  const ofB = b.text.length - 1;
  const mostShared = Math.min(ofA - onlyInA, ofB - onlyInB);
  if ((2 * mostShared) / (ofA + ofB) < LEAST) return 0;
  const similarity = (2 * sharedPairs(a.text, b.text)) / (ofA + ofB);
  return similarity < LEAST ? 0 : similarity;
}

function sharedPairs(a: string, b: string): number {
  const left: string[] = [];
  for (let i = 0; i + 2 <= b.length; i++) left.push(b.slice(i, i + 2));
  let shared = 0;
  for (let i = 0; i + 2 <= a.length; i++) {
    const at = left.indexOf(a.slice(i, i + 2));
    if (at < 0) continue;
    shared++;
    left[at] = '';
  }
  return shared;
}
