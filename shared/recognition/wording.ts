import { beginsWithDigit } from './measures.ts';
import { foldText, UNSPACED, type WordList, wordsOf } from './text-folding.ts';
import lexicon from './wording-lexicon.json' with { type: 'json' };

/** A suspicious phrase found in a text. `weight` is 0..1. */
export type WordingHit = { entry: string; phrase: string; meaning: string; weight: number; needsBrand: boolean };

type Phrase = { words: readonly string[]; hit: WordingHit | undefined };

const NUMBER = '#';
/** In a phrase: up to this many of the lexicon's `kitWords` ("replica ~ jersey" is also "replica home jersey 2024"). */
const KIT_WORDS = '~';
const MOST_KIT_WORDS = 5;
const kitWords = new Set(lexicon.kitWords.flatMap((line) => line.split(' ')));

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
  const words = phrase
    .split(' ')
    .flatMap((part) => (part === NUMBER || part === KIT_WORDS ? part : wordsOf(part).words));
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
    at += phrase?.length ?? 1;
  }
  if (!words.isAscii && ANY_UNSPACED.test(words.text)) searchUnspaced(words.text, hits);
  return hits;
}

/**
 * The phrases of a sentence of evidence that are used for copies and hardly for anything else, in quotation marks. Of the
 * others the lexicon itself says what else they may mean, or they say nothing of the goods.
 */
export function wordsForCopies(evidence: string): string[] {
  return [...evidence.matchAll(/"([^"]+)" \(/g)].flatMap(([, phrase]) => (plain.has(phrase!) ? [`"${phrase}"`] : []));
}

const plain = new Set(lexicon.entries.flatMap(({ strength, terms }) => (strength === 'strong' ? terms : [])));

/** `length`: how many words of the text it takes. */
type PhraseFound = { hit: WordingHit | undefined; length: number };

/** The longest phrase that begins here. */
function phraseAt(words: readonly string[], at: number): PhraseFound | undefined {
  const named = byFirstWord.get(words[at]!);
  const numbered = isNumber(words[at]) ? byFirstWord.get(NUMBER) : undefined;
  if (!named && !numbered) return undefined;
  return longestOf(named ?? NO_PHRASES, words, at) ?? longestOf(numbered ?? NO_PHRASES, words, at);
}

const NO_PHRASES: readonly Phrase[] = [];

function longestOf(phrases: readonly Phrase[], words: readonly string[], at: number): PhraseFound | undefined {
  for (const { words: phrase, hit } of phrases) {
    const length = lengthAt(words, at, phrase);
    if (length > 0) return { hit, length };
  }
  return undefined;
}

/** 0 when the phrase does not stand here. */
function lengthAt(words: readonly string[], start: number, phrase: readonly string[]): number {
  let at = start;
  for (const part of phrase) {
    if (part === KIT_WORDS) {
      const last = at + MOST_KIT_WORDS;
      while (at < last && (kitWords.has(words[at] ?? '') || isNumber(words[at]))) at++;
    } else if (words[at] === part || (part === NUMBER && isNumber(words[at]))) at++;
    else return 0;
  }
  return at - start;
}

const isNumber = (word: string | undefined): boolean => word !== undefined && beginsWithDigit(word) && !/\D/.test(word);

function searchUnspaced(text: string, hits: WordingHit[]): void {
  let rest = text;
  for (const phrase of unspaced) {
    if (!rest.includes(phrase.text)) continue;
    if (phrase.hit) hits.push(phrase.hit);
    rest = rest.replaceAll(phrase.text, '\n');
  }
}
