import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { getItems, ifConditionHolds, queryAll, writeItems } from './dynamo-access.ts';
import {
  brandPartition,
  importedKey,
  positionAfter,
  productsQuery,
  type StoredProduct,
  storedProduct,
  storedProducts,
} from './product-items.ts';

/** What a catalogue may hold; matching keeps it in the memory of a function. */
export const MOST_PRODUCTS = 10_000;

export type ProductChange = { added: number; changed: number; unchanged: number };

/** Products that were imported for a brand (table `brands`, beside its profile). */
export type ProductStore = {
  /**
   * Adds products, or replaces those of the same article numbers; twice is once. No other is touched.
   * With `dryRun` nothing is written.
   * 'no brand' when there is none; 'too many' when the catalogue would outgrow MOST_PRODUCTS, and nothing is written.
   */
  put: (
    brandId: string,
    products: readonly ReferenceProduct[],
    options?: { dryRun?: boolean },
  ) => Promise<ProductChange | 'no brand' | 'too many'>;
  /** How many there were to remove; undefined when there is no such brand. */
  remove: (brandId: string, skus: readonly string[]) => Promise<number | undefined>;
  /** The article numbers of all that were imported. */
  imported: (brandId: string) => Promise<string[]>;
  /** A page of all products: the file's in its order, then the imported ones by article number. `next` starts the page after. */
  page: (brandId: string, after?: string) => Promise<{ products: StoredProduct[]; next?: string }>;
};

const A_PAGE = 200;

export function createProductStore(client: DynamoDBDocumentClient, table: string): ProductStore {
  const known = async (brandId: string, skus: readonly string[]): Promise<Map<string, ReferenceProduct>> => {
    const items = await getItems(
      client,
      table,
      skus.map((sku) => importedKey(brandId, sku)),
    );
    return new Map(items.map(storedProduct).map(({ product }) => [product.sku, product]));
  };

  const count = async (brandId: string): Promise<number> => {
    const query = { ...productsQuery(table, brandId), ProjectionExpression: 'sk' };
    return (await queryAll(client, query)).length;
  };

  /** Whoever keeps the catalogue in memory reads it again. Last, and always: a writer that died before may have been here. */
  const announce = async (brandId: string): Promise<boolean> => {
    const write = client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: brandPartition(brandId), sk: 'PROFILE' },
        UpdateExpression: 'ADD imports :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    return (await ifConditionHolds(write)) !== undefined;
  };

  return {
    async put(brandId, products, { dryRun = false } = {}) {
      const wanted = new Map(products.map((product) => [product.sku, product]));
      const stored = await known(brandId, [...wanted.keys()]);
      const added = [...wanted.keys()].filter((sku) => !stored.has(sku)).length;
      if (added > 0 && (await count(brandId)) + added > MOST_PRODUCTS) return 'too many';
      const changed = [...wanted.values()].filter((product) => !isDeepStrictEqual(stored.get(product.sku), product));
      const change = { added, changed: changed.length - added, unchanged: wanted.size - changed.length };
      if (dryRun) return change;
      if (!(await announce(brandId))) return 'no brand';
      await writeItems(client, table, {
        put: changed.map((product) => ({ ...importedKey(brandId, product.sku), product })),
      });
      await announce(brandId);
      return change;
    },
    async remove(brandId, skus) {
      const stored = await known(brandId, [...new Set(skus)]);
      if (!(await announce(brandId))) return undefined;
      await writeItems(client, table, { remove: [...stored.keys()].map((sku) => importedKey(brandId, sku)) });
      await announce(brandId);
      return stored.size;
    },
    async imported(brandId) {
      const all = await storedProducts(client, table, brandId, 'import');
      return all.map(({ product }) => product.sku);
    },
    async page(brandId, after) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          ...productsQuery(table, brandId),
          Limit: A_PAGE,
          ExclusiveStartKey: after === undefined ? undefined : positionAfter(brandId, after),
        }),
      );
      return { products: Items.map(storedProduct), next: LastEvaluatedKey && String(LastEvaluatedKey.sk) };
    },
  };
}
