import { closest, first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { itemUrl, pathId, shopCurrency } from './address.ts';

const LINK =
  'a.woocommerce-loop-product__link, a.woocommerce-LoopProduct-link, a.woocommerce-loop-product__title, .woocommerce-loop-product__title a, a[href*="/product/"]';

/** Carousels are made of the same cards as the results; a product's own page wraps it in one too, by number. */
const BESIDE = '.related, .upsells, .up-sells, .cross-sells, .widget';

/** Whatever the theme draws, WordPress itself writes the classes of the card and WooCommerce those of title and price. */
const CARD: ListingRules = {
  id: [
    attr('', 'class', /(?:^|\s)post-(\d{1,15})(?:\s|$)/),
    attr('[data-product_id]', 'data-product_id', /^\d{1,15}$/),
    rule('product link', ({ element, doc }) => pathId(first(element, LINK)?.attribs.href, doc)),
  ],
  url: [attr(LINK, 'href'), attr('a[href]:not([href*="add-to-cart"])', 'href', /^(?:https?:\/)?\/.+/)],
  title: [
    text('.woocommerce-loop-product__title'),
    text('[class*="product"][class*="title"], [class*="product"][class*="name"], h2, h3'),
  ],
  price: [text('.price ins .amount'), text('.price')],
  imageUrls: image('img'),
  sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
  sku: attr('[data-product_sku]', 'data-product_sku'),
};

export const readSearch = searchReader({
  marketplace: 'woocommerce',
  listingUrl: (id, doc) => itemUrl(id, doc.page.url),
  hints: (doc) => ({ currency: shopCurrency(doc) }),
  sources: [
    cards(
      '.product.type-product, li.product',
      CARD,
      (card) => closest(card, BESIDE) !== null || card.attribs.id?.startsWith('product-') === true,
    ),
  ],
  nothingFound: (doc) => showsAny(doc, '.woocommerce-no-products-found') || saysNoResults(doc),
  nextPage: [attr('a.next.page-numbers', 'href'), attr('link[rel="next"]', 'href')],
});
