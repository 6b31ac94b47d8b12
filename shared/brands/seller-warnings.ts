import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { sellerKeys } from '#shared/recognition/seller-key.ts';
import type { BrandWarning } from './brand-warning.ts';

/** What account ids look like where a venue gives them one form. */
const ACCOUNT_FORM: Readonly<Record<string, { form: RegExp; says: string }>> = {
  amazon: { form: /^A[0-9A-Z]{9,}$/i, says: "Amazon's account ids are an A and 10 or more letters and digits" },
};

/** Authorised sellers whose entry can match nobody, or not the one who is meant. */
export function* sellerWarnings({ fingerprint: { authorisedSellers } }: Brand): Generator<BrandWarning> {
  const seen = new Map<string, number>();
  for (const [index, { marketplace, sellerId }] of authorisedSellers.entries()) {
    const path = ['fingerprint', 'authorisedSellers', index, 'sellerId'];
    const keys = sellerKeys(sellerId);
    const address = URL.parse(sellerId.trim());
    const problem = addressProblem(marketplace, address) ?? formProblem(marketplace, sellerId, keys, address);
    if (problem) yield { path, message: problem };
    const key = `${accountGroupOf(marketplace)} ${keys.join(' ')}`;
    const before = seen.get(key);
    if (before !== undefined && keys.length > 0)
      yield { path, message: `"${sellerId}" is the same account as fingerprint.authorisedSellers.${before}` };
    seen.set(key, index);
  }
}

function addressProblem(marketplace: string, address: URL | null): string | undefined {
  if (!address || !/^https?:$/.test(address.protocol)) return undefined;
  const hosts = marketplaceById(marketplace)?.marketplace.hosts ?? [];
  if (hosts.length > 0 && !hostMatches(address.hostname, hosts))
    return `${address.hostname} is not a site of ${marketplace}: the account is never met there`;
  if (address.pathname === '/' && address.search === '')
    return `${address.href} names no account: give the address of the seller's profile, or the account's id`;
  return undefined;
}

function formProblem(
  marketplace: string,
  sellerId: string,
  keys: readonly string[],
  address: URL | null,
): string | undefined {
  if (keys.length === 0) return `${JSON.stringify(sellerId)} has no character that can be seen: it matches nobody`;
  const account = ACCOUNT_FORM[accountGroupOf(marketplace)];
  if (account && !keys.some((key) => account.form.test(key)))
    return `"${sellerId}" cannot be an account id: ${account.says}`;
  // Account ids are one word; what has spaces is what the shop's page shows.
  if (!address && /\s/.test(sellerId.trim()))
    return `"${sellerId}" looks like a name that is shown, which any seller can take: give the account's id`;
  return undefined;
}
