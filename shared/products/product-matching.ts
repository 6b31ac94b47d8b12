import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { brandProfile } from '#shared/recognition/brand-profile.ts';
import { cachedPerPair } from '#shared/recognition/caches.ts';
import { isCommonWord } from '#shared/recognition/common-words.ts';
import { isTrinketOf } from '#shared/recognition/goods-nouns.ts';
import { isUnit } from '#shared/recognition/measures.ts';
import { type SoldGoods, soldGoods } from '#shared/recognition/sold-goods.ts';
import { UNSPACED, type WordList } from '#shared/recognition/text-folding.ts';
import { brandCatalogue } from './brand-catalogue.ts';
import { type OfferText, offerText, tellingFirst, textCosine, titleOfferText } from './offer-text.ts';
import { inOwnWords, otherGoodsWords, withoutTalk } from './own-words.ts';
import { type CatalogueProduct, isNumber, type ProductCatalogue } from './product-catalogue.ts';
import { productFeatures } from './product-features.ts';
import { productProbability, showsWhole } from './product-model.ts';
import type { Tally } from './tally.ts';
import { kindsAtPrice } from './trinket-price.ts';

export type ProductMatch = { product: ReferenceProduct; goods: CatalogueProduct; probability: number };

/** In log-odds: of the pairs that the model was fitted on one in ten belongs together; when an offer names the brand besides, nearly one in two. */
const BRAND_NAMED = 2;
/** "Fjeld kurtka" for the Fjeld Jacket: the model compares words, and knows no other language. */
const KIND_IN_OTHER_WORDS = 1.5;
const MODEL_BESIDE_NAME = 0.7;
/** The kind in other words, and its number or size: not fitted. */
const KIND_AND_NUMBER = 0;
/** Not fitted. */
const OTHER_OF_THE_KIND = 1.2;
/** Not fitted. */
const OTHER_LINE = -1;
/** As far below even as the brand's name is above: not fitted. */
const NUMBER_ALONE = -2;
const BRAND_NOT_NAMED = 0.6; // the words of a product without the name are weaker
const SHOWN_WITHOUT_BRAND = 0.6; // ordinary words such as backpack stand in too many titles
const WORTH_KNOWING = 0.05;
const FAR_BEHIND = 0.5;
const MOST_COMPARED = 5;

/** A product that shares words with the title. `likeness` 0..1: by those words of the title that stand in the catalogue at all. */
export type KindredProduct = { goods: CatalogueProduct; likeness: number };

/** `kindred` is empty when the brand is not named. `besides`: what else the title names in full, beside this product. */
export type ReadProducts = {
  matches: readonly ProductMatch[];
  kindred: readonly KindredProduct[];
  besides: (product: ReferenceProduct) => readonly CatalogueProduct[];
};

/** What the title says about the brand's products. Cached, for several signals ask. */
export const readProducts = cachedPerPair((brand: Brand, listing: Listing): ReadProducts => {
  const { seen, seenText, mentions } = readTitle(brand, listing);
  const catalogue = brandCatalogue(brand);
  const isNamed = mentions.length > 0;
  const sold = isNamed ? soldGoods(brand, listing) : undefined;
  const { productKinds } = brandProfile(brand);
  const kinds = kindsAtPrice(sold?.kinds ?? 0, listing, productKinds);
  let words = sold ? withoutTalk(seen, seenText, sold.nouns, catalogue) : seen;
  const beside = mentions.map(({ to }) => seen.words[to] ?? '');
  let candidates = ofTheKind(candidateProducts(words, catalogue, isNamed, beside), sold, kinds, productKinds);
  const inOwn = candidates.length === 0 && kinds !== 0 ? inOwnWords(words, sold!.nouns, catalogue) : undefined;
  if (inOwn) {
    words = inOwn;
    candidates = ofTheKind(candidateProducts(words, catalogue, isNamed, beside), sold, kinds, productKinds);
  }
  if (candidates.length === 0) return NOTHING_READ;
  const left = otherGoodsWords(words, kinds, catalogue);
  const title = titleText(words, left, catalogue);
  const ranked = rankedCandidates(title, candidates, catalogue);
  const matches: ProductMatch[] = [];
  for (const candidate of nearestCandidates(ranked)) {
    const { goods, name, rival } = candidate;
    const probability = productProbability(productFeatures(title, name, rival));
    const given = sold
      ? moreLikely(probability, inOwn ? supportOfKind(title, candidate) : supportFor(title, left, candidate, sold))
      : BRAND_NOT_NAMED * probability;
    if (given > WORTH_KNOWING) matches.push({ product: goods.product, goods, probability: given });
  }
  matches.sort((a, b) => b.probability - a.probability);
  const kindred = isNamed ? kindredProducts(ranked, title, catalogue) : [];
  return { matches, kindred, besides: (product) => namedBesides(title, product, candidates) };
});

