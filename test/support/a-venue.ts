import type { ListingReading } from '#shared/extraction/reading.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import type { Venue } from '#shared/notices/venue.ts';

/** A marketplace whose pages are JSON readings: a page's body says what the parser makes of it. */
export function aMarketplace(overrides: Partial<Marketplace> = {}): Marketplace {
  return {
    id: 'bazaar',
    title: 'Bazaar',
    hosts: ['bazaar.example'],
    requestsPerSecond: 5,
    programme: 'bazaar',
    searchUrl: (keyword, page) => `https://bazaar.example/search?q=${keyword}&page=${page}`,
    listingUrl: (id) => `https://bazaar.example/item/${id}`,
    readSearch: (page) => ({
      coverage: page.body === 'search' ? 'complete' : 'blocked',
      listings: [],
      nextPageUrl: null,
    }),
    readListing: (page) => JSON.parse(page.body) as ListingReading,
    ...overrides,
  };
}

export function aVenue(overrides: Partial<Marketplace> = {}): Venue {
  const marketplace = aMarketplace(overrides);
  return { id: marketplace.id, marketplace, hosts: marketplace.hosts, origin: `https://${marketplace.hosts[0]}` };
}
