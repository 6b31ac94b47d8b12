import { GOODS_BITS, hasRole, kindBits, type Noun } from '#shared/recognition/goods-nouns.ts';
import { beginsWithDigit, measuresApart } from '#shared/recognition/measures.ts';
import { type WordList, wordsOf } from '#shared/recognition/text-folding.ts';
import { alphabetOf } from './alphabet.ts';
import { isNumber, type ProductCatalogue } from './product-catalogue.ts';
import { isTalk } from './trade-talk.ts';

type Own = Pick<ProductCatalogue, 'products' | 'byWord' | 'alphabets' | 'kindNames'>;

/**
 * A title without what tells nothing of which product it offers: talk of the trade, runs of sizes, words in an alphabet in which
 * no product of the brand is named, and other names of goods that it makes ("kurtka" for a jacket: `isKindInOtherWords` counts
 * these). What products of the brand are called stays.
 * @param text what the words are cut from
 * @param nouns the goods that the title names
 */
export function withoutTalk(title: WordList, text: string, nouns: readonly Noun[], own: Own): WordList {
  const isLeftOut = leftOut(title, text, own);
  for (const noun of nouns) if (ownName(noun, own)) leaveOut(isLeftOut, title, noun, own);
  return isLeftOut.includes(true) ? wordsOf(without(title, text, isLeftOut)) : title;
}

/** The same, with the goods called what the brand calls them: "Rucksack 28 L" is its "backpack 28 L". Undefined where it makes none. */
export function inOwnWords(plain: WordList, nouns: readonly Noun[], own: Own): WordList | undefined {
  const name = nameByNumber(plain, nouns, own) ?? nouns.map((noun) => ownName(noun, own)).find(Boolean);
  return name === undefined ? undefined : wordsOf(`${plain.text} ${name}`);
}

/** What the brand calls the goods of the kind that have this number. */
function nameByNumber(plain: WordList, nouns: readonly Noun[], { byWord, products }: Own): string | undefined {
  const kinds = kindBits(nouns) & GOODS_BITS;
  for (const word of measuresApart(plain.words)) {
    if (!isNumber(word)) continue;
    const position = byWord.get(word)?.find((at) => (products[at]!.kinds & kinds) !== 0);
    if (position !== undefined) return [...products[position]!.kindWords].join(' ');
  }
  return undefined;
}

function leaveOut(isLeftOut: boolean[], { words }: WordList, { at, to }: Noun, { byWord }: Own): void {
  for (let of = at; of < to; of++) isLeftOut[of] ||= !byWord.has(words[of]!);
}

function ownName(noun: Noun, { kindNames }: Own): string | undefined {
  if (!hasRole(noun, 'goods')) return undefined;
  for (const { id } of noun.kinds) if (kindNames.has(id)) return kindNames.get(id);
  return undefined;
}

function without({ starts, ends }: WordList, text: string, isLeftOut: readonly boolean[]): string {
  let kept = text;
  for (const [at, leaves] of isLeftOut.entries()) {
    if (leaves) kept = kept.slice(0, starts[at]) + ' '.repeat(ends[at]! - starts[at]!) + kept.slice(ends[at]);
  }
  return kept;
}

const NUMBERS_IN_A_RUN = 3;

function leftOut(title: WordList, text: string, { byWord, alphabets }: Own): boolean[] {
  const isLeftOut: boolean[] = [];
  let run = 0;
  for (let at = 0; at < title.words.length; at++) {
    const word = title.words[at]!;
    const isNumber = beginsWithDigit(word);
    run = isNumber && SHORT_NUMBER.test(word) ? run + 1 : 0;
    if (run === NUMBERS_IN_A_RUN) for (let of = at - 2; of < at; of++) isLeftOut[of] = !byWord.has(title.words[of]!);
    const tellsNothing =
      run >= NUMBERS_IN_A_RUN ||
      isTalk(word) ||
      isRange(title, text, at) ||
      (!isNumber && !title.isAscii && !alphabets.has(alphabetOf(word)));
    isLeftOut.push(tellsNothing && !byWord.has(word));
  }
  return isLeftOut;
}

/** "36-45", either end of it: sizes. */
function isRange({ words, starts, ends }: WordList, text: string, at: number): boolean {
  if (!isShoeSize(words[at]!)) return false;
  const first =
    Number(words[at]) < shoeSize(words[at + 1]) ? at : shoeSize(words[at - 1]) < Number(words[at]) ? at - 1 : -1;
  return first >= 0 && /^\s?[-–—~]\s?$/.test(text.slice(ends[first], starts[first + 1]));
}

const SHORT_NUMBER = /^\d{1,2}$/;
const isShoeSize = (word: string | undefined): word is string =>
  word !== undefined && SHORT_NUMBER.test(word) && Number(word) >= 30;
const shoeSize = (word: string | undefined): number => (isShoeSize(word) ? Number(word) : Number.NaN);
