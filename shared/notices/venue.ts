import type { Listing } from '#shared/domain/listing.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';

/** A marketplace as the receiver of notices about one of its listings. */
export type Venue = {
  /** As the listing names it: the key of everything counted per venue. */
  id: string;
  marketplace: Marketplace;
  /** Host suffixes that its listing pages may have. */
  hosts: readonly string[];
  /** Where its notice endpoint lives. */
  origin: string;
  /** For `searchUrl`, when it is not the marketplace's usual site. */
  site?: string;
};

/** Undefined when the marketplace is not one of ours (any more). */
export type VenueOf = (listing: Pick<Listing, 'marketplace' | 'url'>) => Venue | undefined;

/** @param origins where a marketplace lives instead of its own site: the sample marketplace on loopback. */
export function venues(
  origins: Readonly<Record<string, string>> = {},
  known: readonly Marketplace[] = marketplaces,
): VenueOf {
  return (listing) => {
    const [id, namedSite] = listing.marketplace.split('@', 2);
    const marketplace = known.find((each) => each.id === id);
    const address = URL.parse(listing.url);
    if (!marketplace || !address) return undefined;
    const origin = origins[marketplace.id];
    // The generic readers belong to no host: their listings' own shop is the venue.
    const isAnywhere = marketplace.hosts.length === 0;
    const site = origin ?? namedSite ?? (isAnywhere ? address.origin : undefined);
    return {
      id: listing.marketplace,
      marketplace,
      hosts: [
        ...marketplace.hosts,
        ...(origin ? [new URL(origin).hostname] : []),
        ...(isAnywhere ? [address.hostname] : []),
      ],
      origin: origin ?? (isAnywhere ? address.origin : `https://${marketplace.hosts[0]}`),
      site,
    };
  };
}
