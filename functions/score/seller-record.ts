import { plainAddress } from '#shared/comparison/offer-address.ts';
import type { Case } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { SellerRecord } from '#shared/domain/signal.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';
import type { EarlierOffer } from '#shared/stores/seller-record-store.ts';

/**
 * The seller's record from earlier cases, without the listing's own, as people and venues decided them: our own notice, or an
 * offer that ended before anybody looked at it, is no strike. Counting those would let the score confirm itself.
 * @param earlier of the seller, from an imported history; of an offer that is a case here the case counts
 */
export function sellerRecord(
  cases: readonly Case[],
  listing: Listing,
  earlier: readonly EarlierOffer[] = [],
): SellerRecord {
  const known = new Set(cases.map((each) => plainAddress(each.listing.url)));
  const own = plainAddress(listing.url);
  const imported = earlier.filter(({ offer }) => offer !== own && !known.has(offer));
  const days = (outcome: EarlierOffer['outcome']) =>
    imported.filter((each) => each.outcome === outcome).map(({ at }) => `${at}T00:00:00.000Z`);
  const record: SellerRecord = {
    confirmedAt: days('confirmed'),
    clearedAt: days('cleared'),
    ...(imported.length > 0 && { imported: imported.length }),
  };
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
