import { answeredItem } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { PART_IN_LINK } from './sites.ts';

/** The product in the page's state: Next.js today, Redux before. */
function productState(doc: PageDocument): unknown {
  return (
    at(doc.state('#__NEXT_DATA__'), 'props.pageProps.product') ??
    at(doc.state('#__NEXT_DATA__'), 'props.pageProps.productProps.data') ??
    at(doc.state('window.__PRELOADED_STATE__'), 'product.product') ??
    answeredItem(doc, 'product', 'data')
  );
}

export const listing: OfferPages = {
  item: productState,
  fields: rulesInOrder(
    {
      id: [path('sku', 'partNumber'), attr('link[rel="canonical"]', 'href', PART_IN_LINK), addressPart(PART_IN_LINK)],
      url: [attr('link[rel="canonical"]', 'href'), meta('og:url')],
      title: path('name'),
      price: path('price', 'priceNumber', 'prices.formattedOfferPrice', 'prices.offerPrice', 'prices.listPrice'),
      imageUrls: rule('images', ({ item }) =>
        [at(item, 'primaryImage'), at(item, 'fullImage'), at(item, 'images')]
          .flat()
          .filter((one) => typeof one === 'string'),
      ),
      sellerId: path('shop.id', 'marketplace.shopId'),
      sellerName: path('shop.shopName', 'marketplace.shopName'),
      brand: path('brand', 'manufacturer'),
      description: path('shortDescription', 'description'),
    },
    schemaProduct(),
    { title: text('.product-header h1, h1'), price: text('.product-price .product-internet-price dt + dd') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
  gone: (doc) =>
    /producto (?:no disponible|no encontrado)|no encontramos el producto/i.test(doc.title()) ? 'removed' : undefined,
};