const NOTHING_READ: ReadProducts = { matches: [], kindred: [], besides: () => [] };

/** Products of the brand that the offer's title may describe, most probable first. */
export const matchedProducts = (brand: Brand, listing: Listing): readonly ProductMatch[] =>
  readProducts(brand, listing).matches;

/** From here on a title describes one of the brand's products. */
export const IS_PRODUCT = 0.5;

/** That the offer is one of them, whichever: they exclude each other, so their odds add up. */
export function probabilityOfAny(matches: readonly ProductMatch[]): number {
  const odds = matches.reduce((sum, { probability }) => sum + oddsOf(probability), 0);
  return odds / (1 + odds);
}

const oddsOf = (probability: number): number => probability / Math.max(1 - probability, 1e-9);

function moreLikely(probability: number, logOdds: number): number {
  const odds = oddsOf(probability) * Math.exp(logOdds);
  return odds / (1 + odds);
}

/**
 * Products of which the title shows a word; when it does not name the brand, most of the words (by the upper bound of the
 * cosine, numbers left aside). Most titles show none, and are done with here.
 */
function candidateProducts(
  { words, text, isAscii }: WordList,
  catalogue: ProductCatalogue,
  isNamed: boolean,
  besideName: readonly string[],
): CatalogueProduct[] {
  const { byTellingWord, vocabulary, unspacedWords, products, sharedByProduct } = catalogue;
  sharedByProduct.wipe();
  const add = (word: string): void => {
    const positions = byTellingWord.get(word);
    if (!positions) return;
    const square = isNamed ? ENOUGH_NAMED : (vocabulary(word)?.weight ?? 0) ** 2;
    for (const position of positions) sharedByProduct.add(position, square);
  };
  for (const word of words) add(word);
  if (isNamed && catalogue.byShortWord.size > 0) addShortWords(words, besideName, catalogue);
  if (!isAscii) for (const word of unspacedWords) if (text.includes(word)) add(word);
  if (isNamed && catalogue.byNumber.size > 0) addNumberedNames(words, catalogue);
  if (isNamed && catalogue.byModelNumber.size > 0) addModelNumbers(words, catalogue);
  const candidates: CatalogueProduct[] = [];
  for (const position of sharedByProduct.shown) {
    const product = products[position]!;
    const sum = sharedByProduct.sumAt(position);
    if (isNamed ? sum >= ENOUGH_NAMED : Math.sqrt(sum) >= SHOWN_WITHOUT_BRAND * product.leastNorm)
      candidates.push(product);
  }
  return candidates;
}

/** One word that tells which product it is, or two of those too short to tell it alone. */
const ENOUGH_NAMED = 1;

