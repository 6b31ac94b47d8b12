import { at, isObject } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ID_IN_LINK, priceOfList } from './sites.ts';

/** The product with the variant that the page shows first. */
function productState(doc: PageDocument): unknown {
  const product = at(doc.state('#__NEXT_DATA__'), 'props.pageProps.productData');
  if (!isObject(product)) return undefined;
  const variants = Array.isArray(product.variants) ? product.variants : [];
  const shown = at(product, 'currentVariant') ?? at(product, 'primaryVariantId');
  return { product, variant: variants.find((variant) => at(variant, 'id') === shown) ?? variants[0] };
}

export const listing: OfferPages = {
  item: productState,
  fields: rulesInOrder(
    {
      id: [path('product.id'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [attr('link[rel="canonical"]', 'href'), meta('og:url')],
      title: path('product.name'),
      price: [
        rule('variant prices', ({ item }) => priceOfList(at(item, 'variant.prices'))),
        rule('tile price', ({ element, doc }) =>
          text('[data-event-price], [data-internet-price]').read({ element, doc, item: undefined }),
        ),
      ],
      imageUrls: rule('variant medias', ({ item }) => {
        const medias = at(item, 'variant.medias') ?? at(item, 'product.medias');
        return (Array.isArray(medias) ? medias : []).flatMap((media) => at(media, 'url') ?? []);
      }),
      sellerId: path('variant.offerings.0.sellerId', 'product.sellerId'),
      sellerName: [
        path('variant.offerings.0.sellerName', 'product.sellerName'),
        text('#testId-SellerInfo-sellerName a, #testId-SellerInfo-sellerName'),
      ],
      availability: rule('isOutOfStock', ({ item }) => {
        const out = at(item, 'product.isOutOfStock');
        return typeof out === 'boolean' ? (out ? 'ended' : 'active') : undefined;
      }),
      brand: path('product.brandName'),
      description: mapped(path('product.longDescription', 'product.description'), markupText),
    },
    schemaProduct(),
    { title: text('h1.product-name, h1'), imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
  gone: (doc) => (/el producto que estás buscando ya no está disponible/i.test(doc.text()) ? 'removed' : undefined),
};
