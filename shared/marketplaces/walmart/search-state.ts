import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { itemLink } from './sites.ts';

const RESULT = 'props.pageProps.initialData.searchResult';

/** Since 2021, and the answer of the same search over GraphQL. */
export function searchResult(doc: PageDocument): unknown {
  return at(doc.state('#__NEXT_DATA__'), RESULT) ?? at(doc.json, 'data.search.searchResult') ?? at(doc.json, RESULT);
}

/** The products of all stacks, in page order. Advertisement slots are entries of another type. */
export function stackedItems(doc: PageDocument): unknown {
  const stacks = at(searchResult(doc), 'itemStacks');
  if (!Array.isArray(stacks)) return undefined;
  return stacks
    .flatMap((stack) => at(stack, 'items') ?? at(stack, 'itemsV2') ?? [])
    .filter(
      (item) => isObject(item) && (item.__typename === 'Product' || item.__typename === undefined) && item.usItemId,
    );
}

export const STACK_ITEM: ListingRules = {
  id: path('usItemId'),
  url: rule('canonicalUrl', ({ item, doc }) => itemLink(at(item, 'canonicalUrl'), doc)),
  title: path('name'),
  // A missing `linePrice` means that nothing is shown ("see price in cart"); the bare number beside it is then no shown price.
  price: [
    path('priceInfo.linePriceDisplay', 'priceInfo.linePrice', 'priceInfo.currentPrice.priceString'),
    path('priceInfo.itemPrice', 'priceInfo.priceRange.priceString'),
  ],
  imageUrls: mapped(path('imageInfo.thumbnailUrl', 'image'), (address) => withoutQuery(String(address))),
  sellerId: path('sellerId'),
  sellerName: path('sellerName'),
  condition: path('preownedCondition', 'pglsCondition'),
  availability: path('availabilityStatusV2.value', 'availabilityStatus'),
  sponsored: rule('isSponsoredFlag', ({ item }) =>
    Boolean(at(item, 'isSponsoredFlag') ?? at(item, 'sponsoredProduct')),
  ),
  brand: path('brand'),
};
