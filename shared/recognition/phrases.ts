import { beginsWithDigit } from './measures.ts';
import { substringFinder } from './substrings.ts';
import { foldText, UNSPACED, type WordList, wordsOf } from './text-folding.ts';

/** In a phrase: any number. */
const NUMBER = '#';
/** In a phrase: up to five of the caller's filling words and numbers ("replica ~ jersey" is also "replica home jersey 2024"). */
const FILLING = '~';
const MOST_FILLING = 5;

/** `meaning` is `undefined` for a harmless phrase: it uses its words up before what is inside it is seen. */
type Phrase<Meaning> = { words: readonly string[]; meaning: Meaning | undefined };

/** `at` and `length`: which words of the text it takes; -1 and 0 for one inside a run of a script without spaces. */
export type PhraseFound<Meaning> = { meaning: Meaning; at: number; length: number };

export type PhraseFinder<Meaning> = {
  find: (words: WordList) => PhraseFound<Meaning>[];
  /** A word with which no phrase begins need not be looked at; those that begin with any number are left aside. */
  mayBegin: (word: string) => boolean;
};

/**
 * Looks a text through for many phrases at once: left to right, longest phrase first. Scripts without spaces are searched by
 * substring, in the same order.
 * @param phrases each with what it means, or `undefined` where it is harmless.
 */
export function phraseFinder<Meaning>(
  phrases: Iterable<readonly [phrase: string, meaning: Meaning | undefined]>,
  fillingWords: ReadonlySet<string> = new Set(),
): PhraseFinder<Meaning> {
  const byFirstWord = new Map<string, Phrase<Meaning>[]>();
  const unspaced: { text: string; meaning: Meaning | undefined }[] = [];
  for (const [phrase, meaning] of phrases) {
    if (UNSPACED.test(phrase)) {
      unspaced.push({ text: foldText(phrase), meaning });
      continue;
    }
    const words = phrase
      .split(' ')
      .flatMap((part) => (part === NUMBER || part === FILLING ? part : wordsOf(part).words));
    const known = byFirstWord.get(words[0]!) ?? [];
    known.push({ words, meaning });
    byFirstWord.set(words[0]!, known);
  }
  for (const known of byFirstWord.values()) known.sort((a, b) => b.words.length - a.words.length);
  const ofNumbers = byFirstWord.get(NUMBER);
  unspaced.sort((a, b) => b.text.length - a.text.length || Number(!!a.meaning) - Number(!!b.meaning));
  const unspacedTexts = substringFinder(unspaced.map(({ text }) => text));

  /** 0 when the phrase does not stand here. */
  function lengthAt(words: readonly string[], start: number, phrase: readonly string[]): number {
    let at = start;
    for (const part of phrase) {
      if (part === FILLING) {
        const last = at + MOST_FILLING;
        while (at < last && (fillingWords.has(words[at] ?? '') || isNumber(words[at]))) at++;
      } else if (words[at] === part || (part === NUMBER && isNumber(words[at]))) at++;
      else return 0;
    }
    return at - start;
  }

  function longestOf(known: readonly Phrase<Meaning>[] | undefined, words: readonly string[], at: number) {
    if (known)
      for (const { words: phrase, meaning } of known) {
        const length = lengthAt(words, at, phrase);
        if (length > 0) return { meaning, length };
      }
    return undefined;
  }

  function searchUnspaced(text: string, found: PhraseFound<Meaning>[]): void {
    let rest = text;
    for (const { text: phrase, meaning } of unspaced) {
      if (!rest.includes(phrase)) continue;
      if (meaning) found.push({ meaning, at: -1, length: 0 });
      rest = rest.replaceAll(phrase, '\n');
    }
  }

  const find = (text: WordList): PhraseFound<Meaning>[] => {
    const { words } = text;
    const found: PhraseFound<Meaning>[] = [];
    for (let at = 0; at < words.length; ) {
      const word = words[at]!;
      const known = byFirstWord.get(word);
      const mayBeNumber = ofNumbers !== undefined && beginsWithDigit(word);
      if (!known && !mayBeNumber) {
        at++;
        continue;
      }
      const phrase =
        longestOf(known, words, at) ?? (mayBeNumber && isNumber(word) ? longestOf(ofNumbers, words, at) : undefined);
      if (phrase?.meaning) found.push({ meaning: phrase.meaning, at, length: phrase.length });
      at += phrase?.length ?? 1;
    }
    if (!text.isAscii && unspacedTexts.isAnyIn(text.text)) searchUnspaced(text.text, found);
    return found;
  };
  return { find, mayBegin: (word) => byFirstWord.has(word) };
}

const isNumber = (word: string | undefined): boolean => word !== undefined && beginsWithDigit(word) && !/\D/.test(word);
