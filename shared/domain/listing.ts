import * as z from 'zod';
import { Money } from './money.ts';
import { Provenance } from './provenance.ts';

/** What a page says about who sells. `id` is the venue's stable account id; `name` may change. */
export const Seller = z.object({
  id: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  /** The seller's own page at the venue, where the page links it. */
  url: z.string().max(2048).optional(),
  /** Share of positive ratings or stars, scaled to 0..1. */
  rating: z.number().min(0).max(1).optional(),
  feedbackCount: z.int().nonnegative().optional(),
  location: z.string().min(1).optional(),
  /** ISO date the account was opened, when the page says so. */
  memberSince: z.string().optional(),
});
export type Seller = z.infer<typeof Seller>;

export const Availability = z.enum(['active', 'ended', 'removed', 'unknown']);
export type Availability = z.infer<typeof Availability>;

/** One row of the page's table of properties ("Material", "Polyester"), in the page's language. */
export const Specific = z.object({ name: z.string().min(1).max(100), value: z.string().min(1).max(500) });
export type Specific = z.infer<typeof Specific>;

/** An offer on a marketplace, keyed by (marketplace, id). Everything in it is the seller's text: hostile input. */
export const Listing = z.object({
  marketplace: z.string().min(1),
  id: z.string().min(1).max(256),
  url: z.string().min(1).max(2048),
  title: z.string().max(2000),
  /** The price to pay as shown; the lower end of a range. */
  price: Money.nullable().default(null),
  priceMax: Money.optional(),
  /** What is asked is the present bid of an auction: it says nothing of what the goods will cost. */
  priceIsBid: z.literal(true).optional(),
  imageUrls: z.array(z.string().max(2048)).max(50).default([]),
  seller: Seller.nullable().default(null),
  itemLocation: z.string().optional(),
  condition: z.string().optional(),
  soldCount: z.int().nonnegative().optional(),
  /** Pieces that the page says are there. */
  stockCount: z.int().nonnegative().optional(),
  availability: Availability.optional(),
  sponsored: z.boolean().nullable().optional(),
  /** Position on the search result, from 1, across pages when known. */
  rank: z.int().positive().optional(),
  description: z.string().max(20_000).optional(),
  /** Item specifics in page order; only listing pages show them. */
  specifics: z.array(Specific).max(60).optional(),
  /** ISO date the offer went up, when the page says so. */
  listedAt: z.string().optional(),
  brand: z.string().optional(),
  sku: z.string().optional(),
  gtin: z.string().optional(),
  /** Absent: the crawler found it. */
  provenance: Provenance.optional(),
});
export type Listing = z.infer<typeof Listing>;

/** Stable key of a listing in every store. */
export function listingKey(listing: { marketplace: string; id: string }): string {
  return `${listing.marketplace}~${listing.id}`;
}
