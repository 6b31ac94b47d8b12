import { isReadInPart } from '#shared/domain/coverage.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { holdsId } from '#shared/extraction/holds-id.ts';
import type { ListingReading } from '#shared/extraction/reading.ts';
import type { FetchedPage, PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { BlockedError } from '#shared/runtime/errors.ts';

/**
 * What one look at an offer's page shows. `present`: on sale. `removed-by-venue`, `ended-by-seller`, `sold-out`: the venue says so in its
 * own words, at a place that the marketplace's folder names. `absent`: nothing is there (404, 410, an unspecific "not available"), which
 * proves something only when it repeats while the site shows its other pages. `redirected`: the address shows another offer.
 * `blocked`, `unreadable`: nothing was learned.
 */
export type LookFinding =
  | 'present'
  | 'removed-by-venue'
  | 'ended-by-seller'
  | 'sold-out'
  | 'absent'
  | 'redirected'
  | 'blocked'
  | 'unreadable';

/** One look at a listing's page. */
export type ListingStatus = {
  finding: LookFinding;
  /** One plain sentence. */
  reason: string;
  /** As read now, when it is there. */
  listing?: Listing;
  /** What came back; absent when we were not let in at all. */
  fetched?: Pick<FetchedPage, 'page' | 'bytes' | 'headers' | 'fetchedAt'>;
};

/**
 * One polite look at a listing.
 * @throws ThrottledError, TransientError: nothing was learned, come back later.
 */
export async function lookAtListing(listing: Listing, venue: Venue, pages: PageFetcher): Promise<ListingStatus> {
  const { requestsPerSecond } = venue.marketplace;
  try {
    const fetched = await pages.fetch(listing.url, { requestsPerSecond, allowedHosts: venue.hosts });
    const reading = venue.marketplace.readListing(fetched.page);
    await pages.report(fetched, reading.coverage);
    const other = anotherOffer(listing, fetched.page.url, reading);
    return { ...(other ?? judge(fetched.page.status, reading)), fetched };
  } catch (error) {
    if (!(error instanceof BlockedError)) throw error;
    return { finding: 'blocked', reason: error.message };
  }
}

/** Sites send the reader of an ended offer on to a similar one: somebody else's goods must not pass for these. */
function anotherOffer({ id, url }: Listing, shownUrl: string, { listing }: ListingReading): ListingStatus | undefined {
  if (!listing || listing.id === id || shownUrl === url || leadsTo(shownUrl, id, listing.id)) return undefined;
  return { finding: 'redirected', reason: `the address leads to another offer now (${listing.id})` };
}

/** A page may number its offer in another way than the search does; that an address says where one came from is no such way. */
function leadsTo(shownUrl: string, id: string, shownId: string): boolean {
  const { pathname = shownUrl } = URL.parse(shownUrl) ?? {};
  return holdsId(pathname, id) || (holdsId(shownUrl, id) && !holdsId(shownUrl, shownId));
}

/** What a page that was had, by us or by somebody, says of the offer. */
export function judge(status: number, { coverage, reason, listing, gone }: ListingReading): ListingStatus {
  const isGoneStatus = status === 404 || status === 410;
  if (coverage === 'blocked') return { finding: 'blocked', reason: reason ?? 'the page is blocked' };
  if (gone) return { finding: gone, reason: reason ?? `the page says: ${gone}` };
  if (isGoneStatus) return { finding: 'absent', reason: `the page answers HTTP ${status}` };
  // What is left of an offer's page whose layout has changed does not tell whether the offer is over.
  if (coverage !== 'complete') return { finding: 'unreadable', reason: reason ?? `the page is ${coverage}` };
  if (!listing) return { finding: 'absent', reason: reason ?? 'the page shows no offer' };
  if (listing.availability === 'removed')
    return { finding: 'absent', reason: 'the page says that it is not available' };
  if (listing.availability === 'ended')
    return { finding: 'ended-by-seller', reason: 'the page says that it has ended' };
  return { finding: 'present', reason: 'the listing is on sale', listing };
}

/** Nobody can buy it now, for one reason or another; `absent` alone proves that only when it repeats. */
export const isOver = ({ finding }: ListingStatus): boolean =>
  finding === 'removed-by-venue' || finding === 'ended-by-seller' || finding === 'sold-out';

/**
 * Whether the site shows us its ordinary pages. A site that answers 404 to everything, or only to us, must not
 * pass for one that removed a listing. Anything but a readable page counts as no.
 */
export async function siteAnswers(venue: Venue, keyword: string, pages: PageFetcher): Promise<boolean> {
  const { requestsPerSecond, searchUrl, readSearch } = venue.marketplace;
  try {
    const url = searchUrl(keyword, 1, venue.site);
    const fetched = await pages.fetch(url, { requestsPerSecond, allowedHosts: venue.hosts });
    const { coverage } = readSearch(fetched.page);
    await pages.report(fetched, coverage);
    return fetched.page.status === 200 && isReadInPart(coverage);
  } catch {
    return false;
  }
}
