import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { isoDate } from '#shared/extraction/iso-date.ts';
import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { nextFlight } from '#shared/extraction/next-flight.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';

export const LISTING_ID = /\/listing\/(\d{5,12})/;
const LINK = 'a[href*="/listing/"]';

export function listingUrl(id: string): string {
  return `https://classifieds.ksl.com/listing/${id}`;
}

/** A listing of the page's state. */
export const STATE_LISTING: ListingRules = {
  id: path('id'),
  title: path('title'),
  price: path('price'),
  imageUrls: path('primaryImage.url', 'photo'),
  sellerId: path('contact.memberId', 'memberId'),
  itemLocation: rule('location', ({ item }) => {
    const place = at(item, 'location') ?? item;
    return [at(place, 'city'), at(place, 'state')].filter(Boolean).join(', ');
  }),
  condition: path('newUsed'),
  sponsored: path('isFeatured'),
  description: path('description'),
  listedAt: mapped(path('createdAt', 'createTime'), isoDate),
};

const CARD: Omit<ListingRules, 'id'> = {
  title: [attr('', 'aria-label'), attr(LINK, 'aria-label'), attr('img', 'alt'), text('h2, h3')],
  price: [attr('[aria-label^="Price"]', 'aria-label', /\$[\d,.]+/), text('[class*="price" i]')],
  imageUrls: image('img'),
  itemLocation: text('[role="link"], [class*="location" i]', /^[^,\d]+, [A-Z]{2}$/),
};

/** `initialState.results` is a list of pages of results in what the page streams to React; `listings:` in the script of the years before. */
function stateListings(doc: PageDocument): unknown {
  const results = embeddedJson(nextFlight(doc.page.body), '"initialState":{"results":');
  return Array.isArray(results) ? results.flat() : doc.state('listings:');
}

export const search: ResultPages = {
  sources: [entries('state', stateListings, STATE_LISTING), linkCards(LINK, LISTING_ID, CARD)],
  nextPage: attr('a[aria-label="Next page"], a.next.link, link[rel="next"]', 'href'),
};
