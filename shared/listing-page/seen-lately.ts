import type { Listing } from '#shared/domain/listing.ts';
import { type Provenance, provenanceWords } from '#shared/domain/provenance.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import type { PageArchive } from '#shared/evidence/archive.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { lookAtBroughtPage } from './brought-page.ts';
import { type ListingStatus, lookAtListing } from './listing-status.ts';

/** Whoever brought the offer's page, and when: dated by our clock when it came in. */
export type BroughtLook = Provenance & { page: string };

/** `at`: when the page was seen. `by`: absent when we looked ourselves. */
export type Look = ListingStatus & { at: Date; by?: BroughtLook };

/** So long a page that was brought is as good as one that is fetched; the last look before sending has the venue's own limit. */
export const BROUGHT_FRESH_MS = DAY_MS;

type Services = { pages: PageFetcher; archive: Pick<PageArchive, 'get'>; clock: () => Date };

/**
 * The listing as it was seen within this time: a page that a person brought is a look as good as ours, and where there is one no
 * venue is asked for another. Else one polite look now.
 * @throws ThrottledError, TransientError: nothing was learned, come back later.
 */
export async function lookWithin(
  freshMs: number,
  listing: Listing,
  venue: Venue,
  { pages, archive, clock }: Services,
): Promise<Look> {
  const { provenance } = listing;
  const now = clock();
  if (provenance?.page && now.getTime() - Date.parse(provenance.at) <= freshMs) {
    const by = { ...provenance, page: provenance.page };
    return { ...(await lookAtBroughtPage(listing, venue, by.page, archive)), at: new Date(by.at), by };
  }
  const look = await lookAtListing(listing, venue, pages);
  if (look.finding !== 'blocked') return { ...look, at: now };
  const before = provenance ? `; it was ${provenanceWords(provenance)}` : '';
  return {
    ...look,
    reason: `${look.reason}${before}. A person can open the page and bring it: markwarden intake`,
    at: now,
  };
}
