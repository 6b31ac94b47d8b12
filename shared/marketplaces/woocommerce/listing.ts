import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { attr, image, longText, mapped, meta, product, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { itemUrl, pathId, shopCurrency } from './address.ts';

const canonical = attr('link[rel="canonical"]', 'href');

export const readListing = listingReader({
  marketplace: 'woocommerce',
  listingUrl: (id, doc) => itemUrl(id, doc.page.url),
  hints: (doc) => ({ currency: shopCurrency(doc) }),
  fields: rulesInOrder(
    {
      id: [
        attr('body', 'class', /(?:^|\s)postid-(\d{1,15})(?:\s|$)/),
        attr('.product[id^="product-"]', 'id', /^product-(\d{1,15})$/),
        attr('link[rel="shortlink"]', 'href', /[?&]p=(\d{1,15})/),
        attr('.cart [name="add-to-cart"]', 'value', /^\d{1,15}$/),
        rule('address', ({ doc }) => pathId(doc.page.url, doc)),
      ],
      url: [canonical, meta('og:url')],
      title: [],
      sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
    },
    { ...pageProduct, sellerName: [], description: mapped(pageProduct.description, markupText) },
    {
      title: [text('h1.product_title'), text('h1'), meta('og:title')],
      price: [text('.summary .price ins .amount'), text('.summary .price, p.price')],
      imageUrls: [image('.woocommerce-product-gallery img'), meta('og:image')],
      description: longText('.woocommerce-product-details__short-description, #tab-description'),
      sku: [product('sku'), text('.product_meta .sku, .sku_wrapper .sku')],
    },
  ),
  // Every page of WordPress has a heading; a product has a price, or says that it is one.
  isListing: ({ title, price }, doc) =>
    title !== '' && (price !== null || doc.products().length > 0 || doc.meta('og:type') === 'product'),
});
