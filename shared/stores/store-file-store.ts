import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { StoreFile, type StoreState } from '#shared/domain/store-file.ts';
import { getItems, type Item, ifConditionHolds, keyOf } from './dynamo-access.ts';

/** Where a page of a brand's store files ended. */
export const StoreFilePosition = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  brandId: z.string(),
  stateSince: z.string(),
});
export type StoreFilePosition = z.infer<typeof StoreFilePosition>;

/** Files on sellers' stores (table `cases`). */
export type StoreFileStore = {
  get: (id: string) => Promise<StoreFile | undefined>;
  /** Writes it unless somebody else did since it was read; undefined then. A file of version 1 is new. */
  write: (file: StoreFile) => Promise<StoreFile | undefined>;
  /** A hundred in this state, those that entered it last first. */
  byBrand: (
    brandId: string,
    state: StoreState,
    after?: StoreFilePosition,
  ) => Promise<{ files: StoreFile[]; next?: StoreFilePosition }>;
};

/** Whoever reads an item of a later format must refuse it. */
const FORMAT = 1;
const PAGE = 100;
const keyOfFile = (id: string) => ({ pk: `STORE~${id}`, sk: 'FILE' });
/** The index key of a brand's store files; a case's is the brand's id itself. */
const filesOf = (brandId: string) => `STORES~${brandId}`;

export function createStoreFileStore(client: DynamoDBDocumentClient, table: string): StoreFileStore {
  const fileFrom = ({ format, file }: Item): StoreFile => {
    if (Number(format) > FORMAT) throw new Error(`a store file of format ${format}: this code reads ${FORMAT}`);
    return StoreFile.parse(file);
  };
  return {
    async get(id) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keyOfFile(id), ConsistentRead: true }),
      );
      return Item && fileFrom(Item);
    },
    async write(file) {
      const written = { ...file, version: file.version + 1 };
      const put = client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...keyOfFile(file.id),
            format: FORMAT,
            version: written.version,
            brandId: filesOf(file.brandId),
            stateSince: `${file.state}~${file.updatedAt}`,
            file: written,
          },
          ConditionExpression: 'attribute_not_exists(pk) OR #version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': file.version },
        }),
      );
      return (await ifConditionHolds(put)) && written;
    },
    async byBrand(brandId, state, after) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-brand',
          KeyConditionExpression: 'brandId = :brandId AND begins_with(stateSince, :state)',
          ExpressionAttributeValues: { ':brandId': filesOf(brandId), ':state': `${state}~` },
          ScanIndexForward: false,
          Limit: PAGE,
          ExclusiveStartKey: after,
        }),
      );
      const items = await getItems(client, table, (page.Items ?? []).map(keyOf));
      const files = items.map(fileFrom).filter((file) => file.state === state);
      files.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      return { files, ...(page.LastEvaluatedKey && { next: StoreFilePosition.parse(page.LastEvaluatedKey) }) };
    },
  };
}
