import type { Listing } from '#shared/domain/listing.ts';
import { blockPageOf, unreadablePage } from './block-detection.ts';
import { brandAtHeading } from './card-brand.ts';
import { availabilityWhen, GONE_REASON, type GoneRule, goneCause } from './gone.ts';
import { statedGone } from './gone-statement.ts';
import { asText, type ListingRules, readListingFields, rulesInOrder } from './listing-fields.ts';
import { openPage, type PageDocument } from './page-document.ts';
import type { PriceHints } from './price.ts';
import type { ListingReading, Page } from './reading.ts';
import { meta, type Scope, text } from './rule.ts';
import { sellerLink } from './seller-link.ts';
import { MOVED } from './shop/moved.ts';
import { PAGE_PRICE } from './shop/page-price.ts';
import { pageProduct } from './shop/page-product.ts';
import { fieldsInSpecifics, shownDescription, shownSpecifics } from './shown-specifics.ts';

export type ListingPageRules = {
  marketplace: string;
  listingUrl: (id: string, doc: PageDocument) => string;
  hints?: (doc: PageDocument) => PriceHints;
  fields: ListingRules;
  /** The JSON entry that `path(…)` rules read; default: the body of an API answer. */
  item?: (doc: PageDocument) => unknown;
  /** Where and how the venue says that an offer is over or taken down; never from words that a seller can write. */
  gone?: GoneRule;
  /** Enough to call the page a listing page; default: a title. */
  isListing?: (listing: Listing, doc: PageDocument) => boolean;
};

/** A marketplace's `readListing` from its rules. "Gone" is knowledge (`complete`), a block page is not. */
export function listingReader(rules: ListingPageRules): (page: Page) => ListingReading {
  return (page) => {
    const doc = openPage(page, rules.hints);
    if ('hostile' in doc) return { coverage: 'unreadable', reason: `hostile page: ${doc.hostile}`, listing: null };
    const refused = blockPageOf(doc, 'status');
    if (refused) return { coverage: 'blocked', reason: refused, listing: null };
    if (doc.page.status >= 500) return { coverage: 'unreadable', reason: unreadablePage(doc), listing: null };
    const read = readPage(rules, doc);
    const gone = goneCause(rules.gone, doc, read?.listing) ?? statedGone(doc, read?.listing);
    if (gone)
      return {
        coverage: 'complete',
        listing: read ? { ...read.listing, availability: availabilityWhen(gone) } : null,
        gone,
        reason: GONE_REASON[gone],
        sources: read?.sources,
      };
    // Whatever stands on such a page, it is not this offer on sale.
    if (doc.page.status === 404 || doc.page.status === 410)
      return {
        coverage: 'complete',
        listing: null,
        gone: 'absent',
        reason: `the page answers HTTP ${doc.page.status}`,
      };
    // A block page has a heading too, and an address that names the listing; a price it has not.
    const block = read?.listing.price ? null : blockPageOf(doc, 'page');
    if (block) return { coverage: 'blocked', reason: block, listing: null };
    if (read && (rules.isListing?.(read.listing, doc) ?? read.listing.title !== ''))
      return { coverage: 'complete', ...read };
    const drawn = block === null && doc.json === undefined ? readDrawn(rules, doc) : undefined;
    if (drawn) return { coverage: 'partial', reason: MOVED, isDrawn: true, ...drawn };
    return { coverage: 'unreadable', reason: unreadablePage(doc), listing: null };
  };
}

/** What any shop's page shows of its offer, for a site whose own places for it are gone. */
const SHOWN: Partial<ListingRules> = {
  title: [pageProduct.title, text('h1')],
  price: PAGE_PRICE,
  imageUrls: meta('og:image'),
};

function readDrawn(rules: ListingPageRules, doc: PageDocument) {
  const read = readPage({ ...rules, fields: rulesInOrder(rules.fields, SHOWN) }, doc);
  return read?.listing.title && read.listing.price ? read : undefined;
}

function readPage(rules: ListingPageRules, doc: PageDocument) {
  const scope: Scope = { doc, element: doc.root, item: rules.item ? rules.item(doc) : doc.json };
  const read = readListingFields(rules.fields, scope, {
    marketplace: rules.marketplace,
    hints: doc.hints(),
    listingUrl: (id) => rules.listingUrl(id, doc),
  });
  return read && { listing: withDetails(read.listing, scope), sources: read.sources };
}

/** What listing pages show beside the fields that rules know: the table of properties, the description, and what stands in that table. */
function withDetails(listing: Listing, { doc, item }: Scope): Listing {
  const specifics = listing.specifics ?? shownSpecifics(doc, item);
  const description = listing.description ?? asText(shownDescription(doc), 20_000);
  const { seller } = listing;
  const sellersPage = seller && seller.url === undefined ? sellerLink(doc, seller) : undefined;
  const { condition, brand = brandAtHeading(doc.root, listing.title) } = fieldsInSpecifics(specifics);
  return {
    ...listing,
    ...(sellersPage && { seller: { ...seller, url: sellersPage } }),
    ...(specifics && { specifics }),
    ...(description && { description }),
    ...(listing.condition === undefined && condition && { condition }),
    ...(listing.brand === undefined && brand && { brand }),
  };
}
