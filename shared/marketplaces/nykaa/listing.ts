import { at } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ID_IN_LINK, itemLink } from './item-link.ts';

const HINTS = { currency: 'INR' };

function productState(doc: PageDocument): unknown {
  const state = doc.state('window.__PRELOADED_STATE__');
  return (
    at(state, 'productPage.product') ??
    at(state, 'productReducer.product') ??
    at(doc.json, 'response') ??
    at(doc.json, 'product')
  );
}

export const listing: OfferPages = {
  item: productState,
  fields: rulesInOrder(
    {
      id: [path('productId', 'id'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: rule('canonical address', ({ doc, element }) =>
        itemLink(
          attr('link[rel="canonical"]', 'href').read({ doc, element, item: undefined }) ?? doc.meta('og:url'),
          doc,
        ),
      ),
      title: path('name', 'title'),
      price: path('offerPrice', 'discountedPrice', 'price'),
      imageUrls: [
        rule('media', ({ item }) =>
          many(at(item, 'productMedia') ?? at(item, 'media')).flatMap((one) => at(one, 'url') ?? []),
        ),
        path('imageUrl'),
      ],
      sellerName: path('sellerName', 'manufacture.0.sellerName'),
      availability: rule('inStock', ({ item }) => {
        const inStock = at(item, 'inStock');
        return typeof inStock === 'boolean' ? (inStock ? 'active' : 'ended') : undefined;
      }),
      brand: path('brandName', 'brand.name'),
      sku: path('sku'),
      description: mapped(path('description'), markupText),
    },
    schemaProduct(HINTS),
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};
