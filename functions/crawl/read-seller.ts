import type { Listing } from '#shared/domain/listing.ts';
import type { Page, SearchReading } from '#shared/extraction/reading.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';

/**
 * A page of one account's offers, as a search result: complete, partial and empty mean the same. Offers that name another account are
 * left out, for a site that does not know the account shows everybody's; those that name none get this one only where the page itself
 * says whose it is, and are left out where it says that it is somebody else's.
 */
export function readSellerPage(page: Page, { readSearch, readSeller }: Marketplace, sellerId: string): SearchReading {
  const store = readSeller?.(page);
  if (store?.closed !== undefined)
    return nothing('empty', `the marketplace says that the store is closed: ${store.closed}`);
  const search = readSearch(page);
  const isListedByStore = search.listings.length === 0 && (store?.listings?.length ?? 0) > 0;
  const { coverage, reason, listings = [] } = isListedByStore ? store! : search;
  if (listings.length === 0) {
    const isProfile = search.coverage === 'unreadable' && store?.coverage === 'complete';
    return isProfile ? nothing('unreadable', 'the page is about the seller and lists none of its offers') : search;
  }
  const isOfAccount = [store?.seller?.id, store?.seller?.name].some((one) => isSame(one, sellerId));
  const names = [sellerId, isOfAccount ? store?.seller?.name : undefined];
  // An account's name alone may be written otherwise than the id that was asked for.
  const otherAccount = isOfAccount ? undefined : store?.seller?.id;
  const own = listings.filter((listing) => {
    const named = namesOf(listing);
    if (named.length === 0) return otherAccount === undefined;
    return named.some((one) => names.some((name) => isSame(one, name)));
  });
  if (own.length === 0)
    return nothing(
      'unreadable',
      otherAccount === undefined
        ? 'the page shows offers of other sellers only'
        : `the page is that of another account: ${otherAccount}`,
    );
  return {
    coverage,
    reason,
    nextPageUrl: search.nextPageUrl,
    listings: isOfAccount ? own.map((listing) => ofAccount(listing, sellerId, page.url)) : own,
  };
}

const namesOf = ({ seller }: Listing) => [seller?.id, seller?.name].filter((name) => name !== undefined);

const isSame = (one: string | undefined, other: string | undefined) =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();

/** With the page that lists them as the seller's own, so that evidence and store files have its address. */
function ofAccount(listing: Listing, id: string, url: string): Listing {
  return { ...listing, seller: { ...listing.seller, id: listing.seller?.id ?? id, url: listing.seller?.url ?? url } };
}

function nothing(coverage: SearchReading['coverage'], reason: string): SearchReading {
  return { coverage, reason, listings: [], nextPageUrl: null };
}
