import * as z from 'zod';
import { FeedRefusal, type FeedRow, refuseTooMany } from './feed-row.ts';

const text = z.union([z.string(), z.number()]).transform(String).nullish();
const Variant = z.object({ sku: text, price: text, compare_at_price: text, barcode: text });
const Product = z.object({
  id: text,
  handle: text,
  title: text,
  variants: z.array(Variant).default([]),
  images: z.array(z.union([z.string(), z.object({ src: z.string() })])).default([]),
});

/** What a Shopify shop answers at `/products.json`. It names no currency; whoever imports it does. @throws FeedRefusal */
export function shopifyRows(json: string): FeedRow[] {
  const answer = z.object({ products: z.array(z.unknown()) }).safeParse(jsonOf(json));
  if (!answer.success) throw new FeedRefusal('This is no products.json of a Shopify shop: it has no list "products".');
  refuseTooMany(answer.data.products.length);
  const rows = answer.data.products.map((each, index): FeedRow & { handle?: string } => {
    const { success, data } = Product.safeParse(each);
    if (!success) return { place: index + 1 };
    const numbers = data.variants.flatMap(({ sku }) => (sku ? [sku] : []));
    return {
      place: index + 1,
      sku: sharedBeginning(numbers) ?? data.handle ?? data.id ?? undefined,
      name: data.title ?? undefined,
      price: lowest(
        data.variants.map(({ price, compare_at_price: before }) => (higher(before, price) ? before : price)),
      ),
      gtins: data.variants.flatMap(({ barcode }) => (barcode ? [barcode] : [])),
      images: data.images.map((image) => (typeof image === 'string' ? image : image.src)),
      handle: data.handle ?? undefined,
    };
  });
  // Two products whose numbers begin alike are two all the same: the shop's own name for each tells them apart.
  const bySku = Map.groupBy(rows, ({ sku }) => sku);
  return rows.map(({ handle, ...row }) => (bySku.get(row.sku)!.length > 1 && handle ? { ...row, sku: handle } : row));
}

/** Before the sale that a shop may be holding. */
const higher = (before?: string | null, now?: string | null): boolean => Number(before ?? 0) > Number(now ?? 0);

const lowest = (prices: readonly (string | null | undefined)[]): string | undefined =>
  prices.filter((price) => price && Number(price) > 0).toSorted((a, b) => Number(a) - Number(b))[0] ?? undefined;

const SHORTEST = 4;

/** "NH-FJELD-S", "NH-FJELD-M" → "NH-FJELD": the number of the product without its sizes. */
function sharedBeginning([first, ...others]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  const shared = (others.length === 0 ? first : first.slice(0, length)).replace(/[-_/. ]+$/, '');
  return shared.length >= SHORTEST ? shared : first;
}

function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new FeedRefusal('The feed is not JSON.');
  }
}
