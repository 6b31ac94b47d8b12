import { isCommonWord } from './common-words.ts';
import { foldText, type WordList, wordsOf } from './text-folding.ts';
import { letterPair } from './text-similarity.ts';
import { type SpelledWord, spelledWord } from './word-similarity.ts';

/** How much a word tells about which product is meant, 0..1. */
export type Rarity = (word: string) => number;

/** A word with its rarity. */
export type OfferWord = SpelledWord & { weight: number };

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
/** What an ordinary word that no product of the catalogue carries ("sale", "men") counts against a rare one. */
const ORDINARY_WORD = 0.4;

/**
 * From the products of one catalogue: a word that stands in many names tells little. Depends on counts alone and not on
 * the size of the catalogue, so that a model fitted on a thousand products serves a brand with five.
 */
export function rarityIn(catalogue: readonly string[]): Rarity {
  const frequency = new Map<string, number>();
  for (const text of catalogue) {
    for (const word of new Set(measuresApart(wordsOf(text).words))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const rarity = new Map([...frequency].map(([word, count]) => [word, 1 / (1 + Math.log(1 + count))]));
  for (const word of SALES_TALK) rarity.set(word, SALES_TALK_WORD);
  return (word) => rarity.get(word) ?? (isCommonWord(word) ? ORDINARY_WORD : 1);
}

/** What sellers write on anything, whether or not a product's name has it too ("New Year", "Free Run"). */
const SALES_TALK =
  'new neu neue nuevo nueva nouveau nuovo nuova novo nova nieuw ny nowy free shipping sale original originale genuine authentic echt hot best quality delivery versand kostenlos gratis envio livraison gift cheap discount rabatt promo offer deal'.split(
    ' ',
  );
const SALES_TALK_WORD = 0.1;

/** @param ignored words that say nothing here, such as the brand's own name. */
export function offerText(text: string, rarity: Rarity, ignored: ReadonlySet<string> = NONE): OfferText {
  const folded = withoutCounts(foldText(text.slice(0, MOST_CHARACTERS)));
  return offerTextOf(folded, wordsOf(folded), rarity, ignored);
}

/** A title too long to be compared in full begins with the words that tell something: what a seller piles up before the goods hides none. */
export function tellingFirst(title: WordList, tells: (word: string) => boolean): WordList {
  if (title.words.length <= MOST_WORDS && title.text.length <= MOST_CHARACTERS) return title;
  const [telling, others]: [Set<string>, Set<string>] = [new Set(), new Set()];
  for (const word of title.words) (tells(word) ? telling : others).add(word);
  return wordsOf([...telling, ...others].join(' '));
}

/** The same of a title that was cut into words already, which saves cutting it again when its words are those of its folded text. */
export function titleOfferText(title: WordList, rarity: Rarity, ignored: ReadonlySet<string>): OfferText {
  return title.isAscii && title.text.length <= MOST_CHARACTERS && withoutCounts(title.text) === title.text
    ? offerTextOf(title.text, title, rarity, ignored)
    : offerText(title.text, rarity, ignored);
}

function offerTextOf(folded: string, list: WordList, rarity: Rarity, ignored: ReadonlySet<string>): OfferText {
  const hasDigits = HAS_DIGIT.test(folded);
  const words: OfferWord[] = [];
  const weights = new Map<string, number>();
  const pairs: number[] = [];
  let rarest = '';
  let greatest = 0;
  let total = 0;
  let squares = 0;
  for (const text of hasDigits ? measuresApart(list.words) : list.words) {
    if (weights.has(text) || ignored.has(text)) continue;
    if (words.length === MOST_WORDS) break;
    const weight = rarity(text);
    if (words.length > 0) pairs.push(letterPair(lastLetter(words[words.length - 1]!.text), text.charCodeAt(0)));
    const { mayBeMisspelled, pairBits } = spelledWord(text, pairs);
    words.push({ text, mayBeMisspelled, pairBits, weight });
    weights.set(text, weight);
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
    numbers: hasDigits ? [...weights.keys()].filter((word) => NUMBER.test(word)) : [],
    pairs,
    joined: list.isAscii ? list.words.join('').replaceAll(':', '') : folded.replace(/[^\p{L}\p{N}]/gu, ''),
  };
}

/** "14+ colorways", "97、": how many there are to choose from, and the seller's own numbering, name no product. */
const COUNTS =
  /(?<![\p{L}\d.])\d{1,3}\+? ?(?:colou?rways?|colou?rs?|styles?|sizes?|farben|couleurs|colou?res|colori|cores|色|颜色|款)(?!\p{L})|^\W*\d{1,4}[、，.)\]:] ?(?=\p{L})/gu;
const withoutCounts = (folded: string): string => (HAS_DIGIT.test(folded) ? folded.replace(COUNTS, ' ') : folded);

const lastLetter = (word: string): number => word.charCodeAt(word.length - 1);

/** Numbers stand apart from their unit ("22L" is 22 and l) and without leading zeros. */
function measuresApart(words: readonly string[]): string[] {
  const apart: string[] = [];
  for (const word of words) {
    const measure = HAS_DIGIT.test(word) ? MEASURE.exec(word) : null;
    if (!measure) apart.push(word);
    else for (const part of [measure[1]!, measure[2]!]) if (part) apart.push(part);
  }
  return apart;
}

/** "007", "22l", "500gb", but not the article number "25x4f". */
const MEASURE = /^0*(\d+)([a-z]{0,3})$/;
const NUMBER = /^\d+$/;
const HAS_DIGIT = /[0-9]/;
const NONE: ReadonlySet<string> = new Set();
const YEAR = /^(19|20)\d\d$/;
const OTHER_SPACE = /[^\S ]/;

/** Letters mixed with digits, or a long number. */
function codesIn(folded: string): ReadonlySet<string> {
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
