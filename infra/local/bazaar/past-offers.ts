import { buildCatalogue } from './catalogue.ts';
import { inventedCast } from './invented-cast.ts';
import type { CatalogueEntry } from './offer.ts';
import type { BazaarSeller } from './sellers.ts';

export type PastOffer = { entry: CatalogueEntry; seller: BazaarSeller };

/** As many offers as come and go in six weeks in a shop of half the sellers. */
const STOCKS = 4;

/** What the shop had before it opened its doors to us, by sellers who are there no more: the stuff of a generated history. */
export function pastOffers(seed: string | number): PastOffer[] {
  return Array.from({ length: STOCKS }, (_, index) => stock(`${seed}/past-${index + 1}`)).flat();
}

function stock(seed: string): PastOffer[] {
  const cast = inventedCast(seed);
  const sellers = new Map(Object.values(cast).flatMap((some) => some.map((seller) => [seller.id, seller] as const)));
  return buildCatalogue(seed, cast).map((entry) => ({ entry, seller: sellers.get(entry.offer.sellerId)! }));
}
