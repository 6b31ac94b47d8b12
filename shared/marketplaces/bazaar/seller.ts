import type { Listing } from '#shared/domain/listing.ts';
import { blockPageOf, unreadablePage } from '#shared/extraction/block-detection.ts';
import { all, textOf } from '#shared/extraction/dom.ts';
import { readListingFields } from '#shared/extraction/listing-fields.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import type { Page, SellerReading } from '#shared/extraction/reading.ts';
import { attr, text } from '#shared/extraction/rule.ts';
import { listingUrl, siteOf } from './address.ts';
import { CARD_FIELDS } from './search.ts';

const SELLER_FIELDS = {
  id: attr('.seller-page', 'data-seller'),
  title: text('.seller-name'),
  sellerId: attr('.seller-page', 'data-seller'),
  sellerName: text('.seller-name'),
  sellerRating: text('.seller-page .rating'),
  sellerFeedback: attr('.seller-page .feedback', 'data-count'),
  sellerLocation: text('.seller-page .location'),
  sellerSince: attr('.seller-page .member-since', 'datetime'),
};

export function readSeller(page: Page): SellerReading {
  const doc = openPage(page);
  if ('hostile' in doc) return { coverage: 'unreadable', reason: `hostile page: ${doc.hostile}`, seller: null };
  const refused = blockPageOf(doc, 'status');
  if (refused) return { coverage: 'blocked', reason: refused, seller: null };
  const [closed] = all(doc.root, '.seller-closed').map((element) => textOf(element, 300));
  if (closed) return { coverage: 'complete', seller: null, closed };
  const context = {
    marketplace: 'bazaar',
    hints: { currency: 'EUR' },
    listingUrl: (id: string) => listingUrl(id, siteOf(page.url)),
  };
  const seller = readListingFields(SELLER_FIELDS, { doc, element: doc.root, item: undefined }, context)?.listing.seller;
  if (seller) return { coverage: 'complete', seller, listings: cardsOf(doc, context) };
  const block = blockPageOf(doc, 'page');
  if (block) return { coverage: 'blocked', reason: block, seller: null };
  return { coverage: 'unreadable', reason: unreadablePage(doc), seller: null };
}

function cardsOf(doc: PageDocument, context: Parameters<typeof readListingFields>[2]): Listing[] {
  return all(doc.root, '.results > li.card').flatMap(
    (element) => readListingFields(CARD_FIELDS, { doc, element, item: undefined }, context)?.listing ?? [],
  );
}
