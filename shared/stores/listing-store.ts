import {
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Coverage } from '#shared/domain/coverage.ts';
import { Listing, listingKey } from '#shared/domain/listing.ts';
import { Provenance } from '#shared/domain/provenance.ts';
import { Verdict } from '#shared/domain/verdict.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { getItem, getItems, type Item, ifConditionHolds, type Key, queryAll } from './dynamo-access.ts';
import { expiryAfter, isAlive } from './expiry.ts';

/** What is known of one listing for one brand. */
export const StoredListing = z.object({
  brandId: z.string(),
  listing: Listing,
  /** Hash of the fields that matter to scoring; an equal hash means nothing to do. */
  digest: z.string(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  verdict: Verdict.optional(),
  /** The digest that the verdict is about. */
  judgedDigest: z.string().optional(),
  /** Something could not be had when it was judged (a picture, the page): worth another look from then on, ISO. */
  judgeAgainAt: z.string().optional(),
});
export type StoredListing = z.infer<typeof StoredListing>;

/** One search page of one scan: coverage and what appeared where. */
export const ScanPage = z.object({
  jobId: z.string(),
  brandId: z.string(),
  marketplace: z.string(),
  keyword: z.string(),
  period: z.string(),
  page: z.int(),
  coverage: Coverage,
  reason: z.string().optional(),
  /** Listing ids in rank order (appearances). */
  listingIds: z.array(z.string()),
  rankOffset: z.int(),
  archiveKey: z.string().optional(),
  /** Absent: the crawler read it. */
  brought: Provenance.optional(),
  at: z.string(),
});
export type ScanPage = z.infer<typeof ScanPage>;

/** Listings and scan results (table `listings`). */
export type ListingStore = {
  /** BatchGet of what is stored for these listing keys. Keys are `listingKey(listing)`. */
  getMany: (brandId: string, keys: readonly string[]) => Promise<Map<string, StoredListing>>;
  /**
   * Writes only what is given; callers pass only new or changed listings. Never drops an existing verdict or firstSeenAt,
   * never replaces a later sighting by an earlier one.
   */
  putMany: (records: readonly Omit<StoredListing, 'verdict'>[]) => Promise<void>;
  /** Nothing happens when the listing is not stored (any more). */
  putVerdict: (brandId: string, key: string, verdict: Verdict, digest?: string, judgeAgainAt?: Date) => Promise<void>;
  get: (brandId: string, key: string) => Promise<StoredListing | undefined>;
  getScanPage: (jobId: string) => Promise<ScanPage | undefined>;
  /** Last step of a scan job: its presence means the job is done. */
  putScanPage: (page: ScanPage) => Promise<void>;
  /** `limit` of them (default and at most a hundred), newest period first, both ends counted; `next` asks for the following ones. */
  scanPagesAfter: (
    brandId: string,
    since?: Date,
    after?: string,
    until?: Date,
    limit?: number,
  ) => Promise<{ pages: ScanPage[]; next?: string }>;
  /** Pages of a brand's scans, newest period first. */
  scanPages: (brandId: string, since?: Date) => Promise<ScanPage[]>;
};

/** Listings hold sellers' personal data: kept this long after they were last written. */
const LISTING_DAYS = 90;
const SCAN_PAGE_DAYS = 400; // a year of coverage for reports, and some slack
const PARALLEL_WRITES = 20;
const SCAN_PAGES = 100;
const LAST_DATE = new Date('9999-12-31T23:59:59.999Z');

/** @throws ZodError when the text is not the `next` of a page. */
function scanPosition(brandId: string, after: string): Item {
  const [pk, period] = ScanPosition.parse(parsed(after));
  return { pk, sk: 'PAGE', scansOf: brandId, period };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ScanPosition = z.tuple([z.string().startsWith('SCAN~'), z.iso.datetime()]);

const itemKey = (brandId: string, key: string): Key => ({ pk: `LISTING~${brandId}~${key}`, sk: 'LISTING' });
const scanKey = (jobId: string): Key => ({ pk: `SCAN~${jobId}`, sk: 'PAGE' });

export function createListingStore(
  client: DynamoDBDocumentClient,
  table: string,
  now: Clock = systemClock,
): ListingStore {
  const read = async (key: Key): Promise<Item | undefined> => {
    const item = await getItem(client, table, key);
    return item && isAlive(item, now()) ? item : undefined;
  };

  // An update for each and not BatchWrite, which would overwrite a verdict that arrives at the same moment.
  const putOne = ({ brandId, listing, digest, firstSeenAt, lastSeenAt }: Omit<StoredListing, 'verdict'>) =>
    ifConditionHolds(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKey(brandId, listingKey(listing)),
          UpdateExpression:
            'SET brandId = :brandId, listing = :listing, digest = :digest, lastSeenAt = :lastSeenAt, ' +
            'firstSeenAt = if_not_exists(firstSeenAt, :firstSeenAt), expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(lastSeenAt) OR lastSeenAt <= :lastSeenAt',
          ExpressionAttributeValues: {
            ':brandId': brandId,
            ':listing': listing,
            ':digest': digest,
            ':lastSeenAt': lastSeenAt,
            ':firstSeenAt': firstSeenAt,
            ':expiresAt': expiryAfter(lastSeenAt, LISTING_DAYS),
          },
        }),
      ),
    );

  const scansWithin = (brandId: string, since: Date, until = LAST_DATE): QueryCommandInput => ({
    TableName: table,
    IndexName: 'scans-by-brand',
    KeyConditionExpression: 'scansOf = :brandId AND period BETWEEN :since AND :until',
    ExpressionAttributeValues: {
      ':brandId': brandId,
      ':since': since.toISOString(),
      ':until': until.toISOString(),
    },
    ScanIndexForward: false,
  });

  return {
    async getMany(brandId, keys) {
      const items = await getItems(
        client,
        table,
        keys.map((key) => itemKey(brandId, key)),
      );
      const records = items.filter((item) => isAlive(item, now())).map((item) => StoredListing.parse(item));
      return new Map(records.map((record) => [listingKey(record.listing), record]));
    },
    async putMany(records) {
      for (let start = 0; start < records.length; start += PARALLEL_WRITES)
        await Promise.all(records.slice(start, start + PARALLEL_WRITES).map(putOne));
    },
    async putVerdict(brandId, key, verdict, digest, judgeAgainAt) {
      await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKey(brandId, key),
            UpdateExpression:
              `SET verdict = :verdict${digest ? ', judgedDigest = :digest' : ''}` +
              (judgeAgainAt ? ', judgeAgainAt = :again' : ' REMOVE judgeAgainAt'),
            ConditionExpression: 'attribute_exists(listing)',
            ExpressionAttributeValues: {
              ':verdict': verdict,
              ...(digest && { ':digest': digest }),
              ...(judgeAgainAt && { ':again': judgeAgainAt.toISOString() }),
            },
          }),
        ),
      );
    },
    async get(brandId, key) {
      const item = await read(itemKey(brandId, key));
      return item && StoredListing.parse(item);
    },
    async getScanPage(jobId) {
      const item = await read(scanKey(jobId));
      return item && ScanPage.parse(item);
    },
    async putScanPage(page) {
      const item = { ...scanKey(page.jobId), ...page, scansOf: page.brandId };
      await client.send(
        new PutCommand({ TableName: table, Item: { ...item, expiresAt: expiryAfter(page.at, SCAN_PAGE_DAYS) } }),
      );
    },
    async scanPagesAfter(brandId, since = new Date(0), after, until, limit = SCAN_PAGES) {
      const answer = await client.send(
        new QueryCommand({
          ...scansWithin(brandId, since, until),
          Limit: Math.min(limit, SCAN_PAGES),
          ExclusiveStartKey: after === undefined ? undefined : scanPosition(brandId, after),
        }),
      );
      const pages = (answer.Items ?? []).filter((item) => isAlive(item, now())).map((item) => ScanPage.parse(item));
      const last = answer.LastEvaluatedKey;
      return { pages, ...(last && { next: JSON.stringify([last.pk, last.period]) }) };
    },
    async scanPages(brandId, since = new Date(0)) {
      const items = await queryAll(client, scansWithin(brandId, since));
      return items.filter((item) => isAlive(item, now())).map((item) => ScanPage.parse(item));
    },
  };
}
