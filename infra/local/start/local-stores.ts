import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore, type ListingStore } from '#shared/stores/listing-store.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { createRollUpStore, type RollUpStore } from '#shared/stores/roll-up-store.ts';
import { createStoreFileStore, type StoreFileStore } from '#shared/stores/store-file-store.ts';
import type { Host } from '../host/host.ts';
import { LOCAL_CREDENTIALS } from '../host/local-credentials.ts';

export type LocalStores = {
  brands: BrandStore;
  listings: ListingStore;
  cases: CaseStore;
  notices: NoticeStore;
  storeFiles: StoreFileStore;
  rollUps: RollUpStore;
  s3: S3Client;
  /** When the next watch or the next check of a case falls due; undefined when nothing ever does. */
  nextDue: () => Promise<Date | undefined>;
};

/** The host's tables and buckets, read the way its functions read them. */
export function localStores(host: Host): LocalStores {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.dynamodb }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const [brands, cases] = [host.variable('BRANDS_TABLE'), host.variable('CASES_TABLE')];
  return {
    brands: createBrandStore(client, brands),
    listings: createListingStore(client, host.variable('LISTINGS_TABLE'), host.clock.now),
    cases: createCaseStore(client, cases, host.clock.now),
    notices: createNoticeStore(client, cases),
    storeFiles: createStoreFileStore(client, cases),
    rollUps: createRollUpStore(client, cases),
    s3: new S3Client({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.messaging, forcePathStyle: true }),
    async nextDue() {
      const times = await Promise.all([
        timesIn(client, brands, 'due', 'nextAt'),
        timesIn(client, cases, 'check-due', 'nextCheckAt'),
      ]);
      const soonest = times.flat().toSorted()[0];
      return soonest === undefined ? undefined : new Date(soonest);
    },
  };
}

/** A scan of every line at once, for this machine's few hundred entries. */
async function timesIn(
  client: DynamoDBDocumentClient,
  TableName: string,
  IndexName: string,
  attribute: string,
): Promise<string[]> {
  const input = {
    TableName,
    IndexName,
    ProjectionExpression: '#time',
    ExpressionAttributeNames: { '#time': attribute },
  };
  const times: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, input))
    times.push(...Items.map((item) => String(item[attribute])));
  return times;
}
