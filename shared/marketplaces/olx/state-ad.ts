import { isoDate } from '#shared/extraction/iso-date.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { SITES, siteOf } from './sites.ts';

/** An advertisement of `__PRERENDERED_STATE__` and of `/api/v1/offers` (Poland, Ukraine, Romania, Bulgaria, Portugal, Kazakhstan, Uzbekistan). */
export const STATE_AD: ListingRules = {
  id: path('id'),
  url: path('url'),
  title: path('title'),
  price: rule('price', ({ item, doc }) => {
    const asked = at(item, 'price.regularPrice') ?? param(item, 'price');
    const price = { price: at(asked, 'value'), priceCurrency: at(asked, 'currencyCode') ?? at(asked, 'currency') };
    return priceOf({ offers: price }, { currency: SITES[siteOf(doc)] }) ?? at(item, 'price.displayValue');
  }),
  // "…/image;s={width}x{height}" in answers of the API.
  imageUrls: rule('photos', ({ item }) => {
    const photos = at(item, 'photos');
    if (!Array.isArray(photos)) return undefined;
    return photos.map((photo) => String(at(photo, 'link') ?? photo).replace(/;s=\{width\}x\{height\}/, ''));
  }),
  sellerId: path('user.id'),
  sellerName: path('user.name', 'contact.name'),
  sellerSince: path('user.created'),
  itemLocation: rule('location', ({ item }) => {
    const of = (kind: string) => at(item, `location.${kind}Name`) ?? at(item, `location.${kind}.name`);
    return ['region', 'city', 'district'].flatMap((kind) => of(kind) ?? []).join(', ');
  }),
  condition: [path('itemCondition'), rule('params state', ({ item }) => at(param(item, 'state'), 'label'))],
  availability: mapped(path('status'), (status) => (status === 'active' ? 'active' : 'ended')),
  sponsored: rule('isPromoted', ({ item }) => at(item, 'isPromoted') ?? at(item, 'promotion.top_ad')),
  description: mapped(path('description'), markupText),
  listedAt: mapped(path('createdTime', 'created_time'), isoDate),
};

function param(item: unknown, key: string): unknown {
  const params = at(item, 'params');
  return Array.isArray(params)
    ? at(
        params.find((one) => at(one, 'key') === key),
        'value',
      )
    : undefined;
}

export function stateOf(doc: PageDocument): unknown {
  return doc.state('window.__PRERENDERED_STATE__');
}
