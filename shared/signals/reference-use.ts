import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Signal } from '#shared/domain/signal.ts';
import { isPricedAsPart } from '#shared/products/part-price.ts';
import { IS_PRODUCT, probabilityOfAny, readProducts } from '#shared/products/product-matching.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { type BrandProfile, brandProfile } from '#shared/recognition/brand-profile.ts';
import { GOODS_BITS, goodsNouns, hasRole, type Noun, PART_BIT } from '#shared/recognition/goods-nouns.ts';
import { beginsWithDigit, isUnit } from '#shared/recognition/measures.ts';
import type { Mention } from '#shared/recognition/mention.ts';
import * as say from '#shared/recognition/reference-words.ts';
import { type SoldGoods, soldGoods } from '#shared/recognition/sold-goods.ts';
import { type WordList, wordsOf } from '#shared/recognition/text-folding.ts';
import { suspiciousWording } from '#shared/recognition/wording.ts';
import { deliberateness } from './evasive-spelling.ts';

/** Where the title names something else than the brand's goods, the gate stays above the limit for expediting: a person looks, whatever else it says. */
const LEAST_FOR_OTHER_GOODS = 0.33;
const MOST_CLOSED = 0.65;

/**
 * The offer is for something that goes with the brand's goods ("case for Nordhavn bottle"), which may lawfully name the
 * brand, or for a service, a voucher, an empty box. The value is how much of the gated signals is taken back. What is sold
 * decides, not a part that the goods have ("full zip"). Writing "for" before a name is easy, so the gate opens fully only with
 * the name of an accessory, and little for words or spellings that an accessory seller has no use for.
 */
export const referenceUse: Signal = {
  id: 'reference-use',
  title: 'Refers to the brand',
  family: 'gate',
  needs: 'search-result',
  gated: false,
  notice: 'not quoted',
  evaluate({ brand, listing }) {
    const { mentions } = readTitle(brand, listing);
    if (mentions.length === 0) return 'not-applicable';
    const sold = soldGoods(brand, listing);
    const reference =
      sold.mentions.length === 0
        ? undefined
        : strongestReference(sold, brandProfile(brand), {
            isProduct: () => probabilityOfAny(readProducts(brand, listing).matches) >= IS_PRODUCT,
            isOwnPart: () => isOwnPart(brand, listing, sold),
            isPricedAsPart: () => isPricedAsPart(brand, listing),
          });
    if (!reference) return 'not-applicable';
    const open = reference.value * (1 - MOST_CLOSED * bareness(sold.words, mentions));
    const value = reference.isOther ? Math.max(LEAST_FOR_OTHER_GOODS, open) : open;
    return value < 0.05 ? 'not-applicable' : { value, evidence: reference.evidence };
  },
  bounds: () => [0, 1],
};

/**
 * The brand sells such parts itself, and the title describes one: "charger LG18" for its Ladegerät LG18; so does a maker of parts
 * whose product may be one, unless the price is that of a part of it. "Battery adapter", or "spare cup for the mount", names its part
 * besides, and sells another.
 */
function isOwnPart(brand: Brand, listing: Listing, { nouns, part }: SoldGoods): boolean {
  const [best] = readProducts(brand, listing).matches;
  if (!part || !best || best.probability < IS_PRODUCT) return false;
  const { kinds, kindWords, sorts } = best.goods;
  if ((kinds & GOODS_BITS) !== 0) return false;
  if (kinds === 0 && ((brandProfile(brand).productKinds & PART_BIT) === 0 || isPricedAsPart(brand, listing)))
    return false;
  const { at, to, text, bits } = part.noun;
  const parts = nouns.filter((noun) => noun.at !== at && hasRole(noun, 'part'));
  if (bits === 0) return parts.length === 0;
  const namesOwn = text.includes(' ') && text.split(' ').some((word) => kindWords.has(word));
  const isOwn = (noun: Noun) => kindWords.has(noun.text) || noun.sorts.some((sort) => sorts.includes(sort));
  return !namesOwn && !parts.some((noun) => noun.at === to || noun.to === at || isOwn(noun));
}

type Reference = { value: number; evidence: string; isOther?: boolean };

type Asked = { isProduct: () => boolean; isOwnPart: () => boolean; isPricedAsPart: () => boolean };

