import type { Brand } from '#shared/domain/brand.ts';

/** One keyword on one marketplace of one brand, with its schedule. */
export type ScheduledWatch = {
  brandId: string;
  keyword: string;
  /** Marketplace id, with "@host" for a country site or a shop: "ebay", "ebay@www.ebay.de". */
  marketplace: string;
  every: string;
  pages: number;
  excluded: string[];
  /** ISO; the watch is due when this is not later than now. */
  nextAt: string;
};

/** Brands and their schedule (table `brands`, sparse index on due time over 8 shards). */
export type BrandStore = {
  /** Writes the profile and reconciles its watches; a new watch is due at once. Keeps `nextAt` of unchanged watches. */
  put: (brand: Brand, now: Date) => Promise<void>;
  get: (brandId: string) => Promise<Brand | undefined>;
  list: () => Promise<Brand[]>;
  watches: (brandId: string) => Promise<ScheduledWatch[]>;
  dueWatches: (now: Date) => Promise<ScheduledWatch[]>;
  /** Moves a watch to its next time if it still stands at `watch.nextAt`; false when somebody else did. */
  advance: (watch: ScheduledWatch, nextAt: Date) => Promise<boolean>;
  /** Makes matching watches due now; returns how many. */
  makeDue: (brandId: string, filter: { keyword?: string; marketplace?: string }, now: Date) => Promise<number>;
};
