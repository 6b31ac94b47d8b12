import * as z from 'zod';
import type { Brand, Watch } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { wilsonLowerBound } from '#shared/learning/wilson.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { goodsNouns, hasRole } from '#shared/recognition/goods-nouns.ts';
import { foldText, NOT_ASCII, UNSPACED, wordsOf } from '#shared/recognition/text-folding.ts';
import { suspiciousWording } from '#shared/recognition/wording.ts';

/** Of two that bring as much, the first. */
const WHYS = ['spelling', 'copy-word', 'goods'] as const;

/**
 * A search that nobody has set, with what it would have found among the offers that were judged. `spelling`: the name as a seller
 * disguised it; `copy-word`: the name with a word for copies; `goods`: the name with what such offers call the goods.
 */
const KeywordSuggestion = z.object({
  keyword: z.string(),
  why: z.enum(WHYS),
  /** Where these offers stood. */
  marketplaces: z.array(z.string()),
  /** Confirmed offers whose title has all of its words. */
  found: z.int(),
  /** Of these, such as no watch of today would have found there. */
  missed: z.int(),
  /** Cleared offers with all of its words: what there would be to look at in vain. */
  cleared: z.int(),
  examples: z.array(z.string()),
});
export type KeywordSuggestion = z.infer<typeof KeywordSuggestion>;

/** With how many judged offers they are made from. */
export const SuggestedKeywords = z.object({
  confirmed: z.int(),
  cleared: z.int(),
  suggestions: z.array(KeywordSuggestion),
});
export type SuggestedKeywords = z.infer<typeof SuggestedKeywords>;

type Judged = Pick<Case, 'id' | 'listing'>;

const WHY_WORDS: Record<KeywordSuggestion['why'], string> = {
  spelling: 'how sellers disguise the name',
  'copy-word': 'the name with a word for copies',
  goods: 'the name with what they call the goods',
};

/** Letters that only look like the name's are said to be others: nobody sees it. */
export const whyWords = ({ why, keyword }: Pick<KeywordSuggestion, 'why' | 'keyword'>): string =>
  why === 'spelling' && NOT_ASCII.test(keyword) ? `${WHY_WORDS[why]}: letters that look alike` : WHY_WORDS[why];

const MOST = 8;
const EXAMPLES = 3;
/** One seller's wording is a habit, two sellers' a search. */
const LEAST_SELLERS = 2;

/** Pure: as if a search found each title that has all of its words, and nothing else. */
export function suggestKeywords(
  brand: Brand,
  confirmed: readonly Judged[],
  cleared: readonly Judged[],
): KeywordSuggestion[] {
  const [infringing, harmless] = [confirmed.map(offerOf), cleared.map(offerOf)];
  const usual = infringing.length / Math.max(1, infringing.length + harmless.length);
  const searches = brand.watches.flatMap(({ keyword }) => (keyword === undefined ? [] : [keyed(keyword)]));
  const candidates = [...candidatesIn(brand, infringing)]
    .filter(([keyword]) => !searches.includes(keyed(keyword)))
    .map(([keyword, why]) => ({ ...tried(keyword, why, infringing, harmless), keyword }))
    .filter(({ found, vain, sellers }) => sellers >= LEAST_SELLERS && found.length / (found.length + vain) >= usual);
  return chosen(candidates, new Set(infringing.filter((offer) => !isWatched(offer, brand.watches))));
}

type Offer = Judged & { folded: string; words: ReadonlySet<string> };
type Why = KeywordSuggestion['why'];
type Tried = { keyword: string; why: Why; found: Offer[]; vain: number; sellers: number };

const offerOf = (record: Judged): Offer => {
  const { text, words } = wordsOf(record.listing.title);
  return { ...record, folded: foldText(text), words: new Set(words) };
};

/** The same words in any order are the same search. */
const keyed = (keyword: string): string => [...new Set(wordsOf(keyword).words)].toSorted().join(' ');

/** Scripts that put no spaces between words are searched for as they stand. */
const has = ({ folded, words }: Offer, keyword: string): boolean =>
  wordsOf(keyword).words.every((word) => (UNSPACED.test(word) ? folded.includes(word) : words.has(word)));

const isWatched = (offer: Offer, watches: readonly Watch[]): boolean =>
  watches.some(
    ({ keyword, seller, marketplaces, excluded }) =>
      marketplaces.includes(offer.listing.marketplace) &&
      (keyword === undefined ? seller === offer.listing.seller?.id : has(offer, keyword)) &&
      !excluded.some((word) => has(offer, word)),
  );

function candidatesIn(brand: Brand, offers: readonly Offer[]): Map<string, Why> {
  const found = new Map<string, Why>();
  const [name] = brand.fingerprint.names;
  const add = (keyword: string, why: Why) => found.has(keyword) || found.set(keyword, why);
  for (const { listing, folded } of offers) {
    for (const { spelled, tricks } of readTitle(brand, listing).mentions)
      if (tricks.size > 0) add(foldText(spelled), 'spelling');
    const words = wordsOf(folded);
    for (const { phrase } of suspiciousWording(words)) add(`${name!.toLowerCase()} ${phrase}`, 'copy-word');
    for (const noun of goodsNouns(words))
      if (hasRole(noun, 'goods')) add(`${name!.toLowerCase()} ${noun.text}`, 'goods');
  }
  return found;
}

function tried(keyword: string, why: Why, infringing: readonly Offer[], harmless: readonly Offer[]): Tried {
  const found = infringing.filter((offer) => has(offer, keyword));
  const vain = harmless.filter((offer) => has(offer, keyword)).length;
  const sellers = new Set(found.map(({ listing: { marketplace, seller } }) => `${marketplace}~${seller?.id}`)).size;
  return { keyword, why, found, vain, sellers };
}

/** One by one, whatever brings the most that no watch finds; then what is the least in vain. What brings nothing new is left out. */
function chosen(candidates: Tried[], missed: ReadonlySet<Offer>): KeywordSuggestion[] {
  const taken: Tried[] = [];
  const known = new Set<Offer>();
  const worth = ({ found, vain, why }: Tried) => [
    found.filter((offer) => missed.has(offer) && !known.has(offer)).length,
    -WHYS.indexOf(why),
    wilsonLowerBound(found.length, found.length + vain),
  ];
  while (taken.length < MOST) {
    const fresh = candidates.filter(({ found }) => found.some((offer) => !known.has(offer)));
    const best = fresh.toSorted((a, b) => byParts(worth(b), worth(a)) || (a.keyword < b.keyword ? -1 : 1))[0];
    if (!best) break;
    taken.push(best);
    for (const offer of best.found) known.add(offer);
  }
  return taken.map(({ keyword, why, found, vain }) => ({
    keyword,
    why,
    marketplaces: [...new Set(found.map(({ listing }) => listing.marketplace))].toSorted(),
    found: found.length,
    missed: found.filter((offer) => missed.has(offer)).length,
    cleared: vain,
    examples: found.slice(0, EXAMPLES).map(({ id }) => id),
  }));
}

const byParts = (a: readonly number[], b: readonly number[]): number =>
  a.map((part, at) => part - b[at]!).find((difference) => difference !== 0) ?? 0;
