import * as z from 'zod';
import { listingKey } from '#shared/domain/listing.ts';
import { marketplaceForUrl } from '#shared/marketplaces/index.ts';
import { tellingReasons } from '#shared/scoring/explanation.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import { possibleIds } from './offer-address.ts';

/** An offer that was seen, by the address that was asked for. Without a probability nothing in it named the brand. */
export const SeenOffer = z.object({
  url: z.string(),
  lastSeenAt: z.string(),
  probability: z.number().optional(),
  reasons: z.array(z.string()),
});
export type SeenOffer = z.infer<typeof SeenOffer>;

const MOST_IDS = 12;
const MOST_REASONS = 3;

/** Which of these offers scans have shown; a bounded number of reads for each. */
export async function seenOffers(
  brandId: string,
  urls: readonly string[],
  listings: Pick<ListingStore, 'getMany'>,
): Promise<SeenOffer[]> {
  const keysOf = new Map(
    urls.map((url) => {
      const marketplace = marketplaceForUrl(url)?.id;
      const ids = marketplace ? possibleIds(url).slice(0, MOST_IDS) : [];
      return [url, ids.map((id) => listingKey({ marketplace: marketplace!, id }))];
    }),
  );
  const keys = [...new Set([...keysOf.values()].flat())];
  const stored = keys.length > 0 ? await listings.getMany(brandId, keys) : new Map<string, never>();
  return [...keysOf].flatMap(([url, ids]) => {
    const found = ids.map((key) => stored.get(key)).find((each) => each !== undefined);
    if (!found) return [];
    const { verdict, lastSeenAt } = found;
    const reasons = verdict ? tellingReasons(verdict.signals).slice(0, MOST_REASONS) : [];
    return { url, lastSeenAt, probability: verdict?.probability, reasons: reasons.map(({ evidence }) => evidence) };
  });
}
