import type { Case } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { SellerRecord } from '#shared/domain/signal.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';

/**
 * The seller's record from earlier cases, without the listing's own, as people and venues decided them: our own notice, or an
 * offer that ended before anybody looked at it, is no strike. Counting those would let the score confirm itself.
 */
export function sellerRecord(cases: readonly Case[], listing: Listing): SellerRecord {
  const record: SellerRecord = { confirmedAt: [], clearedAt: [] };
  for (const other of cases) {
    if (listingKey(other.listing) === listingKey(listing)) continue;
    const decided = caseDecision(other);
    if (decided?.decision === 'confirmed') record.confirmedAt.push(decided.decidedAt);
    else if (other.state === 'authorised') record.clearedAt.push(other.updatedAt);
    else if (decided?.decision === 'rejected') record.clearedAt.push(decided.decidedAt);
  }
  return record;
}

export const isConfirmed = (record: Case): boolean => caseDecision(record)?.decision === 'confirmed';
