import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { readText, readTitle } from './brand-mention.ts';
import { brandProfile } from './brand-profile.ts';
import { cachedPerPair, cachedPerWord } from './caches.ts';
import {
  endsInGoods,
  GOODS_BITS,
  goodsNouns,
  hasRole,
  isTrinketOf,
  kindBits,
  mayBeginNoun,
  type Noun,
  POURED_BITS,
  TOY_BIT,
  TRINKET_BITS,
  unlistedNoun,
} from './goods-nouns.ts';
import { beginsWithDigit } from './measures.ts';
import type { Mention } from './mention.ts';
import { mayBeginForm, type OfferForm, offerForm } from './offer-form.ts';
import * as say from './reference-words.ts';
import { UNSPACED, type WordList } from './text-folding.ts';

/**
 * A part that may be what is sold: `surely`, whatever else the title names; `first`, for it stands before all else; `perhaps`,
 * or the goods have it; `by its price`, if that is the price of one: it stands before the goods ("zip hoodie").
 */
export type NamedPart = { noun: Noun; isSold: 'surely' | 'first' | 'perhaps' | 'by its price' };

/** What a title offers. Its words are those that a reader takes, and so are the positions of the mentions. */
export type SoldGoods = {
  words: WordList;
  mentions: readonly Mention[];
  /** All names of goods, parts, labels and wearers, in their order. */
  nouns: readonly Noun[];
  /** Of all goods that it names (`kindBits`); 0 when none is known. */
  kinds: number;
  part: NamedPart | undefined;
  /** What may go with goods of others: the first part, label or trinket. */
  accessory: Noun | undefined;
  /** A label, tag or patch, and no goods that it might be on. */
  label: Noun | undefined;
  /** "for a doll", "dog coat". */
  wearer: Noun | undefined;
  form: OfferForm | undefined;
};

/** What the title of an offer that names the brand says is for sale. Cached, for several signals ask. */
export const soldGoods = cachedPerPair((brand: Brand, listing: Listing): SoldGoods => {
  const { words: asWritten, seen: words, seenText: text, mentions: written } = readTitle(brand, listing);
  const mentions = words === asWritten ? written : readText(brand, text).mentions;
  const { told, places } = tellingWords(words, mentions);
  const { productWords, productKinds, productSorts } = brandProfile(brand);
  const nouns = places.length > 0 ? goodsNouns(words, places) : NO_NOUNS;
  const bits = kindBits(nouns);
  const kinds = bits & GOODS_BITS;
  const form =
    (told & FORM
      ? (formBesidesProducts(words, kinds, productWords) ?? partAlone(words, mentions, productWords))
      : undefined) ?? (kinds & productKinds && told & MISSING ? withoutGoods(words, nouns, productKinds) : undefined);
  const read = { words, mentions, nouns, kinds, form };
  // Most titles name goods and nothing besides.
  if ((bits & ~GOODS_BITS) === 0 && (bits & TRINKET_BITS) === 0 && (told & SPARE) === 0)
    return { ...read, part: undefined, accessory: undefined, label: undefined, wearer: undefined };

  const named = (noun: Noun) => hasRole(noun, 'goods') || productWords.has(noun.text);
  const made = (noun: Noun) => named(noun) || noun.sorts.some((sort) => productSorts.has(sort));
  const own =
    nouns.some((noun) => made(noun) && !named(noun)) && isMadeForOwn(words, nouns, mentions, made, productWords)
      ? named
      : made;
  const isTrinket = ({ bits }: Noun) => isTrinketOf(bits, productKinds);
  const offered = told & WITH ? withoutExtras(words, nouns, (noun) => own(noun) && !isTrinket(noun)) : nouns;
  const isOther = (noun: Noun) => isTrinket(noun) || (productKinds !== 0 && (noun.bits & productKinds) === 0);
  const part = partIn(words, mentions, offered, { own, isTrinket, isOther }, productWords);
  return {
    ...read,
    part,
    accessory: offered.find((noun) => !own(noun) || isTrinket(noun)),
    label: part || offered.some(own) ? undefined : offered.find((noun) => isLabel(words, noun)),
    // A toy maker's dolls are its goods.
    wearer:
      productKinds & TOY_BIT
        ? undefined
        : nouns.find((noun) => hasRole(noun, 'wearer') && isWearer(words, noun, nouns)),
  };
});

