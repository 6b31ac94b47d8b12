import { foldText, UNSPACED, type WordList, wordsOf } from './text-folding.ts';
import lexicon from './wording-lexicon.json' with { type: 'json' };

/** A suspicious phrase found in a text. `weight` is 0..1. */
export type WordingHit = { entry: string; phrase: string; meaning: string; weight: number; needsBrand: boolean };

type Phrase = { words: readonly string[]; hit: WordingHit | undefined };

const NUMBER = '#';

const byFirstWord = new Map<string, Phrase[]>();
const unspaced: { text: string; hit: WordingHit | undefined }[] = [];

for (const entry of lexicon.entries) {
  const weight = lexicon.strength[entry.strength as keyof typeof lexicon.strength];
  for (const phrase of entry.except) addPhrase(phrase, undefined);
  for (const phrase of entry.terms) {
    addPhrase(phrase, { entry: entry.id, phrase, meaning: entry.meaning, weight, needsBrand: entry.needsBrand });
  }
}
for (const phrases of byFirstWord.values()) phrases.sort((a, b) => b.words.length - a.words.length);
unspaced.sort((a, b) => b.text.length - a.text.length || Number(!!a.hit) - Number(!!b.hit));
const ANY_UNSPACED = new RegExp(unspaced.map(({ text }) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));

function addPhrase(phrase: string, hit: WordingHit | undefined): void {
  if (UNSPACED.test(phrase)) {
    unspaced.push({ text: foldText(phrase), hit });
    return;
  }
  const words = phrase === '# kw' ? [NUMBER, 'kw'] : wordsOf(phrase).words;
  const phrases = byFirstWord.get(words[0]!) ?? [];
  phrases.push({ words, hit });
  byFirstWord.set(words[0]!, phrases);
}

/**
 * Reads left to right, longest phrase first: a harmless phrase ("replica jersey", "not fake") uses its words up before
 * the suspicious word inside it is seen. Scripts without spaces are searched by substring, in the same order.
 */
export function suspiciousWording(words: WordList): WordingHit[] {
  const hits: WordingHit[] = [];
  for (let at = 0; at < words.words.length; ) {
    const phrase = phraseAt(words.words, at);
    if (phrase?.hit) hits.push(phrase.hit);
    at += phrase?.words.length ?? 1;
  }
  if (!words.isAscii && ANY_UNSPACED.test(words.text)) searchUnspaced(words.text, hits);
  return hits;
}

function phraseAt(words: readonly string[], at: number): Phrase | undefined {
  const fits = ({ words: phrase }: Phrase): boolean =>
    phrase.every((word, offset) => words[at + offset] === word || (word === NUMBER && isNumber(words[at + offset])));
  return (
    byFirstWord.get(words[at]!)?.find(fits) ?? (isNumber(words[at]) ? byFirstWord.get(NUMBER)?.find(fits) : undefined)
  );
}

const isNumber = (word: string | undefined): boolean => word !== undefined && isDigit(word) && !/\D/.test(word);
const isDigit = (word: string): boolean => word.charCodeAt(0) >= 48 && word.charCodeAt(0) <= 57;

function searchUnspaced(text: string, hits: WordingHit[]): void {
  let rest = text;
  for (const phrase of unspaced) {
    if (!rest.includes(phrase.text)) continue;
    if (phrase.hit) hits.push(phrase.hit);
    rest = rest.replaceAll(phrase.text, '\n');
  }
}
