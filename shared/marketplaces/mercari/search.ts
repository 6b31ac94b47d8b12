import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { isShown } from '#shared/extraction/visible-text.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { AMERICAN_ITEM, apiFoundNothing, JAPANESE_ITEM } from './api.ts';
import { canonicalItemUrl } from './sites.ts';

const LINK = 'a[href*="/item/"], a[href*="/items/"], a[href*="/shops/product/"]';
const LINK_ID = /\/(?:items?|shops\/product)\/(\w+)/;
const THUMBNAIL = '.merItemThumbnail, mer-item-thumbnail';
// "Nordhavn パーカーの画像 15,555円"
const SPOKEN = /^(.*)の画像 .*?([\d,]+円)$/s;

/** Japan: `merItemThumbnail` since 2023, the custom element from 2021. */
const CELL: ListingRules = {
  id: [attr(THUMBNAIL, 'id', /^(?:m\d+|\w{15,})$/), attr(LINK, 'href', LINK_ID), attr(THUMBNAIL, 'item-id')],
  url: mapped(attr(LINK, 'href'), canonicalItemUrl),
  title: [
    text('[data-testid="thumbnail-item-name"]'),
    attr(THUMBNAIL, 'item-name'),
    attr(THUMBNAIL, 'aria-label', SPOKEN),
    attr('img', 'alt', /^(.+?)(?:のサムネイル)?$/),
  ],
  price: [
    text('.merPrice'),
    attr(THUMBNAIL, 'price'),
    mapped(attr(THUMBNAIL, 'aria-label'), (label) => SPOKEN.exec(String(label))?.[2]),
  ],
  imageUrls: [image('img'), attr(THUMBNAIL, 'src')],
  // The section that the link says it stands in; advertisements have others.
  sponsored: mapped(attr(LINK, 'data-location', /:body:item_list:/), () => false),
  availability: rule('sticker "sold"', ({ element }) =>
    first(element, '[aria-label="売り切れ"], [sticker="sold"], [data-testid="thumbnail-sticker"][aria-label*="old"]')
      ? 'ended'
      : undefined,
  ),
};

/** Japan to 2021. */
const ITEMS_BOX: ListingRules = {
  id: attr(LINK, 'href', LINK_ID),
  url: mapped(attr(LINK, 'href'), canonicalItemUrl),
  title: text('.items-box-name'),
  price: text('.items-box-price'),
  imageUrls: image('img'),
  availability: rule('.item-sold-out-badge', ({ element }) =>
    first(element, '.item-sold-out-badge') ? 'ended' : undefined,
  ),
};

/** America. */
const CONTAINER: ListingRules = {
  id: [attr('', 'data-productid'), attr(LINK, 'href', LINK_ID)],
  url: mapped(attr(LINK, 'href'), canonicalItemUrl),
  title: [text('[data-testid="ItemName"]'), attr('img', 'alt')],
  price: [text('[data-testid="ProductThumbItemPrice"]'), text('[data-testid="ItemPrice"]')],
  imageUrls: image('img'),
  brand: attr('', 'data-brand'),
  availability: rule('sold label', ({ element }) => {
    const label = first(element, '[data-testid="ProductThumbSoldOverlay"], [data-testid*="Sold"]');
    return label ? 'ended' : undefined;
  }),
};

/** The American page's state: the entries of the search wherever the build put them. */
function stateItems(doc: PageDocument): unknown {
  return objectsWhere(doc.state('#__NEXT_DATA__'), (object) => Array.isArray(object.itemsList))[0]?.itemsList;
}

/**
 * The empty state with its explanation. Without one it is also what a browser shows when the search API refused to answer,
 * so that alone is no proof that nothing is on sale.
 */
function saysNothingFound(doc: PageDocument): boolean {
  if (doc.json !== undefined) return apiFoundNothing(doc);
  return (
    showsAny(doc, '.search-result-description, [data-testid="NoResults"], [data-testid="EmptySearchResults"]') ||
    all(doc.root, '.merEmptyState [class*="bodyContainer"], mer-empty-state p').some(
      (body) => textOf(body) !== '' && isShown(body, doc.root),
    )
  );
}

export const search: ResultPages = {
  sources: [
    entries('api items', (doc) => at(doc.json, 'items') ?? at(doc.json, 'data'), JAPANESE_ITEM),
    entries('api itemsList', (doc) => at(doc.json, 'data.search.itemsList'), AMERICAN_ITEM),
    entries('__NEXT_DATA__ itemsList', stateItems, AMERICAN_ITEM),
    cards('li[data-testid="item-cell"]', CELL, (cell) => first(cell, LINK) === null),
    cards('[data-testid="ItemContainer"]', CONTAINER),
    cards('section.items-box', ITEMS_BOX),
    cards('#search-result li, #item-grid li', CELL, (cell) => first(cell, LINK) === null),
  ],
  nothingFound: saysNothingFound,
  nextPage: [
    attr('[data-testid="pagination-next-button"] a', 'href'),
    attr('mer-button[data-testid="pagination-next-button"]', 'href'),
    attr('.pager-next a, a[rel="next"]', 'href'),
  ],
};
