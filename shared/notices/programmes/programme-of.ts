import type { Listing } from '#shared/domain/listing.ts';
import { type OfferKey, offerOf } from '#shared/domain/offer.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { programmeById } from './index.ts';

/** The programme that takes notices about offers on this marketplace, as listings name it ("ebay@ebay.de"). */
export function programmeOf(marketplace: string): Programme {
  return programmeById(marketplaceById(marketplace)?.marketplace.programme ?? 'report-form');
}

/** Which offer a listing is, as its marketplace says. */
export function offerKeyOf(listing: Listing): OfferKey {
  const marketplace = marketplaceById(listing.marketplace)?.marketplace;
  return marketplace?.offerKey?.(listing) ?? offerOf(listing);
}