/** "Nordhavn Lo Daunenjacke": right behind the brand's name two letters are enough. */
function addShortWords(
  words: readonly string[],
  besideName: readonly string[],
  { byShortWord, sharedByProduct }: ProductCatalogue,
): void {
  for (let at = 0; at < words.length; at++) {
    const positions = words[at]!.length < 3 ? byShortWord.get(words[at]!) : undefined;
    if (!positions || words.indexOf(words[at]!) < at) continue;
    const share = besideName.includes(words[at]!) ? 1 : 1 / 2;
    for (const position of positions) sharedByProduct.add(position, share * ENOUGH_NAMED);
  }
}

/** "Nordhavn 550": a product whose name is a number is named by it, where it counts or measures nothing. */
function addNumberedNames(words: readonly string[], { byNumber, sharedByProduct }: ProductCatalogue): void {
  for (let at = 0; at < words.length; at++) {
    const positions = byNumber.get(words[at]!);
    if (!positions || isUnit(words[at + 1] ?? '') || isUnit(words[at - 1] ?? '')) continue;
    for (const position of positions) sharedByProduct.add(position, ENOUGH_NAMED);
  }
}

/** "HX 18": letters too few to tell a product, and the number that does. */
function addModelNumbers(words: readonly string[], { byModelNumber, sharedByProduct }: ProductCatalogue): void {
  for (let at = 0; at < words.length; at++) {
    const positions = byModelNumber.get(`${words[at]}${words[at + 1]}`);
    if (positions) for (const position of positions) sharedByProduct.add(position, ENOUGH_NAMED);
  }
}

/**
 * Without goods of another kind: a beanie of the Fjeld line is no Fjeld jacket. Where either kind is not known, both may be one; but
 * what is called a poster is nothing that a brand without posters makes.
 */
function ofTheKind(
  candidates: CatalogueProduct[],
  sold: SoldGoods | undefined,
  kinds: number,
  productKinds: number,
): CatalogueProduct[] {
  if (!sold || kinds === 0) return candidates;
  const isTrinket = sold.accessory !== undefined && isTrinketOf(kinds, productKinds);
  return candidates.filter((one) => (one.kinds === 0 ? !isTrinket : (one.kinds & kinds) !== 0));
}

/** What the brand's name beside it adds, in log-odds; where a number is all that is shared, it speaks against. */
function supportFor(title: OfferText, left: readonly string[], candidate: Candidate, sold: SoldGoods): number {
  if (isKnownByNumberAlone(title, candidate)) return NUMBER_ALONE;
  if (isOfOtherLine(title, left, candidate)) return OTHER_LINE;
  if (isOtherOfTheKind(title, candidate)) return OTHER_OF_THE_KIND;
  const isKind = isKindInOtherWords(title, candidate, sold.kinds);
  return (
    BRAND_NAMED + (isKind ? KIND_IN_OTHER_WORDS : 0) + (isModelBesideName(candidate, sold) ? MODEL_BESIDE_NAME : 0)
  );
}

/** "Nordhavn Fjeld …", whatever follows: so the maker writes it. An ordinary word there may be any word. */
function isModelBesideName({ goods: { modelWords } }: Candidate, { words: { words }, mentions }: SoldGoods): boolean {
  return mentions.some(({ to }) => modelWords.has(words[to] ?? ''));
}

/** "Rucksack 28 L" for the Vandre Backpack 28 L; "Rucksack" alone may be any of its kind. */
const supportOfKind = ({ numbers }: OfferText, { name }: Candidate): number =>
  numbers.some((number) => name.numbers.includes(number)) ? KIND_AND_NUMBER : Number.NEGATIVE_INFINITY;

/**
 * "Special 21 Shoes" for the Vinter 21 Shoes: the kind, a number, and another word in the place of those that tell which product it is.
 * "Shoes 21" says nothing else, and is held against the product as "Shoes" is.
 */
function isKnownByNumberAlone({ weights, words }: OfferText, { goods, name }: Candidate): boolean {
  if (goods.modelWords.size === 0) return false;
  for (const word of goods.modelWords) if (weights.has(word)) return false;
  if (words.every(({ text }) => name.weights.has(text) || isNumber(text) || isUnit(text))) return false;
  const shared = name.words.filter(({ text }) => weights.has(text));
  return shared.some(({ text }) => isNumber(text)) && !shared.some(({ text }) => isUnit(text)); // a size tells one of the same goods
}

