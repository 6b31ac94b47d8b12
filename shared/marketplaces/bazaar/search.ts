import { first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { listingUrl, siteOf } from './address.ts';

/** A result card; the seller page shows the same ones. */
export const CARD_FIELDS: ListingRules = {
  id: attr('', 'data-listing'),
  url: attr('a.title', 'href'),
  title: text('a.title'),
  price: text('.price'),
  imageUrls: image('.photo img'),
  sellerId: attr('a.seller', 'href', /\/seller\/([^/?#]+)/),
  sellerName: text('a.seller'),
  itemLocation: text('.place'),
  condition: text('.condition'),
  soldCount: text('.sold'),
  sponsored: rule('.sponsored', ({ element }) => first(element, '.sponsored') !== null),
};

export const readSearch = searchReader({
  marketplace: 'bazaar',
  listingUrl: (id, doc) => listingUrl(id, siteOf(doc.page.url)),
  hints: () => ({ currency: 'EUR' }),
  sources: [cards('.results > li.card', CARD_FIELDS), ...goodsElsewhere(/\/item\/(\d+)/)],
  nothingFound: (doc) => showsAny(doc, '.no-results'),
  nextPage: attr('.pages a[rel="next"]', 'href'),
});