// Nearly all words of titles tell nothing here: each is looked up once, and the title read further only for what it has.
const NOUN = 1;
const WITH = 2;
const SPARE = 4;
const FORM = 8;
const MISSING = 16;
const NO_NOUNS: Noun[] = [];

const tellingWord = cachedPerWord(
  (word): number =>
    (mayBeginNoun(word) ? NOUN : 0) |
    (say.WITH.has(word) || say.INCLUDED.has(word) ? WITH : 0) |
    (say.saysSpare(word) ? SPARE : 0) |
    (say.WITHOUT.has(word) || say.NOT.has(word) ? MISSING : 0) |
    (mayBeginForm(word) || word === say.ONLY ? FORM : 0),
);

/** `places`: where nouns may begin, outside the brand's own name. */
function tellingWords({ words, text, isAscii }: WordList, mentions: readonly Mention[]) {
  const isMixed = !isAscii && UNSPACED.test(text);
  const places: number[] = [];
  let told = isMixed ? FORM | MISSING : 0;
  for (let at = 0; at < words.length; at++) {
    const telling = tellingWord(words[at]!);
    if (((telling & NOUN) !== 0 || (isMixed && UNSPACED.test(words[at]!))) && !isOfName(mentions, at)) places.push(at);
    told |= telling;
  }
  return { told, places };
}

function isOfName(mentions: readonly Mention[], at: number): boolean {
  for (const { from, to } of mentions) if (at >= from && at < to) return true;
  return false;
}

/**
 * A product may be called so: "Auction Jacket". Samples are drawn of what is poured or spread, of other goods they are goods; and nobody
 * serves what is used up: "Repair Serum".
 */
function formBesidesProducts(words: WordList, kinds: number, productWords: ReadonlySet<string>): OfferForm | undefined {
  const form = offerForm(words);
  const isPoured = (kinds & POURED_BITS) !== 0;
  if (form?.id === 'sample' && kinds !== 0 && !isPoured) return undefined;
  if (form?.id === 'service' && isPoured) return undefined;
  return form?.phrase.split(' ').every((word) => productWords.has(word)) ? undefined : form;
}

/** "Dial only": whatever it is, it is not the goods. */
function partAlone(
  { words }: WordList,
  mentions: readonly Mention[],
  productWords: ReadonlySet<string>,
): OfferForm | undefined {
  const at = words.indexOf(say.ONLY);
  const word = words[at - 1];
  if (word === undefined || word.length < 2 || productWords.has(word) || beginsWithDigit(word)) return undefined;
  if (say.NOT_BEFORE_ONLY.has(word) || say.COLOURS.has(word)) return undefined;
  if (
    isOfName(mentions, at - 1) ||
    goodsNouns({ words: [word], text: word, isAscii: true, starts: [0], ends: [word.length] }).some((noun) =>
      hasRole(noun, 'goods'),
    )
  )
    return undefined;
  return { id: 'only', says: 'offers a part of the goods alone', phrase: `${word} ${say.ONLY}`, isOtherThing: true };
}

/** "Box, watch not included": all of the brand's kinds of goods that the title names are what is missing. */
function withoutGoods(list: WordList, nouns: readonly Noun[], productKinds: number): OfferForm | undefined {
  const own = nouns.filter(({ bits }) => bits & productKinds);
  const missing = own.filter((noun) => isMissing(list, noun));
  const kinds = kindBits(missing);
  if (missing.length === 0 || own.some(({ bits }) => (bits & kinds) === 0)) return undefined;
  return {
    id: 'only',
    says: 'offers what goes with the goods, without them',
    phrase: missing[0]!.text,
    isOtherThing: true,
  };
}

function isMissing({ words, text, isAscii }: WordList, { at, to, text: goods }: Noun): boolean {
  let before = at - 1;
  while (before > 0 && say.ARTICLES.has(words[before]!)) before--;
  if (say.WITHOUT.has(words[before] ?? '') && !beginsWithDigit(words[at]!)) return true;
  return say.saysMissing(words.slice(to, to + 4).join(' ')) || (!isAscii && say.saysMissingUnspaced(text, goods));
}

