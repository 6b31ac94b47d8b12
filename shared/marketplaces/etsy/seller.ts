import { dayOf } from '#shared/domain/days.ts';
import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { asCount, asText } from '#shared/extraction/listing-fields.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import type { Page, SellerReading } from '#shared/extraction/reading.ts';
import { attr, firstOf, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { isType } from '#shared/extraction/schema-node.ts';
import { apiShop } from './open-api.ts';
import { readSearch, shopOfPage } from './search.ts';

const NAME = [
  path('shop_name'),
  rule('shop in the address', ({ doc }) => shopOfPage(doc)),
  text('.shop-name-and-title-container h1, h1'),
];
const ID = [path('shop_id'), attr('[data-shop-id]', 'data-shop-id', /^\d{4,12}$/)];
const FEEDBACK = [
  path('review_count'),
  rule('aggregateRating', ({ doc }) => at(organisation(doc), 'aggregateRating.reviewCount')),
];
const STARS = [
  path('review_average'),
  attr('.stars input[name="rating"], input[name="initial-rating"]', 'value'),
  rule('aggregateRating', ({ doc }) => at(organisation(doc), 'aggregateRating.ratingValue')),
];
const LOCATION = [
  path('shop_location_country_iso'),
  text('[data-key="user_location"], .shop-location, .shop-home-header-info .wt-text-caption'),
  text('.ss-location + div > div:first-child'),
];
const SINCE = mapped(path('create_date', 'created_timestamp', 'creation_tsz'), (seconds) =>
  typeof seconds === 'number' && seconds < 1e11 ? dayOf(new Date(seconds * 1000)) : undefined,
);

function organisation(doc: PageDocument) {
  return doc.jsonLd().find((node) => isType(node, ['Organization', 'Store']) && node.aggregateRating !== undefined);
}

/** A shop's page (its items or its sold items) or a `getShop` answer. */
export function readSeller(page: Page): SellerReading {
  const { coverage, reason, listings } = readSearch(page);
  const doc = openPage(page);
  const seller = 'hostile' in doc || coverage === 'blocked' ? null : readShop(doc);
  if (!seller) return { coverage, reason, seller, listings };
  const { id, name } = seller;
  return {
    ...(listings.length > 0 ? { coverage, reason } : { coverage: 'complete' }),
    seller,
    listings: listings.map((listing) => ({ ...listing, seller: { ...listing.seller, id, name } })),
  };
}

function readShop(doc: PageDocument): SellerReading['seller'] {
  const shop = apiShop(doc);
  if (shop === undefined && (shopOfPage(doc) === undefined || !first(doc.root, '[data-shop-id]'))) return null;
  const scope = { doc, element: doc.root, item: shop };
  const line = (found: unknown) => asText(found, 256);
  const seller = {
    id: firstOf(ID, scope, line)?.value,
    name: firstOf(NAME, scope, line)?.value,
    rating: firstOf(STARS, scope, (stars) => shareOf(Number(stars)))?.value,
    feedbackCount: firstOf(FEEDBACK, scope, asCount)?.value,
    location: firstOf(LOCATION, scope, line)?.value,
    memberSince: firstOf(SINCE, scope, line)?.value,
  };
  return Object.fromEntries(Object.entries(seller).filter(([, value]) => value !== undefined));
}

function shareOf(stars: number): number | undefined {
  return stars > 0 && stars <= 5 ? Number((stars / 5).toFixed(4)) : undefined;
}
