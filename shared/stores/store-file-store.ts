import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { StoreFile, type StoreState } from '#shared/domain/store-file.ts';
import { queryDue } from './due-lines.ts';
import { getItem, getItems, type Item, ifConditionHolds, keyOf } from './dynamo-access.ts';
import { itemsInState, type StatePosition } from './state-pages.ts';

/** Files on sellers' stores (table `cases`). */
export type StoreFileStore = {
  get: (id: string) => Promise<StoreFile | undefined>;
  /** Writes it unless somebody else did since it was read; undefined then. A file of version 1 is new. */
  write: (file: StoreFile) => Promise<StoreFile | undefined>;
  /** Whose page is to be looked at by now, soonest first. */
  due: (now: Date, limit: number) => Promise<StoreFile[]>;
  /** A hundred in this state, those that entered it last first. */
  byBrand: (
    brandId: string,
    state: StoreState,
    after?: StatePosition,
  ) => Promise<{ files: StoreFile[]; next?: StatePosition }>;
};

/** Whoever reads an item of a later format must refuse it. */
const FORMAT = 1;
const keyOfFile = (id: string) => ({ pk: `STORE~${id}`, sk: 'FILE' });
/** Their own line in the due index. */
export const STORES_DUE = 'STORES-DUE';
/** The index key of a brand's store files; a case's is the brand's id itself. */
const filesOf = (brandId: string) => `STORES~${brandId}`;

export function createStoreFileStore(client: DynamoDBDocumentClient, table: string): StoreFileStore {
  const fileFrom = ({ format, file }: Item): StoreFile => {
    if (Number(format) > FORMAT) throw new Error(`a store file of format ${format}: this code reads ${FORMAT}`);
    return StoreFile.parse(file);
  };
  return {
    async get(id) {
      const item = await getItem(client, table, keyOfFile(id));
      return item && fileFrom(item);
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
            ...(file.nextCheckAt && { nextCheckAt: file.nextCheckAt, checkShard: STORES_DUE }),
            file: written,
          },
          ConditionExpression: 'attribute_not_exists(pk) OR #version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': file.version },
        }),
      );
      return (await ifConditionHolds(put)) && written;
    },
    async due(now, limit) {
      const index = { table, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', line: STORES_DUE };
      const keys = await queryDue(client, index, now, limit);
      const files = (await getItems(client, table, keys.map(keyOf))).map(fileFrom);
      return files.filter(({ nextCheckAt }) => nextCheckAt !== undefined && nextCheckAt <= now.toISOString());
    },
    async byBrand(brandId, state, after) {
      const { items, next } = await itemsInState(client, table, { partition: filesOf(brandId), state, after });
      const files = items.map(fileFrom).filter((file) => file.state === state);
      return { files, ...(next && { next }) };
    },
  };
}
