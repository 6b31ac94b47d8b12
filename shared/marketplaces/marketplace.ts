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

/** What a search page says. `reason` is one plain sentence whenever coverage is not `complete`. */
export type SearchReading = {
  coverage: Coverage;
  reason?: string;
  listings: Listing[];
  nextPageUrl: string | null;
};

/** What a listing page says. A page that says "gone" is `complete` with availability `removed` or `ended`. */
export type ListingReading = { coverage: Coverage; reason?: string; listing: Listing | null };

export type SellerReading = { coverage: Coverage; reason?: string; seller: Seller | null; listings?: Listing[] };

/** How a venue takes notices (docs/architecture.md, "Channels"). */
export type VenueFacts = {
  channel: 'webhook' | 'packet' | 'email' | 'api';
  /** The most listings that one notice may name. */
  maxTargetsPerNotice: number;
  /** Where a person files it, or the programme's name. */
  programme: string;
  /** Date the facts were last checked, ISO. */
  checked: string;
};

/**
 * Everything the product knows about one marketplace: facts as fields and pure parsers, no I/O.
 * A parser never throws on any input and never calls a wall an empty result.
 */
export type Marketplace = {
  /** The folder name. */
  readonly id: string;
  readonly title: string;
  /** Host suffixes it answers for ("ebay.com" covers "www.ebay.com"); empty for the generic readers. */
  readonly hosts: readonly string[];
  /** Further hosts its images come from. */
  readonly imageHosts?: readonly string[];
  /** The most requests per second that we allow ourselves, over all workers. */
  readonly requestsPerSecond: number;
  readonly venue: VenueFacts;
  /** Address of a result page, newest or best match as the venue's default, pages from 1. `site` picks a country host. */
  readonly searchUrl: (keyword: string, page: number, site?: string) => string;
  readonly listingUrl: (id: string, site?: string) => string;
  readonly readSearch: (page: Page) => SearchReading;
  readonly readListing: (page: Page) => ListingReading;
  readonly readSeller?: (page: Page) => SellerReading;
};
