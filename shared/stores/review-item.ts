import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { priorityOf, type ReviewEntry } from '#shared/domain/review-entry.ts';
import { convertedAmount } from '#shared/products/exchange.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

// How a case lies in the sparse index `review`: only while it waits for a person, the most worth deciding last in the sort order.

/** Of cases from before harm was kept: what an offer counts whose place is not known. */
const HARM_UNKNOWN = 5;
const TITLE_KEPT = 120;

type Waiting = Pick<
  Case,
  'id' | 'brandId' | 'state' | 'listing' | 'verdict' | 'harm' | 'imageHashes' | 'openedAt' | 'assigned' | 'proposed'
>;

/** `null` takes the case out of the index. */
export type ReviewAttributes = {
  reviewOf: string | null;
  reviewOrder: string | null;
  review: ReviewEntry | null;
};

export function reviewAttributes(record: Waiting): ReviewAttributes {
  if (!WAITS_FOR_A_PERSON.includes(record.state)) return { reviewOf: null, reviewOrder: null, review: null };
  const review = { ...reviewEntry(record), ...whoseItIs(record), openedAt: record.openedAt };
  const worth = Math.round(1000 * priorityOf(review));
  return {
    reviewOf: record.brandId,
    // Older first among equals would need a descending time; the newest first is what a buyer meets today.
    reviewOrder: `${String(worth).padStart(9, '0')}~${record.openedAt}`,
    review,
  };
}

const whoseItIs = ({ assigned, proposed }: Waiting): Pick<ReviewEntry, 'assigned' | 'proposed'> => ({
  ...(assigned && { assigned }),
  ...(proposed && { proposed: true }),
});

/** What a list shows and compares of a case. */
export function reviewEntry({
  id,
  listing,
  verdict,
  harm,
  imageHashes,
}: Pick<Waiting, 'id' | 'listing' | 'verdict' | 'harm' | 'imageHashes'>): ReviewEntry {
  const sellerId = listing.seller?.id ?? listing.seller?.name;
  const text = textKey(listing.title);
  const euros = listing.price ? convertedAmount(listing.price, 'EUR') : undefined;
  return {
    caseId: id,
    probability: verdict.probability,
    harm: harm?.points ?? HARM_UNKNOWN,
    title: listing.title.slice(0, TITLE_KEPT),
    ...(sellerId && { seller: `${listing.marketplace}~${sellerId}` }),
    ...(imageHashes[0] && { picture: imageHashes[0] }),
    ...(text && { text }),
    ...(listing.rank && { rank: listing.rank }),
    ...(euros !== undefined && { euros }),
  };
}

/** The title's letters and digits, whatever stands between them; nothing of a title that has none. */
function textKey(title: string): string | undefined {
  const letters = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? undefined : sha256Hex(letters).slice(0, 16);
}
