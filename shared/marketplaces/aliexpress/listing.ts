import { first } from '#shared/extraction/dom.ts';
import { hashedClass } from '#shared/extraction/hashed-class.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, attr, image, mapped, meta, source, state, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { COMPONENT_ITEM, itemState } from './component-item.ts';
import { canonicalItemUrl, itemIdIn, itemUrl, STORE_ID, siteOfPage } from './sites.ts';
import { soldLine } from './sold.ts';

const SELLER_BOX = '[data-pl="store-name"], a[class*="store-detail--wrap"], .store-name a, a.store-lnk, .shop-name a';

const PAGE: ListingRules = {
  id: [
    mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
    mapped(meta('ae:reload_path', 'og:url'), itemIdIn),
    source(/window\.runParams\.productId\s*=\s*"(\d+)"/),
    mapped(addressPart(/.+/), itemIdIn),
  ],
  url: [
    mapped(attr('link[rel="canonical"]', 'href'), canonicalItemUrl),
    mapped(meta('ae:reload_path', 'og:url'), canonicalItemUrl),
  ],
  title: [
    text('h1[data-pl="product-title"], h1.product-title-text, h1.product-name, h1[itemprop="name"]'),
    text(`h1${hashedClass('title', 'name').replaceAll(', ', ', h1')}`),
    mapped(meta('og:title'), (title) => String(title).replace(/\s+[-|]\s+(?:AliExpress|Buy ).*$/i, '')),
  ],
  price: [
    text('.product-price-value, .product-price-current, [data-pl="product-price"] [class*="currentPrice"]'),
    text('#j-sku-discount-price, #j-sku-price'),
    text(`${hashedClass('priceNew', 'mainS', 'mainM', 'mainL')}`),
  ],
  imageUrls: [
    state('DCData =', 'imagePathList'),
    image('.images-view-item img, .magnifier-image, #j-image-thumb-list img'),
  ],
  sellerId: attr(SELLER_BOX, 'href', STORE_ID),
  sellerName: [
    text('[data-pl="store-name"], .store-name a, a.store-lnk, .shop-name a'),
    text(hashedClass('storeName')),
  ],
  sellerRating: text('.positive-percent, [class*="store-info--desc"]', /\d[\d.,]*\s?%/),
  soldCount: soldLine(`[class*="reviewer--sold"], .product-reviewer-sold, #j-order-num, ${hashedClass('sold')}`),
};

/** The item itself is drawn; its og: tags are on every page, also on shells and on the page that says it is gone. */
function showsItem(doc: Parameters<typeof itemState>[0]): boolean {
  return (
    itemState(doc) !== undefined ||
    doc.products().length > 0 ||
    first(doc.root, `h1[data-pl="product-title"], h1.product-title-text, h1.product-name, ${SELLER_BOX}`) !== null
  );
}

export const readListing = listingReader({
  marketplace: 'aliexpress',
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(doc)),
  hints: () => ({}),
  item: itemState,
  fields: rulesInOrder(COMPONENT_ITEM, PAGE, schemaProduct(), { imageUrls: meta('og:image') }),
  gone: (doc) => {
    if (showsItem(doc)) return undefined;
    return first(doc.root, '[class*="not-found--"], .not-found-wrap, .item-not-found, [class*="NotFound__"]') !== null
      ? 'removed'
      : undefined;
  },
  isListing: ({ title }, doc) => title !== '' && showsItem(doc),
});