function strongestReference(sold: SoldGoods, profile: BrandProfile, asked: Asked): Reference | undefined {
  const { words, mentions, part, accessory, wearer, form } = sold;
  const { name, from } = mentions[0]!;
  const isForWhat = mentions.every((mention) => isForOtherGoods(sold, mention, profile));
  if (mentions.every((mention) => isReferredTo(sold, mention, profile))) {
    const named = part?.noun ?? accessory ?? sold.nouns.find((noun) => noun.at < from && hasRole(noun, 'part'));
    if (named)
      return { value: 0.95, evidence: `Offers an accessory or part ("${named.text}") for ${name}.`, isOther: true };
    // "Jacket for Nordhavn Fjeld": nobody sells a jacket to go with a jacket.
    const behind = forBehind(sold, mentions[0]!, profile);
    if (
      isOtherGoods(goodsBeside(words.words, from - 2), profile) ||
      (behind >= 0 && isOtherGoods(words.words[behind + 1], profile)) ||
      isMarkedBehind(words, mentions[0]!, profile)
    )
      return { value: 0.75, evidence: `Offers something for ${name}, not ${name} goods.`, isOther: true };
    return { value: 0.3, evidence: `The title says "for ${name}" but names no accessory.` };
  }
  if (isForWhat)
    return { value: 0.6, evidence: `Offers something for goods of ${name}, not these goods.`, isOther: true };
  if (mentions.every((mention) => isInstead(words.words, mention)))
    return { value: 0.6, evidence: `The title offers it instead of goods of ${name}.`, isOther: true };
  if (form?.isOtherThing) return { value: 0.75, evidence: `The title ${form.says} ("${form.phrase}").`, isOther: true };
  if (part && asked.isOwnPart()) return undefined;
  if (wearer)
    return { value: 0.75, evidence: `The title offers it for a doll or an animal ("${wearer.text}").`, isOther: true };
  if (part?.isSold === 'surely')
    return {
      value: 0.75,
      evidence: `What the title offers is "${part.noun.text}", not the goods it is of.`,
      isOther: true,
    };
  if (!part) return undefined;
  if (asked.isPricedAsPart())
    return {
      value: 0.75,
      evidence: `The title names an accessory or part ("${part.noun.text}"), and the price is that of one.`,
      isOther: true,
    };
  if (part.isSold === 'by its price') return undefined;
  // A part that stands beside one of the brand's products is one of its own.
  const isBesideProduct = asked.isProduct();
  if (isBesideProduct && part.isSold === 'perhaps') return undefined;
  return {
    value: isBesideProduct && part.noun.to !== from ? LEAST_FOR_OTHER_GOODS : 0.5,
    evidence: `The title names an accessory ("${part.noun.text}") that the brand does not make.`,
    isOther: true,
  };
}

/** How plainly the title itself speaks of copies, 0..1. A description says many things, and cannot turn a zipper into a jacket. */
const bareness = (words: WordList, mentions: readonly Mention[]): number =>
  Math.max(0, ...mentions.map(deliberateness), ...suspiciousWording(words).map(({ weight }) => weight));

/** The word at or before this place that counts and measures nothing: "Klingenschutz 20 cm für". */
function goodsBeside(words: readonly string[], at: number): string | undefined {
  while (at >= 0 && (beginsWithDigit(words[at]!) || isUnit(words[at]!))) at--;
  return words[at];
}

const isOtherGoods = (word: string | undefined, { productWords }: BrandProfile): boolean =>
  word !== undefined && !productWords.has(word);

/**
 * "for", "fits", "compatible with" before the name, or "için", "用" after it. Behind an accessory the goods that it is for may
 * stand between ("чехол для часов Nordhavn"), as far as the brand makes such.
 */
function isReferredTo(sold: SoldGoods, mention: Mention, profile: BrandProfile): boolean {
  const { nouns, accessory } = sold;
  const { words, isAscii } = sold.words;
  const { from } = mention;
  const isPart = accessory !== undefined;
  const between = isPart
    ? nouns.find((noun) => noun.to === from && (noun.bits & profile.productKinds) !== 0)
    : undefined;
  let before = (between?.at ?? from) - 1;
  while (before >= 0 && say.ARTICLES.has(words[before]!)) before--;
  const word = words[before] ?? '';
  if (
    (say.saysFor(word) && (isPart || !say.FOR_OR_SIZE.has(word))) ||
    (isPart && say.FOR_A_PART.has(word)) ||
    say.isCompatibleWith(words[before - 1], word) ||
    (!isAscii && say.CJK_FOR_BEFORE.test(words[from - 1] ?? ''))
  )
    return true;
  if (!isAscii && from > 1 && isGoodsBehindPrefix(words[from - 1]!)) return true;
  return isMarkedBehind(sold.words, mention, profile) || forBehind(sold, mention, profile) >= 0;
}

