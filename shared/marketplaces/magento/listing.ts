import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { attr, image, longText, mapped, meta, product, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { itemUrl } from './address.ts';

export const readListing = listingReader({
  marketplace: 'magento',
  listingUrl: (id, doc) => itemUrl(id, doc.page.url),
  hints: (doc) => ({ currency: doc.meta('product:price:currency') }),
  fields: rulesInOrder(
    {
      id: [
        attr('.product-info-main .price-box[data-product-id]', 'data-product-id', /^\d{1,15}$/),
        attr('#product_addtocart_form input[name="product"], input[name="product"]', 'value', /^\d{1,15}$/),
        product('sku'),
      ],
      url: [attr('link[rel="canonical"]', 'href'), meta('og:url')],
      title: [],
      sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
    },
    { ...pageProduct, sellerName: [], description: mapped(pageProduct.description, markupText) },
    {
      title: [text('.page-title [itemprop="name"], h1.page-title, h1'), meta('og:title')],
      price: [
        text('.product-info-main [data-price-type="finalPrice"], .product-info-main .special-price .price'),
        text('.product-info-main .price'),
      ],
      imageUrls: [image('.gallery-placeholder img'), meta('og:image')],
      description: longText('.product.attribute.overview .value, .product.attribute.description .value'),
      sku: [product('sku'), text('.product.attribute.sku .value')],
    },
  ),
  // Every page of a shop has a heading; a product has a price, or says that it is one.
  isListing: ({ title, price }, doc) =>
    title !== '' && (price !== null || doc.products().length > 0 || doc.meta('og:type') === 'product'),
});
