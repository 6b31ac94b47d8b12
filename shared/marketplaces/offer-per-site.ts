import type { Listing } from '#shared/domain/listing.ts';
import { type OfferKey, offerOf } from '#shared/domain/offer.ts';
import { type CountrySites, knownSite } from '#shared/extraction/country-sites.ts';

/** For marketplaces whose country sites give out ids of their own: the same number elsewhere is another offer. */
export const offerPerSite =
  (sites: CountrySites) =>
  (listing: Listing): OfferKey => {
    const site = knownSite(sites, URL.parse(listing.url)?.hostname);
    return { ...offerOf(listing), ...(site && { site }) };
  };

/** For readers of shops anywhere: each shop has its own ids. */
export function offerPerShop(listing: Listing): OfferKey {
  const host = URL.parse(listing.url)?.hostname;
  return { ...offerOf(listing), ...(host && { site: host }) };
}
