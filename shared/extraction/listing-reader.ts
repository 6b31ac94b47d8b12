import type { Availability, Listing } from '#shared/domain/listing.ts';
import { blockPageOf, unreadablePage } from './block-detection.ts';
import { type ListingRules, readListingFields } from './listing-fields.ts';
import { openPage, type PageDocument } from './page-document.ts';
import type { PriceHints } from './price.ts';
import type { ListingReading, Page } from './reading.ts';
import type { Scope } from './rule.ts';

export type ListingPageRules = {
  marketplace: string;
  listingUrl: (id: string, doc: PageDocument) => string;
  hints?: (doc: PageDocument) => PriceHints;
  fields: ListingRules;
  /** The JSON entry that `path(…)` rules read; default: the body of an API answer. */
  item?: (doc: PageDocument) => unknown;
  /** The page's own words for an offer that is over or taken down; wins over what the fields say. */
  gone?: (doc: PageDocument) => Extract<Availability, 'ended' | 'removed'> | undefined;
  /** Enough to call the page a listing page; default: a title. */
  isListing?: (listing: Listing, doc: PageDocument) => boolean;
};

/** A marketplace's `readListing` from its rules. "Gone" is knowledge (`complete`), a block page is not. */
export function listingReader(rules: ListingPageRules): (page: Page) => ListingReading {
  return (page) => {
    const doc = openPage(page);
    if ('hostile' in doc) return { coverage: 'unreadable', reason: `hostile page: ${doc.hostile}`, listing: null };
    const refused = blockPageOf(doc, 'status');
    if (refused) return { coverage: 'blocked', reason: refused, listing: null };
    if (doc.page.status >= 500) return { coverage: 'unreadable', reason: unreadablePage(doc), listing: null };
    const gone = goneWord(rules, doc);
    const read = readPage(rules, doc);
    if (gone)
      return {
        coverage: 'complete',
        listing: read ? { ...read.listing, availability: gone } : null,
        reason: GONE_REASON[gone],
        sources: read?.sources,
      };
    // A block page has a heading too, and an address that names the listing; a price it has not.
    const block = read?.listing.price ? null : blockPageOf(doc, 'page');
    if (block) return { coverage: 'blocked', reason: block, listing: null };
    if (read && (rules.isListing?.(read.listing, doc) ?? read.listing.title !== ''))
      return { coverage: 'complete', ...read };
    return { coverage: 'unreadable', reason: unreadablePage(doc), listing: null };
  };
}

const GONE_REASON = {
  ended: 'the page says that the offer has ended',
  removed: 'the page says that the offer is not there any more',
};

function goneWord(rules: ListingPageRules, doc: PageDocument): 'ended' | 'removed' | undefined {
  const said = rules.gone?.(doc);
  return said ?? (doc.page.status === 404 || doc.page.status === 410 ? 'removed' : undefined);
}

function readPage(rules: ListingPageRules, doc: PageDocument) {
  const scope: Scope = { doc, element: doc.root, item: rules.item ? rules.item(doc) : doc.json };
  return readListingFields(rules.fields, scope, {
    marketplace: rules.marketplace,
    hints: rules.hints?.(doc) ?? {},
    listingUrl: (id) => rules.listingUrl(id, doc),
  });
}
