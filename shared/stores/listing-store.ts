import type { Coverage } from '#shared/domain/coverage.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Verdict } from '#shared/domain/verdict.ts';

/** What is known of one listing for one brand. */
export type StoredListing = {
  brandId: string;
  listing: Listing;
  /** Hash of the fields that matter to scoring; an equal hash means nothing to do. */
  digest: string;
  firstSeenAt: string;
  lastSeenAt: string;
  verdict?: Verdict;
};

/** One search page of one scan: coverage and what appeared where. */
export type ScanPage = {
  jobId: string;
  brandId: string;
  marketplace: string;
  keyword: string;
  period: string;
  page: number;
  coverage: Coverage;
  reason?: string;
  /** Listing ids in rank order (appearances). */
  listingIds: string[];
  rankOffset: number;
  archiveKey?: string;
  at: string;
};

/** Listings and scan results (table `listings`). */
export type ListingStore = {
  /** BatchGet of what is stored for these listing keys. Keys are `listingKey(listing)`. */
  getMany: (brandId: string, keys: readonly string[]) => Promise<Map<string, StoredListing>>;
  /** Writes only what is given; callers pass only new or changed listings. Never drops an existing verdict or firstSeenAt. */
  putMany: (records: readonly Omit<StoredListing, 'verdict'>[]) => Promise<void>;
  putVerdict: (brandId: string, key: string, verdict: Verdict) => Promise<void>;
  get: (brandId: string, key: string) => Promise<StoredListing | undefined>;
  getScanPage: (jobId: string) => Promise<ScanPage | undefined>;
  /** Last step of a scan job: its presence means the job is done. */
  putScanPage: (page: ScanPage) => Promise<void>;
  /** Pages of a brand's scans, newest period first. */
  scanPages: (brandId: string, since?: Date) => Promise<ScanPage[]>;
};