/** "Jacket with box", "watch without strap", "dust bag included": what comes with the goods, or does not, is not what is offered. */
function withoutExtras({ words }: WordList, nouns: readonly Noun[], isOwn: (noun: Noun) => boolean): readonly Noun[] {
  const isWithPapers = ({ to }: Noun) => say.AND.has(words[to] ?? '') && say.PAPERS.has(words[to + 1] ?? '');
  const isExtra = (noun: Noun) => !isOwn(noun) && (say.INCLUDED.has(words[noun.to] ?? '') || isWithPapers(noun));
  const isGoods = (noun: Noun) => hasRole(noun, 'goods');
  const offered = nouns.some((noun) => isOwn(noun) || isGoods(noun)) ? nouns.filter((noun) => !isExtra(noun)) : nouns;
  const first = words.findIndex((word) => say.WITH.has(word));
  const before = offered.filter(({ at }) => at < first);
  // "Box and papers, Nordhavn jacket": the goods stand behind.
  return first < 0 || (say.AND.has(words[first]!) && !before.some(isOwn)) ? offered : before;
}

function partIn(
  list: WordList,
  mentions: readonly Mention[],
  offered: readonly Noun[],
  { own: isOwn, isTrinket, isOther }: Record<'own' | 'isTrinket' | 'isOther', (noun: Noun) => boolean>,
  productWords: ReadonlySet<string>,
): NamedPart | undefined {
  const { words } = list;
  const spare = words.findIndex((word, at) => say.saysSpare(word) && !productWords.has(word) && !isBeside(words, at));
  const parts = offered.filter((noun) => hasRole(noun, 'part') && !isOwn(noun));
  if (spare >= 0) {
    const isSpare = ({ at, to }: Noun) => at === spare + 1 || (at <= spare && to >= spare - 2);
    return { noun: parts.find(isSpare) ?? unlistedNoun(words[spare]!, spare), isSold: 'surely' };
  }
  const goods = offered.filter(isOwn);
  const trinket = goods.find((noun) => isTrinket(noun) && !productWords.has(noun.text));
  if (trinket && goods.length > 1 && isBeforeName(trinket, offered, mentions))
    return { noun: trinket, isSold: 'surely' };
  // "Cable ties"
  const other = goods.find(
    (noun) =>
      noun !== goods[0] && isOther(noun) && !productWords.has(noun.text) && isJoined(words, noun, goods, mentions),
  );
  if (other) return { noun: other, isSold: 'surely' };
  for (const noun of parts) {
    if (isCut(words, noun)) continue;
    if (!list.isAscii && goods.some(({ text }) => say.saysForUnspaced(list.text, text)))
      return { noun, isSold: 'surely' };
    // "Akku-Adapter"
    if (!noun.isHeadFirst && goods.some((one) => hasRole(one, 'part') && one.to === noun.at))
      return { noun, isSold: 'surely' };
    const isFirst = noun === offered[0];
    if (isFirst && isForSomething(words, noun.to, mentions[0]?.from ?? 0)) return { noun, isSold: 'surely' };
    if (isFirst && noun.isHeadFirst && say.OF.has(words[noun.to] ?? '')) return { noun, isSold: 'surely' };
    if (goods.length === 0 && isBehindName(words, noun, mentions, productWords)) return { noun, isSold: 'surely' };
    if (isFirst && goods.length === 0 && noun.at < (mentions[0]?.from ?? 0)) return { noun, isSold: 'surely' };
    if (isFirst && (noun.isHeadFirst || isBeforeName(noun, offered, mentions))) return { noun, isSold: 'first' };
    if (goods.length === 0 || (parts.length === 1 && isJoined(words, noun, goods, mentions)))
      return { noun, isSold: 'perhaps' };
    if (isFirst && noun.at < (mentions[0]?.from ?? 0)) return { noun, isSold: 'by its price' };
  }
  return undefined;
}

/**
 * "Batteria per avvitatore Nordhavn", "Akku-Adapter Nordhavn", "ケース用ストラップ": a maker's own parts are goods, but not where
 * something is for its goods, or another part is named first or right beside.
 */
