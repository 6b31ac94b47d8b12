import { closest, first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { itemUrl } from './address.ts';
import { GRAPHQL, graphQlProducts } from './product.ts';

/** A product's tile in the themes made from Luma or Blank, which most shops are. */
const TILE: ListingRules = {
  id: [
    attr('.price-box[data-product-id], [data-product-id]', 'data-product-id', /^\d{1,15}$/),
    attr('form[data-role="tocart-form"] input[name="product"]', 'value', /^\d{1,15}$/),
  ],
  url: [attr('a.product-item-link', 'href'), attr('a.product-item-photo', 'href')],
  title: [text('a.product-item-link'), text('.product-item-name')],
  price: [text('[data-price-type="finalPrice"]'), text('.special-price .price'), text('.price-box .price')],
  imageUrls: image('img.product-image-photo, .product-item-photo img'),
  sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
  sku: [attr('[data-product-sku]', 'data-product-sku'), text('.sku', /([\w./-]{3,40})$/)],
};

/** Carousels are made of the same tiles as the results. */
const BESIDE = '.block.related, .block.upsell, .block.crosssell, .widget';

export const readSearch = searchReader({
  marketplace: 'magento',
  listingUrl: (id, doc) => itemUrl(id, doc.page.url),
  hints: (doc) => ({ currency: doc.meta('product:price:currency') }),
  sources: [
    entries('GraphQL products', graphQlProducts, GRAPHQL),
    cards(
      'li.product-item, .products .product-item',
      TILE,
      (tile) => closest(tile, BESIDE) !== null || first(tile, 'a[href]') === null,
    ),
  ],
  nothingFound: (doc) =>
    showsAny(doc, '.catalogsearch-result-index .message.notice, .category-products .note-msg') || saysNoResults(doc),
  nextPage: [attr('.pages a.action.next', 'href'), attr('link[rel="next"]', 'href')],
});
