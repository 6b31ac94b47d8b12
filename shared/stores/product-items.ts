import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type ProductSource, ReferenceProduct } from '#shared/domain/product.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { type Item, type Key, queryAll } from './dynamo-access.ts';

// Products are items of their own beside their brand's profile: an item holds 400 KB, and a catalogue is a few thousand products.

export const brandPartition = (brandId: string) => `BRAND~${brandId}`;

const PREFIX = 'PRODUCT~';
const prefixOf = (source: ProductSource) => `${PREFIX}${source}~`;

/** Imported products go by their article number. Keys take 1,024 bytes; article numbers are short, but nobody promises that. */
export const importedKey = (brandId: string, sku: string): Key => ({
  pk: brandPartition(brandId),
  sk: `${prefixOf('import')}${sku.length <= 200 ? sku : sha256Hex(sku)}`,
});

/** The file's go by their place in it: it may be that two have the same article number, and neither is lost. */
export const ownKey = (brandId: string, place: number): Key => ({
  pk: brandPartition(brandId),
  sk: `${prefixOf('file')}${String(place).padStart(6, '0')}`,
});

/** @throws ZodError for what is not the `next` of a page: DynamoDB refuses a start beyond what a query reads. */
export const positionAfter = (brandId: string, after: string): Key => ({
  pk: brandPartition(brandId),
  sk: z.string().startsWith(PREFIX).max(1024).parse(after),
});

const Stored = z.object({ sk: z.string(), product: ReferenceProduct });

/** One product as it is kept, and where. */
export type StoredProduct = { source: ProductSource; product: ReferenceProduct };

export function storedProduct(item: Item): StoredProduct {
  const { sk, product } = Stored.parse(item);
  return { source: sk.startsWith(prefixOf('file')) ? 'file' : 'import', product };
}

/** What a query takes to read products of one source, or of all: the file's in its order, then imported ones by article number. */
export const productsQuery = (table: string, brandId: string, source?: ProductSource) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': brandPartition(brandId), ':prefix': source ? prefixOf(source) : PREFIX },
  ConsistentRead: true,
});

export async function storedProducts(
  client: DynamoDBDocumentClient,
  table: string,
  brandId: string,
  source?: ProductSource,
): Promise<StoredProduct[]> {
  return (await queryAll(client, productsQuery(table, brandId, source))).map(storedProduct);
}

/** What a brand has: its file's products, then those imported under other article numbers. A person wrote the file. */
export function productsOf(stored: readonly StoredProduct[]): ReferenceProduct[] {
  const of = (wanted: ProductSource) => stored.filter(({ source }) => source === wanted).map(({ product }) => product);
  const own = of('file');
  const numbers = new Set(own.map(({ sku }) => sku.toLowerCase()));
  return [...own, ...of('import').filter(({ sku }) => !numbers.has(sku.toLowerCase()))];
}
