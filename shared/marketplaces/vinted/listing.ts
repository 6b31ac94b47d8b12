import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { image, longText, mapped, meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import { ITEM_ID, itemUrl, SITES, siteOf } from './sites.ts';
import { flight, STATE_ITEM } from './state-item.ts';

const PAGE: ListingRules = {
  id: idOfOwnAddress(ITEM_ID),
  url: ownAddress(ITEM_ID),
  title: [
    pageProduct.title,
    text('[data-testid="item-page-summary-plugin"] h1'),
    mapped(meta('og:title'), (title) => String(title).replace(/ \| Vinted$/, '')),
  ],
  price: [text('[data-testid="item-price"]'), pageProduct.price],
  imageUrls: [image('[data-testid^="item-photo-"][data-testid$="--img"]'), pageProduct.imageUrls, meta('og:image')],
  sellerName: text('[data-testid="profile-username"], [data-testid="item-seller-name"]'),
  condition: [
    text('[data-testid="item-attributes-status"] [itemprop="status"]'),
    text('[data-testid="item-attributes-status"] .details-list__item-value:last-child'),
  ],
  availability: pageProduct.availability,
  description: [longText('[itemprop="description"]'), pageProduct.description],
  brand: [
    text('[itemprop="brand"] [itemprop="name"], [data-testid="item-attributes-brand"] [itemprop="name"]'),
    pageProduct.brand,
  ],
};

/** The item with its seller, in what the page streams to React since 2024, in a script's store before, or in an answer of the API. */
const itemState = oncePerPage((doc) => {
  const item = at(doc.json, 'item') ?? embeddedJson(flight(doc), '"item":') ?? doc.state('"itemDto":');
  return isObject(item) && item.title !== undefined ? item : undefined;
});

const GONE =
  /(?:l['’]article|cet article|dieser artikel|questo articolo|this item|este artículo|dit artikel|ten przedmiot) .{0,40}(?:n['’]existe|n['’]est plus|nicht mehr|non (?:è|esiste)|doesn['’]t exist|no longer|not available|ya no|niet meer|już nie)/iu;

export const readListing = listingReader({
  marketplace: 'vinted',
  listingUrl: (id, doc) => itemUrl(id, siteOf(doc)),
  hints: (doc) => ({ currency: SITES[siteOf(doc)] }),
  item: itemState,
  fields: rulesInOrder({ ...STATE_ITEM, url: [] }, PAGE),
  gone: (doc) =>
    itemState(doc) === undefined && doc.products().length === 0 && GONE.test(doc.text()) ? 'removed' : undefined,
  isListing: (listing) => listing.title !== '' && listing.price !== null,
});
