import type { Coverage } from '#shared/domain/coverage.ts';
import type { Listing, Seller } from '#shared/domain/listing.ts';

/** A page as it was fetched or saved. `body` is decoded text; parsers are pure over it. */
export type Page = {
  url: string;
  /** HTTP status; 200 when unknown (a saved page). */
  status: number;
  contentType?: string;
  body: string;
};

/** Field → rule → how many listings it served. A fallback that begins to win is the first sign of a layout on the move. */
export type FieldSourceCounts = Record<string, Record<string, number>>;

/** What a search page says. `reason` is one plain sentence whenever coverage is not `complete`. */
export type SearchReading = {
  coverage: Coverage;
  reason?: string;
  listings: Listing[];
  nextPageUrl: string | null;
  sources?: FieldSourceCounts;
  /** Read of what the page draws, by no rule for this site or for what it runs on. */
  isDrawn?: true;
};

/**
 * Why an offer is not on sale, as its page says it. `removed-by-venue` only where the marketplace's folder names the element or page
 * state that says so; `absent`: there is nothing at the address, for whatever reason.
 */
export type GoneCause = 'removed-by-venue' | 'ended-by-seller' | 'sold-out' | 'absent';

/** What a listing page says. A page that says "gone" is `complete`, with the cause and, where it shows the offer, its availability. */
export type ListingReading = {
  coverage: Coverage;
  reason?: string;
  listing: Listing | null;
  gone?: GoneCause;
  /** Field → the rule that found it. */
  sources?: Record<string, string>;
  /** As in a search's reading; it cannot say whether the offer is over, and is `partial`. */
  isDrawn?: true;
};

/** `closed`: the venue's own sentence that it has closed the store, from the place that the marketplace's folder names. */
export type SellerReading = {
  coverage: Coverage;
  reason?: string;
  seller: Seller | null;
  listings?: Listing[];
  closed?: string;
};

/** A site's two pure readers. They never throw on any input and never call a block page an empty result. */
export type PageReaders = {
  readonly readSearch: (page: Page) => SearchReading;
  readonly readListing: (page: Page) => ListingReading;
};
