import { cachedPerWord } from './caches.ts';
import list from './goods-nouns.json' with { type: 'json' };
import { substringFinder } from './substrings.ts';
import { foldText, UNSPACED, type WordList, wordsOf } from './text-folding.ts';

/**
 * - `goods`: sold for themselves.
 * - `part`: made to go with other goods: parts, accessories, packings.
 * - `label`: labels, tags and patches: they say whose goods these are.
 * - `wearer`: whom goods are for, if not people.
 */
export type Role = 'goods' | 'part' | 'label' | 'wearer';
/** `bit`: its place in a set of kinds. */
export type GoodsKind = { id: string; role: Role; bit: number };

/**
 * `sorts`: ids of what it is within its kinds, where the list tells ("power-bank"). `isHeadFirst`: in its language what is sold
 * stands before what it is of ("correa mochila"), in the others behind.
 */
type Name = { kinds: readonly GoodsKind[]; sorts: readonly string[]; bits: number; isHeadFirst: boolean };
/** A name of goods in a title: the words from `at` to `to` (exclusive). `bits`: its kinds as `kindBits`. */
export type Noun = Name & { text: string; at: number; to: number };

const headFirst = new Set(list.headFirst);
/** Their words are written together with what they are of: "Daunenjacke" is a Jacke. */
const COMPOUNDING = new Set(['de', 'nl', 'da', 'sv', 'no', 'is', 'fi', 'et', 'hu']);
const SHORTEST_ENDING = 5;
const LONGEST_ENDING = 11;

const byWord = new Map<string, Name>();
const byPair = new Map<string, Map<string, Name>>();
const byEnding = new Map<string, Name>();
const unspaced = new Map<string, Name>();

/** Forms that nearly every noun of a language takes in titles: the second of two in Turkish ("havlu": "el havlusu"), the article. */
const FORMS: Record<string, (name: string) => string[]> = {
  tr: (name) =>
    name.length < 4
      ? []
      : (/[aeıioöuü]$/.test(name) ? ['sı', 'si', 'su', 'sü'] : ['ı', 'i', 'u', 'ü']).map((end) => name + end),
  ar: (name) => (name.includes('_') ? [] : [`ال${name}`]),
  he: (name) => (name.includes('_') ? [] : [`ה${name}`]),
};

// A set of kinds is one number: a 33rd kind would share the bit of the first.
if (list.kinds.length > 32) throw new Error(`${list.kinds.length} kinds of goods, and bits for 32`);

for (const [at, { id, role = 'goods', words, sorts = [] }] of (list.kinds as Listed[]).entries()) {
  const kind: GoodsKind = { id, role, bit: 1 << at };
  addNames(words, kind);
  for (const sort of sorts) addNames(sort.words, kind, sort.id);
}

/** By language. */
type Names = Partial<Record<string, string>>;
type Listed = {
  id: string;
  niceClass?: number;
  role?: Role;
  words: Names;
  sorts?: { id: string; words: Names }[];
};

function addNames(words: Names, kind: GoodsKind, sort?: string): void {
  for (const [language, names] of Object.entries(words))
    for (const name of names?.split(' ') ?? []) addName(name, kind, language, sort);
}

function addName(name: string, kind: GoodsKind, language: string, sort?: string): void {
  for (const form of FORMS[language]?.(name) ?? []) addForm(form, kind, language, sort);
  addForm(name, kind, language, sort);
}

function addForm(name: string, kind: GoodsKind, language: string, sort?: string): void {
  const isHeadFirst = headFirst.has(language);
  const words = name.split('_').flatMap((part) => wordsOf(part).words);
  const [first, second] = words;
  if (UNSPACED.test(name)) put(unspaced, foldText(name), kind, isHeadFirst, sort);
  else if (second === undefined) {
    put(byWord, first!, kind, isHeadFirst, sort);
    if (COMPOUNDING.has(language) && first!.length >= SHORTEST_ENDING) put(byEnding, first!, kind, isHeadFirst, sort);
  } else {
    const pairs = byPair.get(first!) ?? new Map<string, Name>();
    byPair.set(first!, pairs);
    put(pairs, second, kind, isHeadFirst, sort);
  }
}

/** A word of two languages stands behind what it is of if it may. */
function put(names: Map<string, Name>, word: string, kind: GoodsKind, isHeadFirst: boolean, sort?: string): void {
  const known = names.get(word);
  names.set(word, {
    kinds: [...new Set([...(known?.kinds ?? []), kind])],
    sorts: [...new Set([...(known?.sorts ?? []), ...(sort ? [sort] : [])])],
    bits: (known?.bits ?? 0) | kind.bit,
    isHeadFirst: isHeadFirst && (known?.isHeadFirst ?? true),
  });
}

const NO_NAME: Name = { kinds: [], sorts: [], bits: 0, isHeadFirst: false };

const nameOf = cachedPerWord((word): Name => byWord.get(word) ?? byItsEnding(word) ?? NO_NAME);

function byItsEnding(word: string): Name | undefined {
  const longest = Math.min(LONGEST_ENDING, word.length - 3);
  for (let length = longest; length >= SHORTEST_ENDING; length--) {
    const name = byEnding.get(word.slice(-length));
    if (name) return name;
  }
  return undefined;
}

