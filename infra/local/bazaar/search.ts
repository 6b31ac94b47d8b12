import type { Offer } from './offer.ts';
import type { Shop } from './shop.ts';
import type { ShopListing } from './shop-listing.ts';

export const PAGE_SIZE = 20;

const TITLE_HIT = 3;
/** Sellers' own search terms count a little less than words a buyer can see. */
const TERM_HIT = 2;
const DETAIL_HIT = 1;
const SPONSORED_LIFT = 1.5;

const words = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function sameWord(asked: string, offered: string): boolean {
  if (asked === offered) return true;
  // "jackets" finds "jacket"; scripts without spaces are searched inside the run.
  if (/\p{Script=Han}/u.test(asked)) return offered.includes(asked);
  return asked.length > 3 && offered.length > 3 && (asked === `${offered}s` || offered === `${asked}s`);
}

function relevance(offer: Offer, asked: readonly string[]): number {
  const title = words(offer.title);
  const details = words([offer.category, ...Object.values(offer.specifics)].join(' '));
  let score = 0;
  for (const word of asked) {
    if (title.some((own) => sameWord(word, own))) score += TITLE_HIT;
    else if (offer.searchTerms.some((term) => sameWord(word, term))) score += TERM_HIT;
    else if (details.some((own) => sameWord(word, own))) score += DETAIL_HIT;
  }
  return score > 0 && offer.sponsored ? score + SPONSORED_LIFT : score;
}

export type SearchResult = { query: string; page: number; total: number; listings: ShopListing[]; hasNext: boolean };

/** Best match first; equal matches newest first. */
export function searchShop(shop: Shop, query: string, page: number): SearchResult {
  const asked = words(query);
  const ranked = shop
    .active()
    .map((listing) => ({ listing, score: relevance(listing.offer, asked) }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (one, other) => other.score - one.score || other.listing.listedAt.getTime() - one.listing.listedAt.getTime(),
    );
  const start = (page - 1) * PAGE_SIZE;
  return {
    query,
    page,
    total: ranked.length,
    listings: ranked.slice(start, start + PAGE_SIZE).map(({ listing }) => listing),
    hasNext: ranked.length > start + PAGE_SIZE,
  };
}
