import { isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { rule, type Scope } from '#shared/extraction/rule.ts';
import { sellerOf } from '#shared/extraction/shop/offer-seller.ts';

const seller = ({ item, doc }: Scope) => sellerOf(isObject(item) ? item : {}, doc);

/** Who sells on a site of which nothing is known. */
export const SELLER = {
  sellerId: rule('merchant, else the shop', (scope) => seller(scope)?.id),
  sellerName: rule('merchant, else the shop', (scope) => seller(scope)?.name),
} satisfies Partial<ListingRules>;
