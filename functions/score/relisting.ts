import type { Case } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { pdqDistance, SAME_PICTURE } from '#shared/imaging/image-distance.ts';
import { titleSimilarity } from '#shared/products/text-similarity.ts';
import { foldText } from '#shared/recognition/text-folding.ts';

const SAME_TITLE = 0.8;

/** @param firstSeenAt of the listing: what was on sale beside the removed one all the time is no relisting. */
export type Candidate = { listing: Listing; images: readonly ImageFacts[]; firstSeenAt: string };

/** The seller's removed case that the listing continues: the same picture or nearly the same title; the latest of several. */
export function relistedCase(
  { listing, images, firstSeenAt }: Candidate,
  sellerCases: readonly Case[],
): Case | undefined {
  return sellerCases
    .filter(({ state }) => state === 'removed')
    .filter((record) => listingKey(record.listing) !== listingKey(listing))
    .filter((record) => firstSeenAt >= (record.submittedAt ?? record.openedAt))
    .filter((record) => hasSamePicture(record, images) || hasSameTitle(record, listing))
    .toSorted((a, b) => (b.removedAt ?? b.updatedAt).localeCompare(a.removedAt ?? a.updatedAt))[0];
}

function hasSamePicture({ imageHashes }: Case, images: readonly ImageFacts[]): boolean {
  return images.some(({ pdq }) => imageHashes.some((known) => pdqDistance(known, pdq) <= SAME_PICTURE));
}

function hasSameTitle(record: Case, listing: Listing): boolean {
  return titleSimilarity(foldText(record.listing.title), foldText(listing.title)) >= SAME_TITLE;
}
