import { isCommonWord } from './common-words.ts';
import data from './ordinary-words.json' with { type: 'json' };

let words: ReadonlySet<string> | undefined; // 50,000: made when first asked for

/** A word, or a first name, of a dictionary (folded): no slip of the pen, whatever name it is near to. */
export function isOrdinaryWord(word: string): boolean {
  if (isCommonWord(word)) return true;
  words ??= new Set(data.words.flatMap((line) => line.split(' ')));
  return words.has(word);
}
