import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Listing } from '#shared/domain/listing.ts';

/** Two sellers whom their pages do not name are not known to be one. */
export function isOfSameAccount(a: Listing, b: Listing): boolean {
  return a.seller?.id !== undefined && a.seller.id === b.seller?.id && isOfSameGroup(a, b);
}

const isOfSameGroup = (a: Listing, b: Listing): boolean =>
  accountGroupOf(a.marketplace) === accountGroupOf(b.marketplace);
