import { first } from '#shared/extraction/dom.ts';
import { answeredItem } from '#shared/extraction/json-answer.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { shopCurrency, shopifyProduct } from '#shared/extraction/shopify-product.ts';
import { productAddress, productPath } from './product-path.ts';

const PRODUCT_SCRIPTS = ['#ProductJson-product-template', '#ProductJson-product', '#product-json'];

/** The answer of `/products/x.json`, or what a theme keeps of the product in a script. */
function productState(doc: PageDocument): unknown {
  if (doc.json !== undefined) return answeredItem(doc, 'product');
  const scripts = PRODUCT_SCRIPTS.map((id) => doc.state(id));
  return scripts.find((script) => isObject(script) && script.variants !== undefined);
}

function canonical(doc: PageDocument): string | undefined {
  return first(doc.root, 'link[rel="canonical"]')?.attribs.href ?? doc.meta('og:url') ?? doc.page.url;
}

export const readListing = listingReader({
  marketplace: 'shopify',
  listingUrl: (_id, doc) => doc.page.url,
  hints: (doc) => ({ currency: shopCurrency(doc) }),
  item: productState,
  fields: rulesInOrder(
    {
      id: [
        path('id', 'product_id'),
        rule('var meta', ({ doc }) => at(doc.state('var meta ='), 'product.id')),
        attr('form[action*="/cart/add"] [data-product-id], form[data-product-id]', 'data-product-id', /^\d{6,20}$/),
        rule('host and handle', ({ doc }) => productPath(canonical(doc), doc)),
      ],
      url: [
        rule('canonical address', ({ doc }) => productAddress(canonical(doc), doc)),
        rule('handle', ({ item, doc }) => productAddress(`/products/${at(item, 'handle')}`, doc)),
      ],
      title: [],
      sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
    },
    { ...shopifyProduct, id: [], url: [] },
    { ...schemaProduct(), sellerName: [] },
    {
      title: [text('.product__title h1, h1.product__title, h1'), meta('og:title')],
      price: [
        // `product.price` of the analytics script is in cents, and whatever the theme looks like it is there.
        rule('var meta', ({ doc }) => {
          const cents = at(doc.state('var meta ='), 'product.variants.0.price');
          return typeof cents === 'number' && shopCurrency(doc) ? cents / 100 : undefined;
        }),
        text('.price-item--sale, .price-item--regular, .product__price'),
        text('.product-price, [class*="product"][class*="price" i]'),
      ],
      imageUrls: meta('og:image:secure_url', 'og:image'),
      description: meta('og:description'),
      sku: rule('var meta', ({ doc }) => at(doc.state('var meta ='), 'product.variants.0.sku')),
      brand: rule('var meta', ({ doc }) => at(doc.state('var meta ='), 'product.vendor')),
    },
  ),
  // Every page of a shop has a title; a product has a price, or says that it is one.
  isListing: ({ title, price }, doc) =>
    title !== '' &&
    (price !== null || doc.products().length > 0 || isObject(productState(doc)) || doc.meta('og:type') === 'product'),
});
