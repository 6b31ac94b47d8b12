import { isOrdinaryWord } from './ordinary-words.ts';
import { UNSPACED, wordsOf } from './text-folding.ts';

const SHORTEST_NAME = 4; // nearly every shorter one is a word in some language

/** All its words stand in a dictionary: on its own it is most often just that word. */
export function isEverydayName(name: string): boolean {
  const { words } = wordsOf(name);
  if (words.length === 0 || UNSPACED.test(name)) return false;
  return words.every((word) => word.length < SHORTEST_NAME || isOrdinaryWord(word));
}
