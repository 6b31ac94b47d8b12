import { answeredItem } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { addressPart, attr, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { OFFER_IN_LINK } from './sites.ts';

const SELLER_IN_LINK = /\/uzytkownik\/([\w.-]{2,80})/;

export const listing: OfferPages = {
  item: (doc) => answeredItem(doc, 'offer'),
  fields: rulesInOrder(
    {
      id: [
        path('id', 'offer_id'),
        mapped(meta('og:url'), (address) => OFFER_IN_LINK.exec(String(address))?.[1]),
        attr('link[rel="canonical"]', 'href', OFFER_IN_LINK),
        addressPart(OFFER_IN_LINK),
      ],
      title: path('name', 'title'),
      price: [path('sellingMode.price.amount', 'price.formattedPrice'), attr('meta[itemprop="price"]', 'content')],
      imageUrls: rule('images', ({ item }) => many(at(item, 'images')).map((picture) => at(picture, 'url') ?? picture)),
      sellerName: [path('seller.login', 'seller.name'), attr('a[href*="/uzytkownik/"]', 'href', SELLER_IN_LINK)],
      sellerRating: path('seller.rating'),
    },
    schemaProduct(),
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
  gone: (doc) =>
    /(?:sprzedaż|oferta) (?:została )?zakończona|ta oferta (?:jest zakończona|została zakończona)/i.test(doc.text())
      ? 'ended'
      : undefined,
};
