import * as z from 'zod';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { type ColumnMap, delimitedRows, googleTableRows } from './delimited.ts';
import { merged, productOfRow, type RowProduct } from './feed-product.ts';
import { type FeedProblem, FeedRefusal, type FeedRow } from './feed-row.ts';
import { googleXmlRows } from './google-xml.ts';
import { productLines } from './product-lines.ts';
import { shopifyRows } from './shopify-json.ts';

/** Feeds that shops have already, and our own: products as they stand in a brand's file, one JSON object a line. */
export const FeedFormat = z.enum(['google-xml', 'google-tsv', 'shopify', 'csv', 'jsonl']);
export type FeedFormat = z.infer<typeof FeedFormat>;

export type ReadFeed = {
  products: ReferenceProduct[];
  /** Products read, before variants were put together. */
  rows: number;
  /** Rows of which nothing was taken. */
  lost: number;
  problems: FeedProblem[];
};

/** @throws FeedRefusal when it is not of this format at all; what is wrong with single products is in `problems`. */
export function readFeed(
  text: string,
  { format, currency, map }: { format: FeedFormat; currency?: string; map?: ColumnMap },
): ReadFeed {
  const read =
    format === 'jsonl' ? productLines(text) : rowsOf(text, format, map).map((row) => productOfRow(row, currency));
  if (read.length === 0) throw new FeedRefusal('There is no product in the feed.');
  const problems = read.flatMap((row) => row.problems);
  const products = [...together(read, problems).values()];
  const lost = new Set(problems.filter(({ isLost }) => isLost).map(({ place }) => place)).size;
  return { products, rows: read.length, lost, problems };
}

function rowsOf(text: string, format: Exclude<FeedFormat, 'jsonl'>, map: ColumnMap | undefined): FeedRow[] {
  if (format === 'csv') return delimitedRows(text, map);
  if (format === 'google-tsv') return googleTableRows(text);
  return format === 'shopify' ? shopifyRows(text) : googleXmlRows(text);
}

function together(read: readonly RowProduct[], problems: FeedProblem[]): Map<string, ReferenceProduct> {
  const products = new Map<string, ReferenceProduct>();
  for (const { place, product, isVariant } of read) {
    if (!product) continue;
    const known = products.get(product.sku);
    if (known && known.price.currency !== product.price.currency && !product.prices) {
      const message = `is in ${product.price.currency}, and in ${known.price.currency} on another line of ${product.sku}: say for which country`;
      problems.push({ place, field: 'price', message, isLost: true });
      continue;
    }
    if (known && known.name !== product.name && !isVariant) {
      const message = `is another than that of ${product.sku} on an earlier line ("${known.name}"): taken as one product with both names`;
      problems.push({ place, field: 'name', message, isLost: false });
      product.aliases.push(product.name);
    }
    products.set(product.sku, known ? merged(known, product) : product);
  }
  return products;
}