/** "כרית לאוזניות Nordhavn" */
function isGoodsBehindPrefix(word: string): boolean {
  const rest = say.behindPrefixFor(word);
  return rest !== undefined && goodsNouns(wordsOf(rest)).some((noun) => hasRole(noun, 'goods'));
}

/**
 * Where "için" stands: near behind the name, behind a product whose name it begins, or before a part ("Nordhavn fren diski HD-160 için
 * adaptör"); -1 where it only says for whom goods are.
 */
function forBehind({ words: { words }, nouns }: SoldGoods, { to }: Mention, profile: BrandProfile): number {
  const at = words.findIndex((word, place) => place >= to && say.saysForBehind(word));
  if (at <= to) return at;
  const end = say.BEFORE_BEHIND.has(words[at - 1]!) ? at - 1 : at;
  if (say.BENEFICIARIES.has(words[end - 1]!)) return -1;
  const isOfProduct = profile.productWords.has(words[end - 1]!) || nouns.some((noun) => noun.to === end);
  const isBeforePart = nouns.some((noun) => noun.at > at && hasRole(noun, 'part'));
  return at <= to + WORDS_BETWEEN || isOfProduct || isBeforePart ? at : -1;
}

/** "Nordhavn Fjord対応 …", "… 호환": so what is made for these goods is called. */
function isMarkedBehind({ words, isAscii }: WordList, { to }: Mention, { productWords }: BrandProfile): boolean {
  if (isAscii) return false;
  return words.some((word, at) => {
    if (at < to) return false;
    let before = at - 1;
    while (before >= to && beginsWithDigit(words[before]!)) before--;
    const isBehind = before < to || productWords.has(words[before]!);
    return (isBehind && say.CJK_FOR_AFTER.test(word)) || say.CJK_FOR_ANYWHERE.test(word);
  });
}

/** "Earbuds, alternative to Nordhavn". */
function isInstead(words: readonly string[], { from, to }: Mention): boolean {
  if (say.saysOtherMaker(words, from, to)) return true;
  let before = from - 1;
  while (before > 0 && say.ARTICLES.has(words[before]!)) before--;
  return say.saysInstead(words, from - 1) || say.saysInstead(words, before) || say.IS_NOT.has(words[from - 1] ?? '');
}

const WORDS_BETWEEN = 3;

/**
 * "Étui pour casque Nordhavn": no goods that the brand makes are named before "for", and behind it stands neither a person nor a
 * pursuit; before goods that it makes ("papier do szlifierki Nordhavn") the shorter words for it do too.
 */
function isForOtherGoods(
  { words: { words }, nouns }: SoldGoods,
  { from }: Mention,
  { productKinds, productWords, productSorts }: BrandProfile,
): boolean {
  const own = nouns.filter(
    (noun) =>
      (noun.bits & productKinds & GOODS_BITS) !== 0 ||
      productWords.has(noun.text) ||
      noun.sorts.some((sort) => productSorts.has(sort)),
  );
  for (let at = from - 2; at >= Math.max(1, from - 1 - WORDS_BETWEEN); at--) {
    const isBeforeOwn = own.some((noun) => noun.at > at && noun.to <= from);
    const saysFor = say.saysFor(words[at]!) || (isBeforeOwn && say.FOR_A_PART.has(words[at]!));
    if (!saysFor || say.FOR_OR_SIZE.has(words[at]!)) continue;
    const isForSomebody = words
      .slice(at + 1, from)
      .some((word) => say.BENEFICIARIES.has(word) || beginsWithDigit(word));
    const before = own.filter((noun) => noun.to <= at);
    // "Raincoat for Nordhavn backpack": nobody would say so of a backpack.
    const isForNoun = (noun: Noun): boolean =>
      noun.at === at + 1 && before.every(({ bits }) => (bits & noun.bits) === 0);
    if (before.length > 0) return before.every(({ text }) => !productWords.has(text)) && own.some(isForNoun);
    return isBeforeOwn || !isForSomebody;
  }
  return false;
}