/**
 * "Adicolor Bra" for the Ultimate Bra: the kind alone, and a word that is no ordinary one in the place of those that tell which. What is
 * left of a run without spaces is no such word: nothing tells there what is ordinary.
 */
function isOtherOfTheKind({ words, weights }: OfferText, { goods: { kindWords }, name }: Candidate): boolean {
  const isKind = (word: string): boolean => kindWords.has(word) || isNumber(word) || isUnit(word);
  if (name.words.every(({ text }) => isKind(text)) || name.words.some(({ text }) => weights.has(text) && !isKind(text)))
    return false;
  return words.some(
    ({ text }) =>
      !name.weights.has(text) && !isNumber(text) && !isUnit(text) && !UNSPACED.test(text) && !isCommonWord(text),
  );
}

/**
 * "Adicolor Bra" where the brand calls shirts and shoes Adicolor, for the Ultimate Bra: its kind, and a word of another line in the
 * place of those that tell which.
 */
function isOfOtherLine({ weights }: OfferText, left: readonly string[], { goods, name }: Candidate): boolean {
  if (left.every((word) => isCommonWord(word) || isNumber(word))) return false;
  const { modelWords, kindWords } = goods;
  return modelWords.size > 0
    ? !modelWords.values().some((word) => weights.has(word))
    : !name.words.some(({ text }) => weights.has(text) && !kindWords.has(text) && !isCommonWord(text));
}

/** The kind of the product, not in its own words, beside a word that tells which one of the kind it is. */
function isKindInOtherWords({ weights }: OfferText, { goods }: Candidate, kinds: number): boolean {
  if ((goods.kinds & kinds) === 0) return false;
  for (const word of goods.kindWords) if (weights.has(word)) return false;
  for (const word of goods.modelWords) if (weights.has(word)) return true;
  return false;
}

/** Cuts the catalogue's own words out of runs without spaces: "诺德海文冲锋衣" is a name and a jacket. @param left words to leave out */
function titleText(
  whole: WordList,
  left: readonly string[],
  { byWord, unspacedWords, vocabulary }: ProductCatalogue,
): OfferText {
  const title = tellingFirst(left.length > 0 ? without(whole, left) : whole, (word) => byWord.has(word));
  if (title.isAscii || unspacedWords.length === 0 || !UNSPACED.test(title.text))
    return titleOfferText(title, vocabulary);
  const cut = unspacedWords.reduce((text, word) => text.replaceAll(word, ` ${word} `), title.text);
  return offerText(cut, vocabulary);
}

