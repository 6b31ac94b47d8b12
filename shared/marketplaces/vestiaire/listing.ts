import { answeredItem } from '#shared/extraction/json-answer.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ID_IN_LINK, itemLink, picture, priceInCents } from './item-link.ts';

/** The item in the page's state or in an answer of the API; in the state its place has moved often, its form has not. */
function itemState(doc: PageDocument): unknown {
  if (doc.json !== undefined) return answeredItem(doc, 'data');
  const state = at(doc.state('#__NEXT_DATA__'), 'props.pageProps');
  return objectsWhere(state, (object) => object.type === 'product' && isObject(object.price))[0];
}

export const listing: OfferPages = {
  item: itemState,
  fields: rulesInOrder(
    {
      id: [path('id'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [
        rule('path', ({ item, doc }) => itemLink(at(item, 'path') ?? at(item, 'link'), doc)),
        attr('link[rel="canonical"]', 'href'),
      ],
      title: path('name'),
      price: rule('price', ({ item }) => priceInCents(at(item, 'price'))),
      imageUrls: rule('pictures', ({ item }) => [at(item, 'pictures')].flat().flatMap((one) => picture(one) ?? [])),
      sellerId: path('seller.id'),
      sellerName: path('seller.username', 'seller.firstname'),
      sellerLocation: path('seller.country'),
      condition: path('condition.description'),
      // `inStock` says whether the item lies in the venue's own warehouse.
      availability: rule('sold | available', ({ item }) => {
        if (at(item, 'sold') === true || at(item, 'available') === false) return 'ended';
        return at(item, 'sold') === false ? 'active' : undefined;
      }),
      description: path('originalDescription', 'description'),
      listedAt: path('creationDate'),
      brand: path('brand.name'),
    },
    schemaProduct(),
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};