function isMadeForOwn(
  { words, text, isAscii }: WordList,
  nouns: readonly Noun[],
  mentions: readonly Mention[],
  isMade: (noun: Noun) => boolean,
  productWords: ReadonlySet<string>,
): boolean {
  const other = nouns.filter((noun) => hasRole(noun, 'part') && !isMade(noun));
  if (other.some((part) => nouns.some((noun) => isMade(noun) && (noun.to === part.at || part.to === noun.at))))
    return true;
  if (other.includes(nouns[0]!) && nouns[0]!.at < (mentions[0]?.from ?? 0)) return true;
  if (!isAscii && nouns.some((noun) => isMade(noun) && say.saysForUnspaced(text, noun.text))) return true;
  if (!isAscii && words.some((word, at) => say.CJK_NUMBER_AND_FOR.test(word) && productWords.has(words[at - 1] ?? '')))
    return true;
  const isPassed = (at: number) =>
    say.ARTICLES.has(words[at]!) ||
    say.WITH.has(words[at]!) ||
    beginsWithDigit(words[at]!) ||
    nouns.some((noun) => at >= noun.at && at < noun.to);
  return mentions.some(({ from, to }) => {
    if (words.slice(to, to + 4).some(say.saysForBehind)) return true;
    let at = from - 1;
    while (at > 0 && isPassed(at)) at--;
    return at >= 0 && (say.saysFor(words[at]!) || say.FOR_A_PART.has(words[at]!)) && !say.FOR_OR_SIZE.has(words[at]!);
  });
}

/** "Screen protector for phones with Nordhavn …": whatever it is for, unless that is a person or a pursuit. */
const isForSomething = (words: readonly string[], from: number, to: number): boolean =>
  words.some(
    (word, at) =>
      at >= from &&
      at < to &&
      (say.saysFor(word) || say.FOR_A_PART.has(word)) &&
      !say.FOR_OR_SIZE.has(word) &&
      !say.BENEFICIARIES.has(words[at + 1] ?? ''),
  );

/** "Sticker Nordhavn …": named before all other goods, right before the name. */
const isBeforeName = (noun: Noun, [first]: readonly Noun[], mentions: readonly Mention[]): boolean =>
  noun === first && mentions.some(({ from }) => from === noun.to);

/** "with spare laces": it comes along. */
const isBeside = (words: readonly string[], at: number): boolean =>
  words.slice(0, at).some((word) => say.WITH.has(word));

/** "full zip", "long sleeves", "stand collar": what the goods are like. */
const isCut = (words: readonly string[], { at, to }: Noun): boolean =>
  say.CUTS.has(words[at - 1] ?? '') ||
  say.INSIDE.has(words[at - 1] ?? '') ||
  (at > 0 && say.CUTS.has(words[to] ?? '')) ||
  beginsWithDigit(words[at - 1] ?? '');

/** "Nordhavn zipper", "Fjeld strap": right behind the name of the brand or the product, with the number of its size. */
function isBehindName(
  words: readonly string[],
  { at }: Noun,
  mentions: readonly Mention[],
  productWords: ReadonlySet<string>,
): boolean {
  let before = at - 1;
  while (before > 0 && beginsWithDigit(words[before]!)) before--;
  return mentions.some(({ to }) => to === before + 1) || productWords.has(words[before] ?? '');
}

/** "parka zipper": two nouns in a row of which the second is sold, and nothing but sizes, colours or the name behind it. */
function isJoined(
  words: readonly string[],
  { at, to, isHeadFirst }: Noun,
  goods: readonly Noun[],
  mentions: readonly Mention[],
): boolean {
  if (isHeadFirst || !goods.some((one) => one.to === at)) return false;
  const next = words[to];
  if (mentions.some(({ from }) => from === to)) return true;
  return next === undefined || beginsWithDigit(next) || say.saysFor(next) || say.COLOURS.has(next);
}

/** "repair patch", "size label" are none. */
const isLabel = ({ words }: WordList, noun: Noun): boolean =>
  hasRole(noun, 'label') && !say.NO_BRAND_LABEL.has(words[noun.at - 1] ?? '');

const WORDS_BETWEEN = 2;

function isWearer({ words, isAscii }: WordList, noun: Noun, nouns: readonly Noun[]): boolean {
  const { at, to, text } = noun;
  if (endsInGoods(text)) return true;
  if (!isAscii && say.CJK_WEARER.test(text)) return true;
  if (words.slice(Math.max(0, at - 1 - WORDS_BETWEEN), at).some(say.saysFor)) return true;
  return nouns.some((one) => hasRole(one, 'goods') && one.at === to);
}
