import { withoutSite } from '#shared/domain/ids.ts';

/** Marketplaces whose sellers have one account for all of them. */
const SHARED_ACCOUNTS: Readonly<Record<string, string>> = {
  taobao: 'alibaba-cn',
  tmall: 'alibaba-cn',
  1688: 'alibaba-cn',
};

/**
 * Where an account counts as the same: sellers are authorised, and strikes are counted, per group. The country site of a marketplace
 * does not matter.
 * @param marketplace as listings and brand files name it: "tmall", "ebay@ebay.de"
 */
export function accountGroupOf(marketplace: string): string {
  const id = withoutSite(marketplace);
  return SHARED_ACCOUNTS[id] ?? id;
}

/** Every marketplace on which an account of this group may be met, of those that share accounts. */
export const marketplacesOfGroup = (group: string): string[] => {
  const shared = Object.keys(SHARED_ACCOUNTS).filter((id) => SHARED_ACCOUNTS[id] === group);
  return shared.length > 0 ? shared : [group];
};
