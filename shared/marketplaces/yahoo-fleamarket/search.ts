import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

const SEARCH = 'props.initialState.searchState.search';

const ITEM: ListingRules = {
  id: path('id', 'itemId'),
  title: path('title', 'name'),
  price: path('price'),
  imageUrls: path('thumbnailImageUrl', 'imageUrl', 'images.0.url'),
  sellerId: path('seller.id', 'sellerId'),
  sellerName: path('seller.nickname'),
  condition: path('condition.text'),
  availability: mapped(path('itemStatus', 'status'), (status) => (status === 'OPEN' ? 'active' : 'ended')),
  listedAt: path('openTime', 'openDate'),
};

const CARD: ListingRules = {
  id: attr('', 'href', ITEM_ID),
  url: attr('', 'href', /^[^?#]+/),
  title: [attr('img', 'alt'), text('p:not(:has(*))')],
  price: [text('[class*="price" i]'), text('p, span', /^[\d,]+\s?円$/)],
  imageUrls: image('img'),
};

function foundNothing(doc: PageDocument): boolean {
  const search = at(doc.state('#__NEXT_DATA__'), SEARCH);
  if (at(search, 'isZeroMatch') === true) return true;
  return at(doc.json, 'totalResultsAvailable') === 0;
}

export const search: ResultPages = {
  sources: [
    entries('api items', (doc) => at(doc.json, 'items'), ITEM),
    entries('__NEXT_DATA__ search', (doc) => at(doc.state('#__NEXT_DATA__'), `${SEARCH}.result.items`), ITEM),
    cards('a[href*="/item/"]:has(img)', CARD),
  ],
  nothingFound: foundNothing,
  nextPage: attr('a[rel="next"], link[rel="next"]', 'href'),
};
