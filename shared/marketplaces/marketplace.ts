import type { Listing } from '#shared/domain/listing.ts';
import type { OfferKey } from '#shared/domain/offer.ts';
import type { Page, PageReaders, SellerReading } from '#shared/extraction/reading.ts';

/** One request to a venue's API; with a body it is a POST. */
export type ApiRequest = { url: string; headers: Record<string, string>; body?: string };

/** What the operator got from the venue: name → value. */
export type ApiCredentials = Readonly<Record<string, string>>;

/**
 * A venue's documented search API, used instead of its result pages where the operator has keys. It only says what to send;
 * shared/fetching sends it, and `readSearch` reads the answer.
 */
export type SearchApi = {
  /** The host that all of its addresses are on. */
  readonly host: string;
  /** The names that the credentials must have. */
  readonly credentials: readonly string[];
  readonly requestsPerSecond: number;
  /** Do the venue's terms let somebody with keys read result pages when the API gives no answer? */
  readonly pagesAsFallback: boolean;
  /** Where a token must be fetched first: an OAuth 2 client-credentials request (RFC 6749, section 4.4). */
  readonly tokenRequest?: (credentials: ApiCredentials) => ApiRequest;
  /** Pages from 1. Undefined for a site that the API does not serve. `token` is there when `tokenRequest` is. */
  readonly searchRequest: (
    search: { keyword: string; page: number; site?: string },
    credentials: ApiCredentials,
    token: string | undefined,
  ) => ApiRequest | undefined;
};

/**
 * What a marketplace's terms of use say of programs that read its pages. `source` is the public page that says so, `checked` the day on
 * which somebody last read it there (YYYY-MM-DD).
 */
export type Terms =
  | { readonly automatedReading: 'unknown' }
  | { readonly automatedReading: 'allowed' | 'forbidden'; readonly source: string; readonly checked: string };

/** Why a watch on a seller finds nothing there. */
export const noSellerPages = ({ title }: Pick<Marketplace, 'title'>): string =>
  `${title} has no pages of one seller's offers that are read here: watch keywords there`;

/**
 * Everything the product knows about one marketplace: facts as fields and pure parsers, no I/O.
 * A parser never throws on any input and never calls a block page an empty result.
 */
export type Marketplace = PageReaders & {
  /** The folder name. */
  readonly id: string;
  readonly title: string;
  /** Host suffixes it answers for ("ebay.com" covers "www.ebay.com"); empty for the generic readers. */
  readonly hosts: readonly string[];
  /** Further hosts its images come from. */
  readonly imageHosts?: readonly string[];
  /** The most requests per second that we allow ourselves, over all workers. */
  readonly requestsPerSecond: number;
  /** May programs read its pages? Absent: nobody has read its terms. Where they forbid it no page is fetched, unless the operator has a reason. */
  readonly terms?: Terms;
  /** Result pages come empty and are filled by scripts: what cannot be read is opened in the browser once. */
  readonly browser?: true;
  /** The programme that takes notices about its offers, by its id (`shared/notices/programmes`). */
  readonly programme: string;
  /** Which offer a listing is, where that takes more than the account group and the listing's id. */
  readonly offerKey?: (listing: Listing) => OfferKey;
  readonly api?: SearchApi;
  /** Address of a result page, newest or best match as the venue's default, pages from 1. `site` picks a country host. */
  readonly searchUrl: (keyword: string, page: number, site?: string) => string;
  readonly listingUrl: (id: string, site?: string) => string;
  /** Address of the first page of all offers of one account, where the marketplace has such pages; what follows is linked. */
  readonly sellerOffersUrl?: (sellerId: string, site?: string) => string;
  readonly readSeller?: (page: Page) => SellerReading;
  /** A seller's own page on the site of one of the seller's offers, where its address follows from the account. */
  readonly sellerUrl?: (sellerId: string, offerUrl: string) => string;
};
