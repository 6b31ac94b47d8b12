import { Listing } from '#shared/domain/listing.ts';
import type { Provenance } from '#shared/domain/provenance.ts';
import type { ListingReading, Page, SearchReading } from '#shared/extraction/reading.ts';
import { FEED_TYPE } from '#shared/intake/feed.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';

/**
 * What a page says that somebody saved: nobody told us what kind of page it is. An offer's own page is one whose address leads to the
 * offer that it shows; whoever brought it has looked at that offer, and at nothing else that the page recommends beside it.
 * @param brought with the page's key in the archive
 */
export function readBrought(page: Page, marketplace: Marketplace, brought: Provenance): SearchReading {
  const { page: _, ...seenAmongOthers } = brought;
  if (page.contentType === FEED_TYPE) return readFeed(page.body, seenAmongOthers);
  const offer = marketplace.readListing(page);
  if (offer.listing && leadsTo(page.url, offer.listing)) return asFound(offer, brought);
  const results = marketplace.readSearch(page);
  if (results.listings.length === 0 && offer.listing) return asFound(offer, brought);
  return {
    ...results,
    nextPageUrl: null,
    listings: results.listings.map((each) => ({ ...each, provenance: seenAmongOthers })),
  };
}

/** An offer's own page as a result page with one result. */
export function asFound({ coverage, reason, listing, gone }: ListingReading, provenance: Provenance): SearchReading {
  if (!listing || gone)
    return { coverage, reason: reason ?? (gone && `the page says: ${gone}`), listings: [], nextPageUrl: null };
  return { coverage, reason, listings: [{ ...listing, provenance }], nextPageUrl: null };
}

/** Lines that were checked when they came in. */
function readFeed(body: string, provenance: Provenance): SearchReading {
  const lines = body.split('\n').filter((line) => line !== '');
  const listings = lines.map((line) => ({ ...Listing.parse(JSON.parse(line)), provenance }));
  return { coverage: 'complete', listings, nextPageUrl: null };
}

function leadsTo(address: string, { id, url }: Listing): boolean {
  const [shown, own] = [URL.parse(address), URL.parse(url)];
  if (!shown) return false;
  if (own && shown.host === own.host && shown.pathname === own.pathname && own.pathname !== '/') return true;
  return [...shown.pathname.split(/[^\w-]+/), ...shown.searchParams.values()].includes(id);
}

export const isPersonsLook = ({ provenance }: Listing): boolean => provenance?.page !== undefined;

/** What somebody brought stays theirs when the crawler meets it later; their look is not the crawler's. */
export function stillBrought(listing: Listing, stored: Listing | undefined): Listing {
  if (listing.provenance || !stored?.provenance) return listing;
  const { page: _, ...provenance } = stored.provenance;
  return { ...listing, provenance };
}