/** "Hundemantel": a word that names goods besides what it is listed as. */
export const endsInGoods = (word: string): boolean => byItsEnding(word) !== undefined;

/** "Sac d'aspirateur", "mando a distancia": the list gives such names without. */
const LINKS = new Set('de d du des del della di da do dos a al para per pour'.split(' '));

const unspacedNames = substringFinder(unspaced.keys());

/**
 * The names of goods in a title, in their order.
 * @param places positions of words with which one may begin, rising; all of them where none are given.
 */
export function goodsNouns(list: WordList, places: Iterable<number> = list.words.keys()): Noun[] {
  const { words, isAscii } = list;
  const nouns: Noun[] = [];
  for (const at of places) {
    const word = words[at]!;
    if (at < (nouns.at(-1)?.to ?? 0)) continue;
    if (!isAscii && UNSPACED.test(word)) {
      for (const text of unspacedNames.allIn(word)) nouns.push(nounAt(unspaced.get(text)!, text, at, at + 1));
      continue;
    }
    const pairs = byPair.get(word);
    const isLinked = pairs !== undefined && LINKS.has(words[at + 1] ?? '') && !pairs.has(words[at + 1]!);
    const second = pairs ? (words[at + (isLinked ? 2 : 1)] ?? '') : '';
    const pair = pairs?.get(second);
    const name = pair ?? nameOf(word);
    const length = pair ? (isLinked ? 3 : 2) : 1;
    if (name !== NO_NAME)
      nouns.push(nounAt(name, pair ? words.slice(at, at + length).join(' ') : word, at, at + length));
  }
  return nouns;
}

const nounAt = ({ kinds, sorts, isHeadFirst, bits }: Name, text: string, at: number, to: number): Noun => ({
  kinds,
  sorts,
  isHeadFirst,
  bits,
  text,
  at,
  to,
});

/** A word that the list does not have, as a noun. */
export const unlistedNoun = (text: string, at: number): Noun => nounAt(NO_NAME, text, at, at + 1);

/** Of which sorts the goods of this name are: "Fold Wallet Case" is a case. */
export function sortsOf(name: WordList): readonly string[] {
  const nouns = goodsNouns(name);
  const head = nouns[0]?.isHeadFirst ? nouns[0] : nouns.at(-1);
  return head?.sorts ?? [];
}

/** A word with which no name of goods begins need not be looked at. */
export const mayBeginNoun = (word: string): boolean => nameOf(word) !== NO_NAME || byPair.has(word);

/** Kinds as bits: sets of them are compared with one `&`. */
export function kindBits(nouns: readonly Noun[]): number {
  let bits = 0;
  for (const noun of nouns) bits |= noun.bits;
  return bits;
}

const bitsOf = (isMeant: (kind: Pick<Listed, 'id' | 'niceClass'> & { role: Role }) => boolean): number =>
  (list.kinds as Listed[]).reduce(
    (bits, { id, niceClass, role = 'goods' }, at) => bits | (isMeant({ id, niceClass, role }) ? 1 << at : 0),
    0,
  );

/** Of all kinds that are sold for themselves. */
export const GOODS_BITS = bitsOf(({ role }) => role === 'goods');
/** Class 25 of the Nice Classification, without shoes. */
export const CLOTHES_BITS = bitsOf(({ id, niceClass }) => niceClass === 25 && id !== 'shoes');
/** Of what is used up, and sold by its amount. */
export const CONSUMED_BITS = bitsOf(({ id }) => ['beauty', 'fragrance', 'care', 'food', 'home'].includes(id));
export const POURED_BITS = bitsOf(({ id }) => ['fragrance', 'beauty', 'food', 'care'].includes(id));
/** What one maker calls so costs about alike; a toy or a tool may be a puzzle or a train set, a bit or a saw. */
export const ALIKE_BITS = bitsOf(({ id }) =>
  [
    'outerwear',
    'shirt',
    'sweater',
    'legwear',
    'dress',
    'shoes',
    'headwear',
    'bag',
    'wallet',
    'watch',
    'eyewear',
  ].includes(id),
);
/** What a maker of anything has its name put on, and sells or gives away. */
export const MERCHANDISE_BITS = bitsOf(({ id }) =>
  [
    'trinket',
    'toy',
    'drinkware',
    'headwear',
    'shirt',
    'sweater',
    'socks',
    'smallwear',
    'textile',
    'outdoor',
    'food',
  ].includes(id),
);
export const SHOES_BIT = bitsOf(({ id }) => id === 'shoes');
export const PART_BIT = bitsOf(({ role }) => role === 'part');
export const WATCH_BIT = bitsOf(({ id }) => id === 'watch');
export const TOY_BIT = bitsOf(({ id }) => id === 'toy');
/** Of the small things that are made in the likeness of goods, or to go with them. */
export const TRINKET_BITS = bitsOf(({ id }) => id === 'trinket' || id === 'toy');

/** Such things and nothing else, of a brand that makes none: a toy maker's toys are its goods, whatever they are called. */
export const isTrinketOf = (bits: number, productKinds: number): boolean =>
  (bits & ~(TRINKET_BITS & ~productKinds)) === 0;

export const hasRole = ({ kinds }: Name, role: Role): boolean => kinds.some((kind) => kind.role === role);
