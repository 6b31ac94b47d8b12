import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';

/** Titles and addresses end in the list id: `/fr/casablanca/telephones/Nordhavn_57646053.htm`. */
export const AD_ID = /_(\d{6,10})\.htm/;

export function adUrl(id: string): string {
  return `https://www.avito.ma/vi/${id}.htm`;
}

/** An advertisement in the page's state, the same in lists and on its own page. */
export const AD: ListingRules = {
  id: path('listId', 'list_id', 'id'),
  url: path('href', 'url'),
  title: path('subject', 'title'),
  price: rule('price', ({ item }) => at(item, 'price.value') ?? at(item, 'price.withCurrency') ?? at(item, 'price')),
  imageUrls: path('images', 'defaultImage'),
  sellerId: path('seller.id'),
  sellerName: path('seller.name'),
  itemLocation: [path('location'), rule('location', ({ item }) => at(item, 'location.city.name'))],
  description: path('description'),
  sponsored: path('isHighlighted'),
};

const CARD: Omit<ListingRules, 'id'> = {
  title: [attr('p[title]', 'title'), text('h3, h2'), attr('img', 'alt')],
  price: [text('p, span', /^[\d\s.,\u202f]+\s?DH/), text('[class*="price" i]')],
  imageUrls: image('img[src*="/images/"]'),
};

export const search: ResultPages = {
  sources: [
    entries(
      '__NEXT_DATA__ ads',
      (doc) => at(doc.state('#__NEXT_DATA__'), 'props.pageProps.componentProps.ads.ads'),
      AD,
    ),
    linkCards('a[href*=".htm"]', AD_ID, CARD),
  ],
  nothingFound: (doc) =>
    at(doc.state('#__NEXT_DATA__'), 'props.pageProps.componentProps.ads.totalListingAds') === 0 || saysNoResults(doc),
  nextPage: [attr('link[rel="next"]', 'href'), attr('a[href*="?o="][rel="next"]', 'href')],
};
