import { first } from '#shared/extraction/dom.ts';
import { at, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const ID_IN_LINK = /\/A-(\d{5,12})(?=[?#/]|$)/;
const listingUrl = (id: string) => `https://www.target.com/p/-/A-${id}`;

const STATE = "'__TGT_DATA__': { configurable: false, enumerable: true, value: deepFreeze(";

/** Products as Target's own interface gives them: in the page's state, or an answer of `product_search`. */
function products(doc: PageDocument): unknown {
  const found = at(doc.json, 'data.search.products');
  if (found !== undefined) return found;
  return objectsWhere(
    doc.state(STATE),
    ({ tcin, item, price }) => typeof tcin === 'string' && Boolean(item) && Boolean(price),
  );
}

const PRODUCT: ListingRules = {
  id: path('tcin'),
  url: path('item.enrichment.buy_url'),
  title: mapped(path('item.product_description.title'), markupText),
  price: path('price.formatted_current_price', 'price.current_retail', 'price.current_retail_min'),
  imageUrls: path('item.enrichment.images.primary_image_url', 'item.enrichment.image_info.primary_image.url'),
  sellerId: path('item.product_vendors.0.id'),
  sellerName: path('item.product_vendors.0.vendor_name'),
  sponsored: rule('is_sponsored_sku', ({ item }) => at(item, 'is_sponsored_sku') === true),
  brand: path('item.primary_brand.name'),
};

const CARD_LINK = attr('a[href*="/A-"]', 'href', /^[^?#]+/);

const readers = shopReaders({
  marketplace: 'target',
  currency: 'USD',
  idInLink: ID_IN_LINK,
  listingUrl,
  results: [
    entries('products in JSON', products, PRODUCT),
    cards(
      '[data-test$="ProductCardWrapper"], [data-test="product-card"], [data-test="list-entry-product-card"]',
      {
        id: shopId(CARD_LINK, ID_IN_LINK),
        url: CARD_LINK,
        title: [
          attr('[data-test$="ProductCard/title"]', 'aria-label'),
          text('[data-test$="ProductCard/title"], [data-test="product-title"]'),
          attr('img', 'alt'),
        ],
        price: text('[data-test="current-price"]'),
        imageUrls: image('[data-test$="ProductCardImage/primary"] img, img'),
        brand: text('[data-test$="ProductCardBrandAndRibbonMessage/brand"], [data-test="itemDetails-brand"]'),
        soldCount: text('[data-test] span, div', /^(\d[\d.,]*k?)\+ bought in last month$/i),
        sponsored: rule('"Sponsored"', ({ element }) => first(element, '[data-test="sponsoredText"]') !== null),
      },
      // The lower half of the grid is drawn when it is scrolled to.
      (card) => !first(card, 'a[href*="/A-"]'),
    ),
  ],
  listing: {
    title: text('h1[data-test="product-title"]'),
    price: text('[data-test="product-price"]'),
  },
});

export const target: Marketplace = {
  ...RETAILER,
  id: 'target',
  title: 'Target',
  hosts: ['target.com', 'redsky.target.com'],
  imageHosts: ['target.scene7.com', 'targetimg1.com'],
  browser: true,
  searchUrl: (keyword, page) => {
    const url = new URL(searchAddress('https://www.target.com/s', keyword, 'searchTerm'));
    if (page > 1) url.searchParams.set('Nao', String((page - 1) * 24));
    return url.href;
  },
  listingUrl,
  ...readers,
};
