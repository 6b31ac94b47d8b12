import * as z from 'zod';
import { MOST_PRODUCTS, type ProductStore } from '#shared/stores/product-store.ts';
import type { ColumnMap } from './delimited.ts';
import { FeedProblem, FeedRefusal } from './feed-row.ts';
import { type FeedFormat, readFeed } from './read-feed.ts';

export type FeedImport = {
  format: FeedFormat;
  /** Of prices that name none. */
  currency?: string;
  map?: ColumnMap;
  /** Nothing is written. */
  dryRun?: boolean;
  /** Imported products that are not in the feed go. */
  prune?: boolean;
};

/** `rows`: as the feed has them; `products`: variants put together. `lost`: rows of which nothing was taken. */
export const FeedReport = z.object({
  rows: z.int(),
  products: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Imported before and not in this feed; they stay unless they are `removed`. */
  notInFeed: z.int(),
  removed: z.int(),
  lost: z.int(),
  /** The first of them. */
  problems: z.array(FeedProblem),
  problemCount: z.int(),
});
export type FeedReport = z.infer<typeof FeedReport>;

const MOST_SHOWN = 200;

/**
 * Takes a shop's feed into a brand's catalogue; the same feed twice changes nothing. A product with a fault stops none of the others.
 * @throws FeedRefusal when nothing can be taken
 */
export async function importFeed(
  brandId: string,
  text: string,
  { format, currency, map, dryRun = false, prune = false }: FeedImport,
  products: ProductStore,
): Promise<FeedReport> {
  const { products: read, rows, lost, problems } = readFeed(text, { format, currency, map });
  const [first] = problems;
  if (read.length === 0 && first)
    throw new FeedRefusal(`No product could be taken. Line ${first.place}: ${first.field} ${first.message}.`);
  if (prune && lost > 0 && !dryRun)
    throw new FeedRefusal(
      `${lost} of ${rows} rows could not be read, and their products would be removed as if the feed did not have them. Nothing was changed: mend the rows, or import without removing.`,
    );
  const before = await products.imported(brandId);
  const change = await products.put(brandId, read, { dryRun });
  if (change === 'no brand') throw new FeedRefusal(`There is no brand "${brandId}".`);
  if (change === 'too many')
    throw new FeedRefusal(
      `With these the catalogue would have more than ${MOST_PRODUCTS} products. Nothing was changed.`,
    );
  const inFeed = new Set(read.map(({ sku }) => sku));
  const missing = before.filter((sku) => !inFeed.has(sku));
  const removed = prune && !dryRun && missing.length > 0 ? ((await products.remove(brandId, missing)) ?? 0) : 0;
  return {
    rows,
    products: read.length,
    ...change,
    notInFeed: missing.length,
    removed,
    lost,
    problems: problems.slice(0, MOST_SHOWN),
    problemCount: problems.length,
  };
}
