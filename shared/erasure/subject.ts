import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Seller } from '#shared/domain/listing.ts';
import { nameKey } from '#shared/recognition/same-name.ts';

/** Whose data is looked for: one account on all marketplaces that share it, or everything of a brand. */
export type Subject =
  | {
      kind: 'seller';
      /** As listings name it. */
      marketplace: string;
      /** The venue's account id; the shown name where the venue gives none. */
      account: string;
      /** Only what this brand holds of it; absent: every brand. */
      brandId?: string;
    }
  | { kind: 'brand'; brandId: string };

export type SellerSubject = Extract<Subject, { kind: 'seller' }>;

/** What tells the account's offers: its ids, and the names under which offers without an id show it. */
export type Account = { group: string; ids: ReadonlySet<string>; names: ReadonlySet<string> };

export const accountFrom = ({ marketplace, account }: SellerSubject): Account => ({
  group: accountGroupOf(marketplace),
  ids: new Set([nameKey(account)]),
  names: new Set([nameKey(account)]),
});

/** A shown name alone tells an account only where the offer states no id: two accounts may show the same one. */
export function isOf(account: Account, marketplace: string, seller: Partial<Seller> | null | undefined): boolean {
  if (!seller || accountGroupOf(marketplace) !== account.group) return false;
  if (seller.id !== undefined) return account.ids.has(nameKey(seller.id));
  return seller.name !== undefined && account.names.has(nameKey(seller.name));
}

/** The account with the names that this seller shows besides. */
export const withNames = (account: Account, names: Iterable<string>): Account => ({
  ...account,
  names: new Set([...account.names, ...[...names].map(nameKey)].filter((name) => name !== '')),
});

/** Shorter texts stand everywhere. */
const TELLING = 4;
export const isTelling = (text: string): boolean => text.length >= TELLING;
