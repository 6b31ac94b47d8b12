import { phraseFinder } from './phrases.ts';
import type { WordList } from './text-folding.ts';
import lexicon from './wording-lexicon.json' with { type: 'json' };

/** A suspicious phrase found in a text. `weight` is 0..1. */
export type WordingHit = { entry: string; phrase: string; meaning: string; weight: number; needsBrand: boolean };

function* lexiconPhrases(): Generator<[string, WordingHit | undefined]> {
  for (const { id, strength, except, terms, graded, meaning, needsBrand } of lexicon.entries) {
    const weight = lexicon.strength[strength as keyof typeof lexicon.strength];
    for (const phrase of except) yield [phrase, undefined];
    for (const phrase of [...terms, ...(graded ? gradings(graded) : [])])
      yield [phrase, { entry: id, phrase, meaning, weight, needsBrand }];
  }
}

const gradings = ({ grades, words }: { grades: string[]; words: string[] }): string[] =>
  words.flatMap((word) => grades.flatMap((grade) => [`${grade} ${word}`, `${word} ${grade}`]));

const copies = phraseFinder(lexiconPhrases(), new Set(lexicon.kitWords.flatMap((line) => line.split(' '))));

/** Harmless phrases ("replica jersey", "not fake") use their words up before the suspicious word inside is seen. */
export const suspiciousWording = (words: WordList): WordingHit[] => copies.find(words).map(({ meaning }) => meaning);

/**
 * The phrases of a sentence of evidence that are used for copies and hardly for anything else, in quotation marks. Of the
 * others the lexicon itself says what else they may mean, or they say nothing of the goods.
 */
export function wordsForCopies(evidence: string): string[] {
  return [...evidence.matchAll(/"([^"]+)" \(/g)].flatMap(([, phrase]) => (plain.has(phrase!) ? [`"${phrase}"`] : []));
}

const plain = new Set(lexicon.entries.flatMap(({ strength, terms }) => (strength === 'strong' ? terms : [])));
