import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { SLUG_ID, slugUrl } from './search.ts';

/** `pageProps.item` of the page's state. */
const STATE: ListingRules = {
  id: mapped(path('slug'), (slug) => /(\d{6,12})$/.exec(String(slug))?.[1]),
  url: mapped(path('slug'), slugUrl),
  title: path('title.original', 'title'),
  price: rule('price.cash', ({ item }) =>
    priceOf(
      { offers: { price: at(item, 'price.cash.amount'), priceCurrency: at(item, 'price.cash.currency') } },
      { currency: 'EUR' },
    ),
  ),
  imageUrls: rule('images', ({ item }) => {
    const images = at(item, 'images');
    return Array.isArray(images) ? images.map((one) => at(one, 'urls.big') ?? at(one, 'urls.medium')) : undefined;
  }),
  sellerId: path('userId', 'user.id'),
  itemLocation: path('location.city'),
  condition: path('condition.text'),
  availability: rule('flags', ({ item }) => {
    const sold = at(item, 'flags.sold');
    return sold === undefined ? undefined : sold === true ? 'ended' : 'active';
  }),
  description: path('description.original', 'description'),
};

const PAGE: ListingRules = {
  ...pageProduct,
  id: idOfOwnAddress(SLUG_ID),
  url: ownAddress(SLUG_ID),
  title: [pageProduct.title, text('h1')],
  price: [pageProduct.price, text('[class*="ItemDetailPrice"], [aria-label="Item price"]')],
  imageUrls: [pageProduct.imageUrls, image('img[src*="cdn.wallapop.com/images"]'), meta('og:image')],
  sellerName: text('[class*="ItemDetailSellerInformation"] h3, [class*="user-name"]'),
};

function itemState(doc: PageDocument): unknown {
  return at(doc.state('#__NEXT_DATA__'), 'props.pageProps.item');
}

const GONE =
  /(?:este producto|el producto|este anuncio) (?:ya no está|no está disponible|ha sido eliminado)|producto no encontrado/iu;

export const listing: OfferPages = {
  item: itemState,
  fields: rulesInOrder(STATE, PAGE),
  gone: (doc) => (itemState(doc) === undefined && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};
