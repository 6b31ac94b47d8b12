import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { queryDue } from '#shared/stores/due-shards.ts';
import { createListingStore, type ListingStore } from '#shared/stores/listing-store.ts';
import { NOTICES_DUE, TARGETS_DUE } from '#shared/stores/notice-item.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { createStoreFileStore, STORES_DUE, type StoreFileStore } from '#shared/stores/store-file-store.ts';
import type { Host } from '../host/host.ts';
import { LOCAL_CREDENTIALS } from '../host/local-credentials.ts';

export type LocalStores = {
  brands: BrandStore;
  listings: ListingStore;
  cases: CaseStore;
  notices: NoticeStore;
  storeFiles: StoreFileStore;
  s3: S3Client;
  /** When the next watch or the next check of a case falls due; undefined when nothing ever does. */
  nextDue: () => Promise<Date | undefined>;
};

const ANY_TIME = new Date('9999-01-01');

/** The host's tables and buckets, read the way its functions read them. */
export function localStores(host: Host): LocalStores {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.dynamodb }),
  );
  const [brands, cases] = [host.variable('BRANDS_TABLE'), host.variable('CASES_TABLE')];
  const dueIndexes = [
    { table: brands, index: 'due', partitionKey: 'dueShard', sortKey: 'nextAt' },
    { table: cases, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt' },
    { table: cases, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', line: STORES_DUE },
    { table: cases, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', line: 'RECOVER' },
    { table: cases, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', line: NOTICES_DUE },
    { table: cases, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', line: TARGETS_DUE },
  ];
  return {
    brands: createBrandStore(client, brands),
    listings: createListingStore(client, host.variable('LISTINGS_TABLE'), host.clock.now),
    cases: createCaseStore(client, cases, host.clock.now),
    notices: createNoticeStore(client, cases),
    storeFiles: createStoreFileStore(client, cases),
    s3: new S3Client({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.messaging, forcePathStyle: true }),
    async nextDue() {
      const soonest = await Promise.all(
        dueIndexes.map(async (due) => (await queryDue(client, due, ANY_TIME, 1))[0]?.[due.sortKey]),
      );
      const times = soonest.filter((time) => time !== undefined).map(String);
      return times.length > 0 ? new Date(times.toSorted()[0]!) : undefined;
    },
  };
}
