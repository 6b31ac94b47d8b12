import { all, first, ownTextOf } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { itemLink, PID_IN_LINK } from './item-link.ts';

/** Class names change with every build, so a card is read by its `data-id`, its links and the texts that are a price. */
const CARD: ListingRules = {
  id: [attr('', 'data-id'), attr('a[href*="pid="]', 'href', PID_IN_LINK)],
  url: mapped(attr('a[href*="/p/itm"]', 'href'), itemLink),
  // Shown titles are cut with "…"; the attributes are whole.
  title: [attr('a[title][href*="/p/itm"]', 'title'), attr('a[href*="/p/itm"] img[alt]', 'alt')],
  // The price is the first amount; behind it stand the struck-out one, exchange and bank offers.
  price: rule('first ₹ text', ({ element }) =>
    all(element, 'div, span')
      .map(ownTextOf)
      .find((own) => /^₹\s?[\d,]+$/.test(own)),
  ),
  // Badges are pictures too, from another folder.
  imageUrls: [image('a[href*="/p/itm"] img[src*="/image/"]'), image('a[href*="/p/itm"] img')],
  sponsored: rule('advertisement mark', ({ element }) =>
    first(element, '[data-tkid^="ADVIEW_"], [data-tkid^="en_"]') ? true : undefined,
  ),
};

/** `window.__INITIAL_STATE__` of some builds, and the answer of the page API. */
function stateProducts(doc: PageDocument): unknown[] {
  const state = at(doc.state('window.__INITIAL_STATE__'), 'pageDataV4.page.data') ?? at(doc.json, 'RESPONSE.slots');
  return objectsWhere(state, (object) => isObject(at(object, 'productInfo.value.pricing'))).map((object) =>
    at(object, 'productInfo.value'),
  );
}

const STATE_PRODUCT: ListingRules = {
  id: path('id'),
  url: mapped(path('smartUrl', 'baseUrl'), itemLink),
  title: path('titles.title', 'title'),
  price: path('pricing.finalPrice.value', 'pricing.finalPrice.decimalValue'),
  imageUrls: mapped(path('media.images.0.url'), (address) =>
    String(address).replace('{@width}', '612').replace('{@height}', '612').replace('{@quality}', '70'),
  ),
  brand: path('productBrand'),
  availability: rule('availability.displayState', ({ item }) =>
    at(item, 'availability.displayState') === 'OUT_OF_STOCK' ? 'ended' : undefined,
  ),
};

export const search: ResultPages = {
  sources: [cards('[data-id]:has(a[href*="/p/itm"])', CARD), entries('page state', stateProducts, STATE_PRODUCT)],
  nextPage: rule('"Next"', ({ doc }) => {
    const links = all(doc.root, 'nav a[href*="page="]');
    return links.find((link) => /^next$/i.test(ownTextOf(link) || ownTextOf(first(link, 'span') ?? link)))?.attribs
      .href;
  }),
};
