import { numberOf } from './number-words.ts';
import type { WordList } from './text-folding.ts';

/** The text with these numbers in digits, where they are in words ("K0p neun"), or undefined where none is. */
export function withDigits(
  text: string,
  { words, starts, ends }: WordList,
  numbers: ReadonlySet<number>,
): string | undefined {
  if (numbers.size === 0) return undefined;
  let counted = '';
  let done = 0;
  for (const [at, word] of words.entries()) {
    const number = numberOf(word);
    if (number === undefined || !numbers.has(number) || word === String(number)) continue;
    counted += text.slice(done, starts[at]) + String(number);
    done = ends[at]!;
  }
  return done === 0 ? undefined : counted + text.slice(done);
}
