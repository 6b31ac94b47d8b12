import type { Brand } from '#shared/domain/brand.ts';
import type { Seller } from '#shared/domain/listing.ts';

/**
 * Whether the brand has cleared this seller. Errs on the seller's side: upper and lower case are the same, the account's name counts like
 * its id, and an entry for one country's site covers the whole marketplace: accounts are the same there, and listings do not say the site.
 */
export function isAuthorisedSeller(brand: Brand, marketplace: string, seller: Partial<Seller> | null): boolean {
  const names = [seller?.id, seller?.name].flatMap((name) => (name ? [name.trim().toLowerCase()] : []));
  return brand.fingerprint.authorisedSellers.some(
    (entry) =>
      withoutSite(entry.marketplace) === withoutSite(marketplace) &&
      names.includes(entry.sellerId.trim().toLowerCase()),
  );
}

const withoutSite = (marketplace: string) => marketplace.split('@', 1)[0];
