import { isCommonWord } from './common-words.ts';
import { foldText, wordsOf } from './text-folding.ts';

/** How much a word tells about which product is meant, 0..1. */
export type Rarity = (word: string) => number;

/** A title or product name taken apart once, to be compared many times. */
export type OfferText = {
  words: ReadonlyMap<string, number>;
  /** Length of the rarity vector. */
  norm: number;
  /** Sum of rarities. */
  total: number;
  rarest: string;
  /** Article numbers, written without separators: "DSC-W120" is dscw120. */
  codes: ReadonlySet<string>;
  /** Sizes, versions, years, amounts. */
  numbers: ReadonlySet<string>;
  /** The words in order, as one string. */
  plain: string;
  /** Letters and digits alone, to find words that were written apart or together. */
  joined: string;
};

// A title may be stuffed with hundreds of words; comparing them all would cost time and prove nothing.
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
    for (const word of new Set(offerWords(text))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const rarity = new Map([...frequency].map(([word, count]) => [word, 1 / (1 + Math.log(1 + count))]));
  return (word) => {
    if (SALES_TALK.has(word)) return SALES_TALK_WORD;
    return rarity.get(word) ?? (isCommonWord(word) ? ORDINARY_WORD : 1);
  };
}

/** What sellers write on anything, whether or not a product's name has it too ("New Year", "Free Run"). */
const SALES_TALK = new Set(
  'new neu neue nuevo nueva nouveau nuovo nuova novo nova nieuw ny nowy free shipping sale original originale genuine authentic echt hot best quality delivery versand kostenlos gratis envio livraison gift cheap discount rabatt promo offer deal'.split(
    ' ',
  ),
);
const SALES_TALK_WORD = 0.1;

/** @param ignored words that say nothing here, such as the brand's own name. */
export function offerText(text: string, rarity: Rarity, ignored: ReadonlySet<string> = new Set()): OfferText {
  const folded = withoutCounts(foldText(text.slice(0, MOST_CHARACTERS)));
  const kept = [...new Set(offerWords(folded))].filter((word) => !ignored.has(word)).slice(0, MOST_WORDS);
  const words = new Map(kept.map((word) => [word, rarity(word)]));
  let rarest = '';
  let greatest = 0;
  let total = 0;
  let squares = 0;
  for (const [word, weight] of words) {
    if (weight > greatest) [rarest, greatest] = [word, weight];
    total += weight;
    squares += weight * weight;
  }
  return {
    words,
    norm: Math.sqrt(squares),
    total,
    rarest,
    codes: codesIn(folded),
    numbers: HAS_DIGIT.test(folded) ? new Set(kept.filter((word) => NUMBER.test(word))) : NONE,
    plain: kept.join(' '),
    joined: folded.replace(/[^\p{L}\p{N}]/gu, ''),
  };
}

/** "14+ colorways", "97、": how many there are to choose from, and the seller's own numbering, name no product. */
const COUNTS =
  /(?<![\p{L}\d.])\d{1,3}\+? ?(?:colou?rways?|colou?rs?|styles?|sizes?|farben|couleurs|colou?res|colori|cores|色|颜色|款)(?!\p{L})|^\W*\d{1,4}[、，.)\]:] ?(?=\p{L})/gu;
const withoutCounts = (folded: string): string => (HAS_DIGIT.test(folded) ? folded.replace(COUNTS, ' ') : folded);

/** Folded words. Numbers stand apart from their unit ("22L" is 22 and l) and without leading zeros. */
const offerWords = (text: string): string[] =>
  wordsOf(text).words.flatMap((word) => {
    const measure = HAS_DIGIT.test(word) ? MEASURE.exec(word) : null;
    return measure ? [measure[1]!, measure[2]!].filter(Boolean) : word;
  });

/** "007", "22l", "500gb", but not the article number "25x4f". */
const MEASURE = /^0*(\d+)([a-z]{0,3})$/;
const NUMBER = /^\d+$/;
const HAS_DIGIT = /[0-9]/;
const NONE: ReadonlySet<string> = new Set();
const YEAR = /^(19|20)\d\d$/;

/** Letters mixed with digits, or a long number. */
function codesIn(folded: string): ReadonlySet<string> {
  if (!HAS_DIGIT.test(folded)) return NONE;
  const parts = folded.split(/\s+/).map((part) => part.replace(/[^a-z0-9]/g, ''));
  return new Set(
    parts.filter(
      (part) => /\d/.test(part) && part.length >= 4 && (/[a-z]/.test(part) || part.length >= 5) && !YEAR.test(part),
    ),
  );
}

/** Cosine of the two rarity vectors, 0..1. Cheap: the first sieve for candidates. */
export function textCosine(a: OfferText, b: OfferText): number {
  const [few, many] = a.words.size < b.words.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [word, weight] of few.words) sum += weight * (many.words.get(word) ?? 0);
  return sum === 0 ? 0 : sum / (a.norm * b.norm);
}
