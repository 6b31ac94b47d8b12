import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, text } from '#shared/extraction/rule.ts';
import { entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { cardText } from './card-text.ts';
import { ITEM_ID, itemUrl, SITES, siteOf } from './sites.ts';
import { catalogueItems, STATE_ITEM } from './state-item.ts';

const LINK = 'a[href*="/items/"]';

const CARD: Omit<ListingRules, 'id'> = {
  url: mapped(path('url'), (link) => withoutQuery(String(link))),
  // The first line that one sees on a card is the brand, not the title.
  title: [cardText('title'), attr('img', 'alt', /^(.*?)(?:, \p{L}[\p{L} ]+: |$)/u)],
  price: [text('[data-testid$="--price-text"]'), cardText('price'), text('.new-item-box__title, [class*="price" i]')],
  imageUrls: image('[data-testid$="--image--img"], .new-item-box__image img, img[src*="vinted.net"]'),
  sellerName: text('[data-testid$="--owner-name"]'),
  condition: cardText('condition'),
  brand: [cardText('brand'), text('[data-testid$="--description-title"]')],
};

/** An empty list under a count that is not zero is a page whose list was still loading. */
function foundNothing(doc: PageDocument): boolean {
  if (doc.json !== undefined) return at(doc.json, 'pagination.total_entries') === 0;
  return showsAny(doc, '[data-testid="empty-state"], .empty-state') || saysNoResults(doc);
}

export const readSearch = searchReader({
  marketplace: 'vinted',
  listingUrl: (id, doc) => itemUrl(id, siteOf(doc)),
  hints: (doc) => ({ currency: SITES[siteOf(doc)] }),
  sources: [
    entries('catalogue state', catalogueItems, STATE_ITEM),
    linkCards(LINK, ITEM_ID, CARD),
    ...goodsElsewhere(ITEM_ID),
  ],
  nothingFound: foundNothing,
  nextPage: attr(
    'a[data-testid="catalog-pagination--next-page"], a.web_ui__Pagination__next, link[rel="next"]',
    'href',
  ),
});
