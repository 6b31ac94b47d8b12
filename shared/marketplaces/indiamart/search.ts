import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { attr, image, mapped, path, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { ID_IN_LINK, itemUrl } from './address.ts';

const RESPONSE = 'props.pageProps.searchResponse';

const RESULT: ListingRules = {
  id: path('fields.displayid'),
  url: path('fields.title_url'),
  title: path('fields.original_title', 'fields.title'),
  // Many offers say "Ask Price" only.
  price: mapped(path('fields.itemprice'), (price) => (Number(price) > 0 ? `₹ ${price}` : undefined)),
  imageUrls: path('fields.zoomed_image', 'fields.large_image'),
  sellerId: path('fields.glusrid'),
  sellerName: path('fields.companyname'),
  itemLocation: path('fields.city'),
  description: mapped(path('fields.smalldescorg'), markupText),
};

const CARD: ListingRules = {
  id: [attr('', 'data-dispid', /^\d{8,16}$/), attr('.producttitle a[href]', 'href', ID_IN_LINK)],
  url: attr('.producttitle a[href]', 'href', /^[^?#]+/),
  title: text('.producttitle a'),
  price: text('p.price'),
  imageUrls: image('img.productimg'),
  sellerId: attr('', 'data-notimpid'),
  sellerName: text('.companyname a'),
  itemLocation: attr('', 'data-city'),
};

export const readSearch = searchReader({
  marketplace: 'indiamart',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'INR' }),
  sources: [
    entries('searchResponse.results', (doc) => at(doc.state('#__NEXT_DATA__'), `${RESPONSE}.results`), RESULT),
    cards('.card[data-dispid]', CARD),
    ...goodsElsewhere(ID_IN_LINK),
  ],
  nothingFound: (doc) => at(doc.state('#__NEXT_DATA__'), `${RESPONSE}.total_results`) === 0 || saysNoResults(doc),
  nextPage: attr('link[rel="next"]', 'href'),
});