function without({ text, isAscii, words, starts, ends }: WordList, left: readonly string[]): WordList {
  const kept = [...words.keys()].filter((at) => !left.includes(words[at]!));
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${left.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return {
    text: text.replace(whole, ' '),
    isAscii,
    words: kept.map((at) => words[at]!),
    starts: kept.map((at) => starts[at]!),
    ends: kept.map((at) => ends[at]!),
  };
}

/**
 * Products whose names stand in the title in full, and share less than half of their words with this one: "Dunk Low Retro SE"
 * names one product, "Fjeld Jacket Kilde Bottle" two.
 */
function namedBesides(
  title: OfferText,
  product: ReferenceProduct,
  candidates: readonly CatalogueProduct[],
): CatalogueProduct[] {
  const named = candidates.filter(({ product: one, names }) => one !== product && isNamedInFull(title, names[0]));
  const own = named.length === 0 ? undefined : candidates.find((one) => one.product === product)?.names[0];
  if (!own) return [];
  return named.filter(({ names: [name] }) => {
    const shared = name!.words.filter(({ text }) => own.weights.has(text)).length;
    return 2 * shared < Math.min(name!.words.length, own.words.length);
  });
}

function isNamedInFull({ weights }: OfferText, name: OfferText | undefined): boolean {
  if (!name || name.words.length < 2) return false;
  for (const { text } of name.words) if (!weights.has(text)) return false;
  return true;
}

/** `rival`: cosine of the nearest other product. */
type Candidate = { goods: CatalogueProduct; name: OfferText; cosine: number; rival: number };

function kindredProducts(
  ranked: readonly Candidate[],
  title: OfferText,
  { byWord }: ProductCatalogue,
): KindredProduct[] {
  let squares = 0;
  for (const { text, weight } of title.words) if (byWord.has(text)) squares += weight ** 2;
  const share = squares === 0 ? 0 : title.norm / Math.sqrt(squares);
  return ranked.map(({ goods, cosine }) => ({ goods, likeness: Math.min(1, cosine * share) }));
}

/** Without those that only a number found which turned out to name no product ("14 colours"). */
function rankedCandidates(
  title: OfferText,
  products: readonly CatalogueProduct[],
  catalogue: ProductCatalogue,
): Candidate[] {
  const { namesByWord, sharedByName } = catalogue;
  sharedByName.wipe();
  for (const { text, weight } of title.words)
    for (const name of namesByWord.get(text) ?? NO_NAMES) sharedByName.add(name, weight * weight);
  const candidates = products.map((product) => bestName(title, product, sharedByName));
  return byArticleNumber(title, products, candidates)
    .filter(({ cosine, name }) => cosine > 0 || showsWhole(title, name))
    .sort((a, b) => b.cosine - a.cosine);
}

/**
 * An article number in the title tells products of like names apart: one with another number is held against the title with
 * that number. Not one whose name is nearer than all that goes with the number given: a cheap article's number behind the name of a dear
 * one is a way to make a price look fair.
 */
function byArticleNumber(
  title: OfferText,
  products: readonly CatalogueProduct[],
  candidates: Candidate[],
): Candidate[] {
  if (title.codes.size === 0) return candidates;
  let numberGoesWith = 0;
  for (const [at, { numbered }] of products.entries()) {
    if (!numbered || !title.joined.includes(numbered.number)) continue;
    const cosine = textCosine(title, numbered.name);
    if (cosine > candidates[at]!.cosine) candidates[at] = { ...candidates[at]!, name: numbered.name, cosine };
    numberGoesWith = Math.max(numberGoesWith, candidates[at]!.cosine);
  }
  return candidates.map((candidate, at) => {
    const { numbered } = products[at]!;
    if (!numbered || candidate.cosine > numberGoesWith || title.joined.includes(numbered.number)) return candidate;
    return { ...candidate, name: numbered.name, cosine: textCosine(title, numbered.name) };
  });
}

/** Those not far behind the best: comparing in full is dear, and a product far behind is hardly ever the one. */
function nearestCandidates(ranked: readonly Candidate[]): Candidate[] {
  const [best, second] = ranked;
  const near: Candidate[] = [];
  for (const candidate of ranked) {
    if (near.length === MOST_COMPARED || candidate.cosine < FAR_BEHIND * best!.cosine) break;
    candidate.rival = candidate === best ? (second?.cosine ?? 0) : best!.cosine;
    near.push(candidate);
  }
  return near;
}

const NO_NAMES: readonly number[] = [];

/** A product goes by its name, translations and article number: the title is held against the one nearest to it. */
function bestName(title: OfferText, goods: CatalogueProduct, shared: Tally): Candidate {
  const { names, firstName } = goods;
  let best = names[0]!;
  let greatest = 0;
  for (let at = 0; at < names.length; at++) {
    const squares = shared.sumAt(firstName + at);
    if (squares <= greatest * names[at]!.norm) continue;
    best = names[at]!;
    greatest = squares / best.norm;
  }
  return { goods, name: best, cosine: greatest === 0 ? 0 : greatest / title.norm, rival: 0 };
}
