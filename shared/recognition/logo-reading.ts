import type { Brand } from '#shared/domain/brand.ts';
import { findLogo, type LogoFound } from './brand-mention.ts';
import { brandProfile } from './brand-profile.ts';
import { isOrdinaryWord } from './ordinary-words.ts';
import type { SpelledName } from './spelling-walk.ts';
import { foldText } from './text-folding.ts';

/** A line read on a picture; confidence 0..1. */
export type ReadLine = { text: string; confidence: number };

/** `likeness` is 1 when the text can be taken for the name, less when letters had to be forgiven. */
export type LogoReading = { name: string; spelled: string; confidence: number; likeness: number };

/** Below this confidence the reader of pictures guesses. */
export const READABLE = 0.6;
/** What is read without doubt stands as read: "Disco" in clear letters is no misread "Cisco". */
const BEYOND_DOUBT = 0.985;

/**
 * The brand's name or logo text in lines read from a picture, in reading order. First as it would be found in a title; then with the
 * reader's own mistakes forgiven; at last over neighbouring lines, for logos of several words are set in several lines.
 */
export function readLogo(brand: Brand, lines: readonly ReadLine[]): LogoReading | undefined {
  const readable = lines.filter(({ confidence }) => confidence >= READABLE);
  for (const line of readable) {
    const found = findLogo(brand, line.text);
    if (found && !isOtherWord(found, line))
      return { name: found.name, spelled: found.spelled, confidence: line.confidence, likeness: 1 };
  }
  for (const line of readable) {
    const found = line.confidence < BEYOND_DOUBT && misreadName(brand, line.text);
    if (found) return { ...found, confidence: line.confidence };
  }
  return overSeveralLines(brand, readable);
}

/** Another letter in clear type is another word: TINDER is no misread Tindor. Unclear, it is judged as a reader's mistake. */
const isOtherWord = ({ tricks }: LogoFound, { confidence }: ReadLine): boolean =>
  tricks.has('one wrong letter') || (confidence >= BEYOND_DOUBT && tricks.has('repeated letters'));

/** Nothing else may stand in those lines: words from all over the picture would make many names. */
function overSeveralLines(brand: Brand, lines: readonly ReadLine[]): LogoReading | undefined {
  for (const name of brandProfile(brand).logoTexts) {
    for (let count = 2; count <= name.gaps.size + 1; count++) {
      for (let from = 0; from + count <= lines.length; from++) {
        const together = lines.slice(from, from + count);
        const confidence = Math.min(...together.map((line) => line.confidence));
        for (const ordered of [together, together.toReversed()]) {
          const text = ordered.map((line) => line.text).join(' ');
          const likeness = likenessOf(lettersOf(text), name);
          if (likeness === 1 || (likeness >= LEAST_LIKENESS && confidence < BEYOND_DOUBT)) {
            return { name: name.name, spelled: text, confidence, likeness };
          }
        }
      }
    }
  }
  return undefined;
}

const lettersOf = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}&]+/gu, '');

const SHORTEST_MISREAD = 5;
const LEAST_LIKENESS = 0.8;

/** Words of the line, as many together as the name has, that differ from it by no more than a reader's mistakes. */
function misreadName(brand: Brand, text: string): Omit<LogoReading, 'confidence'> | undefined {
  const words = wordsIn(text);
  let best: Omit<LogoReading, 'confidence'> | undefined;
  for (const name of brandProfile(brand).logoTexts) {
    if (name.raw.length < SHORTEST_MISREAD) continue;
    const together = name.gaps.size + 1;
    for (let from = 0; from + together <= words.length; from++) {
      const spelled = words.slice(from, from + together);
      if (spelled.every((word) => isOrdinaryWord(word))) continue;
      const likeness = likenessOf(spelled.join(''), name);
      if (likeness >= LEAST_LIKENESS && likeness > (best?.likeness ?? 0)) {
        best = { name: name.name, spelled: spelled.join(' '), likeness };
      }
    }
  }
  return best;
}

/** Signs stay in the words: a cursive E is read as "&", an I as "!" or "|". */
const wordsIn = (text: string): string[] => foldText(text).split(/\s+/).filter(Boolean);

/** Letters and signs that a reader takes for each other in decorative type. */
const ALIKE = [
  'e&',
  'e€',
  'il1!|j',
  't1',
  'tf',
  'o0qdc',
  's5$',
  'b8',
  'g96',
  'z2',
  'uv',
  'a4',
  'rn',
  'cg',
  'nm',
  'vy',
  'ce',
];
const MISTAKABLE = new Set(
  ALIKE.flatMap((group) => [...group].flatMap((a) => [...group].filter((b) => b !== a).map((b) => a + b))),
);
const MISTAKEN_COST = 0.4;
const CURSIVE_E_COST = 0.1;

const exchangeCost = (read: string, meant: string): number => {
  if (read === meant) return 0;
  if (read === '&' && meant === 'e') return CURSIVE_E_COST;
  return MISTAKABLE.has(read + meant) ? MISTAKEN_COST : 1;
};

/** 1 less the mistakes per letter: letters left out or added count in full, look-alikes less (Levenshtein with weights). */
function likenessOf(read: string, { raw }: SpelledName): number {
  if (Math.abs(read.length - raw.length) > (1 - LEAST_LIKENESS) * raw.length) return 0;
  let above = Array.from({ length: raw.length + 1 }, (_, i) => i);
  for (const [row, letter] of [...read].entries()) {
    const costs = [row + 1];
    for (const [i, meant] of raw.entries()) {
      costs.push(Math.min(above[i]! + exchangeCost(letter, meant), above[i + 1]! + 1, costs[i]! + 1));
    }
    above = costs;
  }
  return 1 - above.at(-1)! / Math.max(read.length, raw.length);
}
