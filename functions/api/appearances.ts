import * as z from 'zod';
import { Listing, listingKey } from '#shared/domain/listing.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';

/** An offer as it is known now, and where a scan showed it. */
export const Appearance = z.object({
  scannedAt: z.iso.datetime(),
  keyword: z.string(),
  /** From 1, across the pages of the scan. */
  rank: z.int().positive(),
  listing: Listing,
  /** Absent of offers that could not matter. */
  probability: z.number().optional(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});
export type Appearance = z.infer<typeof Appearance>;

type Wanted = { marketplace?: string | undefined; keyword?: string | undefined; since?: string | undefined };

/** Scan pages in one answer: each shows some fifty offers. */
const PAGES = 4;

/**
 * Offers that a few pages of the newest scans showed, in rank order; `next` goes on with the scans before them. An offer appears once for
 * each page of a scan that showed it; those that are older than offers are kept are left out.
 */
export async function appearances(
  brandId: string,
  { marketplace, keyword, since }: Wanted,
  after: string | undefined,
  listings: Pick<ListingStore, 'scanPagesAfter' | 'getMany'>,
): Promise<{ items: Appearance[]; next?: string }> {
  const from = since ? new Date(since) : undefined;
  const { pages, next } = await listings.scanPagesAfter(brandId, from, after, undefined, PAGES);
  const wanted = pages.filter(
    (page) => (!marketplace || page.marketplace === marketplace) && (!keyword || page.keyword === keyword),
  );
  const keyed = wanted.flatMap((page) =>
    page.listingIds.map((id, index) => ({
      page,
      rank: page.rankOffset + index + 1,
      key: listingKey({ marketplace: page.marketplace, id }),
    })),
  );
  const known = await listings.getMany(
    brandId,
    keyed.map(({ key }) => key),
  );
  const items = keyed.flatMap(({ page: { at, keyword: searched }, rank, key }) => {
    const stored = known.get(key);
    if (!stored) return [];
    const { listing, verdict, firstSeenAt, lastSeenAt } = stored;
    return [
      {
        scannedAt: at,
        keyword: searched,
        rank,
        listing,
        ...(verdict && { probability: verdict.probability }),
        firstSeenAt,
        lastSeenAt,
      },
    ];
  });
  return { items, ...(next && { next }) };
}
