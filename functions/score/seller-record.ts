import { type Case, CLEARED_STATES, CONFIRMED_STATES } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { SellerRecord } from '#shared/scoring/signal.ts';

/**
 * The seller's record from earlier cases, without the listing's own. A notice that was sent without a person or the venue
 * having agreed is our own opinion: counting it would let the score confirm itself.
 */
export function sellerRecord(cases: readonly Case[], listing: Listing): SellerRecord {
  const others = cases.filter((record) => listingKey(record.listing) !== listingKey(listing));
  return {
    confirmedAt: others.filter(isConfirmed).map((record) => record.removedAt ?? record.submittedAt ?? record.updatedAt),
    clearedAt: others.filter((record) => CLEARED_STATES.includes(record.state)).map((record) => record.updatedAt),
  };
}

export const isConfirmed = ({ state, approvedBy }: Case): boolean =>
  CONFIRMED_STATES.includes(state) && (state !== 'submitted' || approvedBy !== undefined);
