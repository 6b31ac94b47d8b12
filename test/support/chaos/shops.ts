import type { LocatedMarketplace } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';

// Three marketplaces whose pages are JSON readings, in the place of the real ones: their readers are tried elsewhere. The first is
// well, the second half dead; both take notices from programs. The third is down for a while; its notices are filed by people.

export const REQUESTS_PER_SECOND = 0.5;

export const marketplaces: readonly Marketplace[] = [
  shop('shop-0', 'shop-0.bazaar.example', 'bazaar'),
  shop('shop-1', 'shop-1.bazaar.example', 'bazaar'),
  shop('shop-2', 'shop-2.example', 'standalone-shop'),
];

export function marketplaceById(id: string): LocatedMarketplace | undefined {
  const marketplace = marketplaces.find((known) => known.id === id);
  return marketplace && { marketplace };
}

export const marketplaceForUrl = (url: string): Marketplace | undefined =>
  marketplaces.find(({ hosts }) => hosts.includes(new URL(url).hostname));

function shop(id: string, host: string, programme: string): Marketplace {
  const nothing = { listings: [], nextPageUrl: null };
  return {
    id,
    title: id,
    hosts: [host],
    programme,
    requestsPerSecond: REQUESTS_PER_SECOND,
    searchUrl: (keyword, page) => `https://${host}/search?q=${encodeURIComponent(keyword)}&page=${page}`,
    listingUrl: (item) => `https://${host}/item/${item}`,
    readSearch: ({ status, body }) =>
      status === 200 ? readJson(body) : { coverage: 'unreadable', reason: `HTTP ${status}`, ...nothing },
    readListing: ({ status, body }) =>
      status === 200 ? readJson(body) : { coverage: 'unreadable', reason: `HTTP ${status}`, listing: null },
  };

  function readJson(body: string) {
    try {
      return JSON.parse(body);
    } catch {
      return { coverage: 'unreadable', reason: 'not a page of ours', ...nothing, listing: null };
    }
  }
}
