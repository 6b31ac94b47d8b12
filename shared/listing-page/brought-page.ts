import type { Listing } from '#shared/domain/listing.ts';
import type { PageArchive } from '#shared/evidence/archive.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { judge, type ListingStatus } from './listing-status.ts';

/** One look at a listing through the page that a person brought of it: read as hostile as one that we fetched ourselves. */
export async function lookAtBroughtPage(
  { id }: Pick<Listing, 'id'>,
  { marketplace }: Pick<Venue, 'marketplace'>,
  archiveKey: string,
  archive: Pick<PageArchive, 'get'>,
): Promise<ListingStatus> {
  const { facts, bytes } = await archive.get(archiveKey);
  const { url, status, contentType, fetchedAt } = facts;
  const page = { url, status, contentType, body: decodeBody(bytes, contentType).text };
  const fetched = { page, bytes, fetchedAt: new Date(fetchedAt) };
  const reading = marketplace.readListing(page);
  const shown = reading.listing?.id;
  if (shown !== undefined && shown !== id)
    return { finding: 'redirected', reason: `the page that was brought shows another offer (${shown})`, fetched };
  return { ...judge(status, reading), fetched };
}
