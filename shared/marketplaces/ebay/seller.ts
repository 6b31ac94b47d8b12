import { first, textOf } from '#shared/extraction/dom.ts';
import { asCount, asShare, asText } from '#shared/extraction/listing-fields.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import type { Page, SellerReading } from '#shared/extraction/reading.ts';
import { attr, firstOf, type Rules, text } from '#shared/extraction/rule.ts';
import { readSearch } from './search.ts';

const ID: Rules = [
  attr('.str-seller-card a[href*="/usr/"], .str-header a[href*="/usr/"]', 'href', /\/usr\/([^/?#]+)/),
  attr('link[rel="canonical"][href*="/usr/"]', 'href', /\/usr\/([^/?#]+)/),
  attr('a[href*="_ssn="]', 'href', /[?&]_ssn=([^&#]+)/),
];
const NAME: Rules = [text('.str-seller-card__store-name h1'), text('.str-seller-card h1'), text('.mbg-nw')];
const FEEDBACK: Rules = [
  text('.str-seller-card__feedback-link', /\(([^)]+)\)/),
  text('.str-seller-card__store-stats', /\(([\d.,KMk]+)\)/),
  text('.mbg-l a'),
];
const RATING: Rules = [
  text('.str-seller-card__feedback-link', /\d[\d.,]*\s?%/),
  text('.str-seller-card__store-stats', /\d[\d.,]*\s?%/),
];
const SINCE: Rules = text('.str-about-description__seller-info .str-text-span:last-child', /\d{4}|\w+ \d{1,2}, \d{4}/);

/** A seller's item list (`_ssn=`) or profile page: the same result cards, with a seller card above them. */
export function readSeller(page: Page): SellerReading {
  const { coverage, reason, listings } = readSearch(page);
  const doc = openPage(page);
  const seller = 'hostile' in doc || coverage === 'blocked' ? null : readSellerCard(doc);
  if (!seller) return { coverage, reason, seller, listings };
  // A profile page shows no items; what it says about the seller is all that was asked.
  if (listings.length === 0) return { coverage: 'complete', seller, listings };
  const { id, name } = seller;
  return {
    coverage,
    reason,
    seller,
    listings: listings.map((listing) => ({ ...listing, seller: listing.seller ?? { id, name } })),
  };
}

function readSellerCard(doc: PageDocument): SellerReading['seller'] {
  const scope = { doc, element: doc.root, item: undefined };
  const line = (found: unknown) => asText(found, 256);
  const card = first(doc.root, '.str-seller-card, .str-header, .mbg');
  if (!card || textOf(card) === '') return null;
  const seller = {
    id: firstOf(ID, scope, line)?.value,
    name: firstOf(NAME, scope, line)?.value,
    feedbackCount: firstOf(FEEDBACK, scope, asCount)?.value,
    rating: firstOf(RATING, scope, asShare)?.value,
    memberSince: firstOf(SINCE, scope, line)?.value,
  };
  const known = Object.fromEntries(Object.entries(seller).filter(([, value]) => value !== undefined));
  return seller.id || seller.name ? known : null;
}
