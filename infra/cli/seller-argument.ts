import { UsageError } from '#infra/local/usage-error.ts';
import type { SellerSubject } from '#shared/erasure/subject.ts';

/** "taobao:shop88", "ebay@ebay.de:nh store". @throws UsageError */
export function sellerFrom(text: string): SellerSubject {
  const cut = text.indexOf(':');
  const [marketplace, account] = [text.slice(0, cut).trim(), text.slice(cut + 1).trim()];
  if (cut < 1 || account === '')
    throw new UsageError(`"${text}" names no seller. Write the marketplace and the account: taobao:shop88.`);
  return { kind: 'seller', marketplace, account };
}
