import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { CatalogueEntry } from './offer.ts';
import { AUTHORISED_SELLERS } from './sellers.ts';

const PRICE_MOVES_AFTER_MS = HOUR_MS;

/** One listing with its times; what it is at a moment is asked with `stateAt`. */
export type ShopListing = CatalogueEntry & {
  listedAt: Date;
  endsAt?: Date;
  /** In the order in which they came. */
  notices: NoticeAt[];
  removedAt?: Date;
  relistingOf?: string;
  /** Another seller's offer that has the same id from its `listedAt` on. */
  reusedBy?: ShopListing;
};

/** A notice about a listing, and when its sender first wrote to the venue about it. */
export type NoticeAt = { receivedAt: Date; answeredAt?: Date };

export type ListingState = 'not-yet' | 'active' | 'ended' | 'removed';

/** Whose offer an id is at a moment. */
export const occupantAt = (listing: ShopListing, now: Date): ShopListing =>
  listing.reusedBy && listing.reusedBy.listedAt <= now ? listing.reusedBy : listing;

export function stateAt(listing: ShopListing, now: Date): ListingState {
  if (listing.listedAt > now) return 'not-yet';
  if (listing.removedAt && listing.removedAt <= now) return 'removed';
  if (listing.endsAt && listing.endsAt <= now) return 'ended';
  return 'active';
}

export function priceAt(listing: ShopListing, now: Date): number {
  const [first] = listing.notices;
  const noticed = first && now.getTime() > first.receivedAt.getTime() + PRICE_MOVES_AFTER_MS;
  return listing.conduct.raisesPrice && noticed ? Math.round(listing.offer.priceMinor * 2.2) : listing.offer.priceMinor;
}

export function isAuthorised(listing: ShopListing): boolean {
  return AUTHORISED_SELLERS.some((seller) => seller.id === listing.offer.sellerId);
}
