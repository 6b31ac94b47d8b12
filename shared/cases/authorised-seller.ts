import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Seller } from '#shared/domain/listing.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import { sellerKeys } from '#shared/recognition/seller-key.ts';

/**
 * Whether the brand has cleared this seller. Errs on the seller's side: spelling does not matter, the account's name counts like its
 * id, and an entry for one marketplace or country site covers the whole group of those that share accounts.
 * @param marketplace as listings name it, or an account group
 */
export function isAuthorisedSeller(brand: Brand, marketplace: string, seller: Partial<Seller> | null): boolean {
  const names = [seller?.id, seller?.name].flatMap((name) => (name ? [nameKey(name)] : [])).filter(Boolean);
  if (names.length === 0) return false;
  return brand.fingerprint.authorisedSellers.some(
    (entry) =>
      accountGroupOf(entry.marketplace) === accountGroupOf(marketplace) &&
      sellerKeys(entry.sellerId).some((key) => names.includes(key)),
  );
}
