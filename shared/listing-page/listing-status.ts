import type { Listing } from '#shared/domain/listing.ts';
import type { ListingReading } from '#shared/extraction/reading.ts';
import type { FetchedPage, PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { BlockedError } from '#shared/runtime/errors.ts';

/** What one look at a listing's page proves. */
export type ListingStatus = {
  /**
   * `present`: on sale. `gone`: the page itself says so. `gone-410`: HTTP 410. `absent`: a bare 404, which proves something only when it
   * repeats. `unproven`: a block page or an unreadable page, which proves nothing.
   */
  finding: 'present' | 'gone' | 'gone-410' | 'absent' | 'unproven';
  /** One plain sentence. */
  reason: string;
  /** As read now, when it is there. */
  listing?: Listing;
  /** What came back; absent when we were not let in at all. */
  fetched?: FetchedPage;
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
    return { finding: 'unproven', reason: error.message };
  }
}

/** Sites send the reader of an ended offer on to a similar one: somebody else's goods must not pass for these. */
function anotherOffer({ id, url }: Listing, shownUrl: string, { listing }: ListingReading): ListingStatus | undefined {
  const isSentOn = shownUrl !== url && !decoded(shownUrl).includes(id);
  if (!isSentOn || !listing || listing.id === id) return undefined;
  return { finding: 'unproven', reason: `the address leads to another offer now (${listing.id})` };
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function judge(status: number, { coverage, reason, listing }: ListingReading): ListingStatus {
  const isGoneStatus = status === 404 || status === 410;
  if (coverage !== 'complete' && coverage !== 'partial' && !isGoneStatus)
    return { finding: 'unproven', reason: reason ?? `the page is ${coverage}` };
  if (listing?.availability === 'removed' || listing?.availability === 'ended')
    return { finding: 'gone', reason: reason ?? `the page says that the offer is ${listing.availability}` };
  if (isGoneStatus)
    return { finding: status === 410 ? 'gone-410' : 'absent', reason: `the page answers HTTP ${status}` };
  if (!listing) return { finding: 'gone', reason: reason ?? 'the page says that the offer is not there' };
  return { finding: 'present', reason: 'the listing is on sale', listing };
}

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
    return fetched.page.status === 200 && (coverage === 'complete' || coverage === 'partial' || coverage === 'empty');
  } catch {
    return false;
  }
}
