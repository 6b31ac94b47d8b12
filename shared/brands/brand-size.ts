import type { Brand } from '#shared/domain/brand.ts';
import { MOST_PRODUCTS } from '#shared/stores/product-store.ts';

/** DynamoDB takes items of 400 KB; the profile is one, and each product. */
const MOST_ITEM_BYTES = 380_000;

/** What of a brand cannot be stored and what to do; undefined when all can. */
export function tooLarge({ fingerprint, ...rest }: Brand): string | undefined {
  const { products, ...others } = fingerprint;
  if (products.length > MOST_PRODUCTS)
    return `fingerprint.products has ${products.length} entries and ${MOST_PRODUCTS} can be kept.`;
  const large = products.findIndex((product) => bytesOf(product) > MOST_ITEM_BYTES);
  if (large >= 0) return `fingerprint.products.${large} has more than ${MOST_ITEM_BYTES} bytes: shorten it.`;
  const bytes = bytesOf({ ...rest, fingerprint: others });
  if (bytes <= MOST_ITEM_BYTES) return undefined;
  const [field, size] = Object.entries(others)
    .map(([name, value]) => [`fingerprint.${name}`, bytesOf(value)] as const)
    .reduce((most, each) => (each[1] > most[1] ? each : most));
  return `Without its products the profile has ${bytes} bytes and ${MOST_ITEM_BYTES} can be kept. Most of it is ${field} (${size} bytes): shorten that.`;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
