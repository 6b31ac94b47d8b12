import { GOODS_BITS, hasRole, kindBits, type Noun } from '#shared/recognition/goods-nouns.ts';
import { beginsWithDigit, measuresApart } from '#shared/recognition/measures.ts';
import { type WordList, wordsOf } from '#shared/recognition/text-folding.ts';
import { alphabetOf } from './alphabet.ts';
import { isNumber, type ProductCatalogue } from './product-catalogue.ts';
import { isTalk } from './trade-talk.ts';

type Own = Pick<ProductCatalogue, 'products' | 'byWord' | 'alphabets' | 'kindNames' | 'modelNumbers' | 'cyrillicWords'>;

/**
 * A title without what tells nothing of which product it offers: talk of the trade, runs of sizes, words in an alphabet in which
 * no product of the brand is named, and other names of goods that it makes ("kurtka" for a jacket: `isKindInOtherWords` counts
 * these). What products of the brand are called stays, and is written as there ("HX18" for "HX 18", "Полюс" for "Polyus"). `text` is left as it is.
 * @param text what the words are cut from
 * @param nouns the goods that the title names
 */
export function withoutTalk(title: WordList, text: string, nouns: readonly Noun[], own: Own): WordList {
  const { words } = title;
  const out: boolean[] = [];
  let isAnyOut = markTalk(title, text, own, out);
  for (const noun of nouns) {
    if (!ownName(noun, own)) continue;
    for (let at = noun.at; at < noun.to; at++)
      if (!own.byWord.has(words[at]!)) {
        out[at] = true;
        isAnyOut = true;
      }
  }
  const renamed = own.modelNumbers.size > 0 ? otherModelNumbers(words, out, own) : [];
  if (!title.isAscii)
    for (const word of words) if (own.cyrillicWords.has(word)) renamed.push(own.cyrillicWords.get(word)!);
  if (!isAnyOut && renamed.length === 0) return title;
  const kept: WordList = { text: title.text, isAscii: title.isAscii, words: [], starts: [], ends: [] };
  for (let at = 0; at < words.length; at++) if (!out[at]) addWord(kept, words[at]!, title.starts[at]!, title.ends[at]!);
  for (const word of renamed) addWord(kept, word, text.length, text.length);
  return kept;
}

/** Words that only the brand's goods of other kinds go by: a backpack's name and number beside a jacket tell nothing of the jacket. */
export function otherGoodsWords({ words }: WordList, kinds: number, { byWord, products }: Own): string[] {
  if (kinds === 0) return [];
  const isOther = (at: number): boolean => products[at]!.kinds !== 0 && (products[at]!.kinds & kinds) === 0;
  return words.filter((word) => byWord.get(word)?.every(isOther));
}

/** The same, with the goods called what the brand calls them: "Rucksack 28 L" is its "backpack 28 L". Undefined where it makes none. */
export function inOwnWords(plain: WordList, nouns: readonly Noun[], own: Own): WordList | undefined {
  const name = nameByNumber(plain, nouns, own) ?? nouns.map((noun) => ownName(noun, own)).find(Boolean);
  return name === undefined ? undefined : wordsOf(`${plain.words.join(' ')} ${name}`);
}

function addWord(list: WordList, word: string, start: number, end: number): void {
  list.words.push(word);
  list.starts.push(start);
  list.ends.push(end);
}

/** "HX18" is the brand's "HX 18": leaves it out, and gives it as the brand writes it. */
function otherModelNumbers(words: readonly string[], out: boolean[], { modelNumbers }: Own): string[] {
  const renamed: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const [alone, pair] = [modelNumbers.get(words[at]!), modelNumbers.get(`${words[at]} ${words[at + 1]}`)];
    const name = alone ?? pair;
    if (name === undefined) continue;
    out[at] = true;
    if (alone === undefined) out[at + 1] = true;
    renamed.push(...name.split(' '));
  }
  return renamed;
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

function ownName(noun: Noun, { kindNames }: Own): string | undefined {
  if (!hasRole(noun, 'goods')) return undefined;
  for (const { id } of noun.kinds) if (kindNames.has(id)) return kindNames.get(id);
  return undefined;
}

const NUMBERS_IN_A_RUN = 3;

/** Marks the words that tell nothing in `out`; whether there are any. */
function markTalk(title: WordList, text: string, { byWord, alphabets }: Own, out: boolean[]): boolean {
  const { words, isAscii } = title;
  let isAny = false;
  let run = 0;
  const mark = (at: number): void => {
    if (byWord.has(words[at]!)) return;
    out[at] = true;
    isAny = true;
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (beginsWithDigit(word)) {
      run = isShortNumber(word) ? run + 1 : 0;
      if (run === NUMBERS_IN_A_RUN) for (let of = at - 2; of < at; of++) mark(of);
      if (run >= NUMBERS_IN_A_RUN || isTalk(word) || isRange(title, text, at)) mark(at);
    } else {
      run = 0;
      if (isTalk(word) || (!isAscii && !alphabets.has(alphabetOf(word)))) mark(at);
    }
  }
  return isAny;
}

/** "36-45", either end of it: sizes. */
function isRange({ words, starts, ends }: WordList, text: string, at: number): boolean {
  const size = shoeSize(words[at]);
  const first = size < shoeSize(words[at + 1]) ? at : shoeSize(words[at - 1]) < size ? at - 1 : -1;
  return first >= 0 && /^\s?[-–—~]\s?$/.test(text.slice(ends[first], starts[first + 1]));
}

const isShortNumber = (word: string): boolean => word.length <= 2 && /^\d+$/.test(word);
const shoeSize = (word: string | undefined): number =>
  word !== undefined && isShortNumber(word) && Number(word) >= 30 ? Number(word) : Number.NaN;
