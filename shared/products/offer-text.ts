import { beginsWithDigit, HAS_DIGIT, measuresApart } from '#shared/recognition/measures.ts';
import { foldText, type WordList, wordsOf } from '#shared/recognition/text-folding.ts';
import { letterPair } from './text-similarity.ts';
import type { OfferWord, Vocabulary } from './vocabulary.ts';

/** A title or product name taken apart once, to be compared many times. */
export type OfferText = {
  /** Each once, in order. */
  words: readonly OfferWord[];
  /** Their rarities. */
  weights: ReadonlyMap<string, number>;
  /** Length of the rarity vector. */
  norm: number;
  /** Sum of rarities. */
  total: number;
  rarest: string;
  /** Article numbers, written without separators: "DSC-W120" is dscw120. */
  codes: ReadonlySet<string>;
  /** Sizes, versions, years, amounts. */
  numbers: readonly string[];
  /** The letter pairs of the words run together. */
  pairs: readonly number[];
  /** Letters and digits alone, to find words that were written apart or together. */
  joined: string;
};

// A title may be stuffed with hundreds of words; comparing them all would cost time and prove nothing (`tellingFirst`).
const MOST_WORDS = 60;
const MOST_CHARACTERS = 400;

export function offerText(text: string, vocabulary: Vocabulary): OfferText {
  const folded = withoutCounts(foldText(text.slice(0, MOST_CHARACTERS)));
  return offerTextOf(folded, wordsOf(folded), vocabulary);
}

/** A title too long to be compared in full begins with the words that tell something: what a seller piles up before the goods hides none. */
export function tellingFirst(title: WordList, tells: (word: string) => boolean): WordList {
  if (title.words.length <= MOST_WORDS && title.text.length <= MOST_CHARACTERS) return title;
  const [telling, others]: [Set<string>, Set<string>] = [new Set(), new Set()];
  for (const word of title.words) (tells(word) ? telling : others).add(word);
  return wordsOf([...telling, ...others].join(' '));
}

/** The same of a title that was cut into words already. */
export function titleOfferText(title: WordList, vocabulary: Vocabulary): OfferText {
  if (title.text.length > MOST_CHARACTERS) return offerText(title.text, vocabulary);
  const folded = withoutCounts(title.text);
  return offerTextOf(folded, folded === title.text ? title : wordsOf(folded), vocabulary);
}

function offerTextOf(folded: string, list: WordList, vocabulary: Vocabulary): OfferText {
  const hasDigits = HAS_DIGIT.test(folded);
  const words: OfferWord[] = [];
  const weights = new Map<string, number>();
  const pairs: number[] = [];
  const numbers: string[] = [];
  let rarest = '';
  let greatest = 0;
  let total = 0;
  let squares = 0;
  let before = 0;
  for (const text of hasDigits ? measuresApart(list.words) : list.words) {
    const word = vocabulary(text);
    if (!word || weights.has(text)) continue;
    if (words.length === MOST_WORDS) break;
    if (words.length > 0) pairs.push(letterPair(before, text.charCodeAt(0)));
    for (const pair of word.pairs) pairs.push(pair);
    before = text.charCodeAt(text.length - 1);
    const { weight } = word;
    words.push(word);
    weights.set(text, weight);
    if (hasDigits && beginsWithDigit(text) && NUMBER.test(text)) numbers.push(text);
    if (weight > greatest) {
      rarest = text;
      greatest = weight;
    }
    total += weight;
    squares += weight * weight;
  }
  return {
    words,
    weights,
    norm: Math.sqrt(squares),
    total,
    rarest,
    codes: hasDigits ? codesIn(folded) : NONE,
    numbers,
    pairs,
    joined: joinedWords(list),
  };
}

/** Put together only when it is searched: most titles never are. */
function joinedWords({ words, text }: WordList): string {
  let joined = '';
  for (const word of words) joined += word;
  return text.includes(':') ? joined.replaceAll(':', '') : joined;
}

/** "14+ colorways", "97、": how many there are to choose from, and the seller's own numbering, name no product. */
const COUNTS =
  /(?<![\p{L}\d.])\d{1,3}\+? ?(?:colou?rways?|colou?rs?|styles?|sizes?|farben|couleurs|colou?res|colori|cores|色|颜色|款)(?!\p{L})|^\W*\d{1,4}[、，.)\]:] ?(?=\p{L})/gu;
const withoutCounts = (folded: string): string => (HAS_DIGIT.test(folded) ? folded.replace(COUNTS, ' ') : folded);

const NUMBER = /^\d+$/;
const NONE: ReadonlySet<string> = new Set();
const YEAR = /^(19|20)\d\d$/;
const OTHER_SPACE = /[^\S ]/;
/** A digit in a piece of four characters or more. */
const MAY_BE_CODE = /\d\S{3}|\S\d\S\S|\S\S\d\S|\S{3}\d/;

/** Letters mixed with digits, or a long number. */
function codesIn(folded: string): ReadonlySet<string> {
  if (!MAY_BE_CODE.test(folded)) return NONE;
  const codes = new Set<string>();
  for (const part of folded.split(OTHER_SPACE.test(folded) ? /\s+/ : ' ')) {
    if (part.length < 4 || !HAS_DIGIT.test(part)) continue;
    const code = part.replace(/[^a-z0-9]/g, '');
    if (code.length >= 4 && (/[a-z]/.test(code) || code.length >= 5) && !YEAR.test(code)) codes.add(code);
  }
  return codes;
}

/** Cosine of the two rarity vectors, 0..1. Cheap: the first sieve for candidates. */
export function textCosine(a: OfferText, b: OfferText): number {
  const [few, many] = a.words.length < b.words.length ? [a, b] : [b, a];
  let sum = 0;
  for (const { text, weight } of few.words) sum += weight * (many.weights.get(text) ?? 0);
  return sum === 0 ? 0 : sum / (a.norm * b.norm);
}

/** The words run together. */
export const runTogether = ({ words }: OfferText): string => words.map(({ text }) => text).join('');
