import * as z from 'zod';

/**
 * Where the file on a seller's store stands. `ready`: enough strikes to ask for its closure. `filed`: the venue was asked. `closed`: the venue
 * says so on the store's page, or a person does. `kept`: the venue keeps it. Whoever sells again after `closed` is watched anew.
 */
export const StoreState = z.enum(['watch', 'ready', 'filed', 'closed', 'kept']);
export type StoreState = z.infer<typeof StoreState>;

/**
 * What one look at a store's own page shows. `closed`: the venue says so in its own words, at a place that the marketplace's folder names;
 * `absent`: there is nothing (404, 410), for whatever reason; `unknown`: nothing was learned.
 */
export const StoreFinding = z.enum(['open', 'closed', 'absent', 'unknown']);
export type StoreFinding = z.infer<typeof StoreFinding>;

/** What the looks find, since when without a break, and when the last one was. */
export const StoreLook = z.object({
  finding: StoreFinding,
  since: z.iso.datetime(),
  at: z.iso.datetime(),
  /** One plain sentence. */
  why: z.string(),
});
export type StoreLook = z.infer<typeof StoreLook>;

/** One offer of the seller's that was noticed and went. Several notices within the venue's window count once. */
export const Strike = z.object({ caseId: z.string(), at: z.iso.datetime(), noticeId: z.string().optional() });
export type Strike = z.infer<typeof Strike>;

export const StoreEvent = z.object({
  at: z.iso.datetime(),
  from: StoreState.nullable(),
  to: StoreState,
  by: z.string().min(1),
  why: z.string().min(1),
});

/** What is known of one account, over all marketplaces that share it. */
export const StoreFile = z.object({
  /** Brand, account group and account, joined by "~". */
  id: z.string(),
  brandId: z.string(),
  group: z.string(),
  sellerId: z.string(),
  sellerName: z.string().optional(),
  /** As listings name them. */
  marketplaces: z.array(z.string()).min(1),
  state: StoreState,
  version: z.int().positive(),
  strikes: z.array(Strike),
  /** Strikes as the venue counts them, in its window. */
  counted: z.int().nonnegative(),
  openOffers: z.int().nonnegative(),
  /** The store's own page, as its offers link it. */
  url: z.string().max(2048).optional(),
  look: StoreLook.optional(),
  nextCheckAt: z.iso.datetime().optional(),
  /** The venue's own number of the complaint. */
  externalId: z.string().optional(),
  updatedAt: z.iso.datetime(),
  events: z.array(StoreEvent),
});
export type StoreFile = z.infer<typeof StoreFile>;

/** From → to, as people say it. */
export const STORE_TRANSITIONS: Record<StoreState, readonly StoreState[]> = {
  watch: ['filed'],
  ready: ['filed', 'watch'],
  filed: ['closed', 'kept', 'watch'],
  closed: ['kept', 'watch'],
  kept: ['filed', 'closed', 'watch'],
};

export const storeFileId = (brandId: string, group: string, sellerId: string): string =>
  [brandId, group, sellerId].join('~');
