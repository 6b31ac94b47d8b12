import { isDeepStrictEqual } from 'node:util';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Brand } from '#shared/domain/brand.ts';
import { dueShard, queryDue } from './due-shards.ts';
import { type Item, ifConditionHolds, type Key, queryAll } from './dynamo-access.ts';

/** One keyword on one marketplace of one brand, with its schedule. */
export const ScheduledWatch = z.object({
  brandId: z.string(),
  keyword: z.string(),
  /** Marketplace id, with "@host" for a country site or a shop: "ebay", "ebay@www.ebay.de". */
  marketplace: z.string(),
  every: z.string(),
  pages: z.int(),
  excluded: z.array(z.string()),
  /** Goes first when several watches fall due together. */
  priority: z.boolean().default(false),
  /** ISO; the watch is due when this is not later than now. */
  nextAt: z.string(),
  /** Start of the period whose job is out and not finished. It stays due until then. */
  releasedFor: z.string().optional(),
  /** Result pages that the last scan had; fewer than `pages` when the results ended. */
  lastPages: z.int().optional(),
  /** When the last scan that read something began its period, ISO. Whoever has waited longest since comes first. */
  lastPeriod: z.string().optional(),
});
export type ScheduledWatch = z.infer<typeof ScheduledWatch>;

/** Brands and their schedule (table `brands`, sparse index on due time over 8 shards). */
export type BrandStore = {
  /** Writes the profile and reconciles its watches; a new or changed watch is due at once, an unchanged one keeps `nextAt`. */
  put: (brand: Brand, now: Date) => Promise<void>;
  /** Always what is stored now; the same object as long as that is the same, for much is made from a brand and kept with it. */
  get: (brandId: string) => Promise<Brand | undefined>;
  list: () => Promise<Brand[]>;
  watches: (brandId: string) => Promise<ScheduledWatch[]>;
  /** Also those whose job is out (`releasedFor`). */
  dueWatches: (now: Date) => Promise<ScheduledWatch[]>;
  /** The job for this period is out; false when the watch has moved on since it was read. */
  release: (watch: ScheduledWatch, period: string) => Promise<boolean>;
  /** Moves a watch to its next time if it still stands at `watch.nextAt`; false when somebody else did. */
  advance: (watch: ScheduledWatch, nextAt: Date) => Promise<boolean>;
  /**
   * The scan of this period is over: the watch waits for its next one. False when it waited for something else.
   * @param pages how many were read; 0 when the period ended first.
   */
  finish: (
    scan: Pick<ScheduledWatch, 'brandId' | 'marketplace' | 'keyword'> & { period: string; pages: number },
    nextAt: string,
  ) => Promise<boolean>;
  /** Makes matching watches due now; returns how many. */
  makeDue: (brandId: string, filter: { keyword?: string; marketplace?: string }, now: Date) => Promise<number>;
};

const partition = (brandId: string) => `BRAND~${brandId}`;
const profileKey = (brandId: string): Key => ({ pk: partition(brandId), sk: 'PROFILE' });
const watchKey = (watch: Pick<ScheduledWatch, 'brandId' | 'marketplace' | 'keyword'>): Key => ({
  pk: partition(watch.brandId),
  sk: `WATCH~${watch.marketplace}~${watch.keyword}`,
});

/** A brand with 400 products takes about 4 MB with what scoring makes of it. */
const MOST_KEPT = 20;

/** The brands that were asked for last, with what they were read from: comparing that is cheaper than reading it again. */
function parsedOnce(): (brandId: string, profile: unknown) => Brand {
  const kept = new Map<string, { profile: unknown; brand: Brand }>();
  return (brandId, profile) => {
    const known = kept.get(brandId);
    const now = known && isDeepStrictEqual(known.profile, profile) ? known : { profile, brand: Brand.parse(profile) };
    kept.delete(brandId);
    kept.set(brandId, now);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return now.brand;
  };
}

export function createBrandStore(client: DynamoDBDocumentClient, table: string): BrandStore {
  const parsed = parsedOnce();
  const watches = async (brandId: string): Promise<ScheduledWatch[]> => {
    const items = await queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :watch)',
      ExpressionAttributeValues: { ':pk': partition(brandId), ':watch': 'WATCH~' },
      ConsistentRead: true,
    });
    return items.map((item) => ScheduledWatch.parse(item));
  };

  const putWatch = (watch: ScheduledWatch) => client.send(new PutCommand({ TableName: table, Item: watchItem(watch) }));

  const moveTo = async (watch: ScheduledWatch, nextAt: Date): Promise<boolean> => {
    const write = client.send(
      new UpdateCommand({
        TableName: table,
        Key: watchKey(watch),
        UpdateExpression: 'SET nextAt = :next REMOVE releasedFor',
        ConditionExpression: 'nextAt = :stood',
        ExpressionAttributeValues: { ':next': nextAt.toISOString(), ':stood': watch.nextAt },
      }),
    );
    return (await ifConditionHolds(write)) !== undefined;
  };

  return {
    async put(brand, now) {
      await client.send(new PutCommand({ TableName: table, Item: profileItem(brand) }));
      const stored = new Map((await watches(brand.id)).map((watch) => [watchKey(watch).sk, watch]));
      const wanted = new Map(scheduledWatches(brand, now).map((watch) => [watchKey(watch).sk, watch]));
      const changed = [...wanted].filter(([key, watch]) => !isSameWatch(watch, stored.get(key)));
      const dropped = [...stored].filter(([key]) => !wanted.has(key));
      await Promise.all([
        ...changed.map(([, watch]) => putWatch(watch)),
        ...dropped.map(([, watch]) => client.send(new DeleteCommand({ TableName: table, Key: watchKey(watch) }))),
      ]);
    },
    async get(brandId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: profileKey(brandId), ConsistentRead: true }),
      );
      return Item && parsed(brandId, Item.profile);
    },
    async list() {
      const items = await queryAll(client, {
        TableName: table,
        IndexName: 'brand-list',
        KeyConditionExpression: 'brandList = :all',
        ExpressionAttributeValues: { ':all': 'ALL' },
      });
      return items.map((item) => Brand.parse(item.profile));
    },
    watches,
    async dueWatches(now) {
      const due = { table, index: 'due', partitionKey: 'dueShard', sortKey: 'nextAt' };
      return (await queryDue(client, due, now)).map((item) => ScheduledWatch.parse(item));
    },
    async release(watch, period) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: watchKey(watch),
          UpdateExpression: 'SET releasedFor = :period',
          ConditionExpression: 'nextAt = :stood',
          ExpressionAttributeValues: { ':period': period, ':stood': watch.nextAt },
        }),
      );
      return (await ifConditionHolds(write)) !== undefined;
    },
    advance: moveTo,
    async finish({ period, pages, ...watch }, nextAt) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: watchKey(watch),
          UpdateExpression: `SET nextAt = :next${pages > 0 ? ', lastPages = :pages, lastPeriod = :period' : ''} REMOVE releasedFor`,
          ConditionExpression: 'nextAt = :period',
          ExpressionAttributeValues: { ':next': nextAt, ':period': period, ...(pages > 0 && { ':pages': pages }) },
        }),
      );
      return (await ifConditionHolds(write)) !== undefined;
    },
    async makeDue(brandId, filter, now) {
      const matching = (await watches(brandId)).filter(
        (watch) =>
          (filter.keyword === undefined || watch.keyword === filter.keyword) &&
          (filter.marketplace === undefined || watch.marketplace === filter.marketplace),
      );
      const waiting = matching.filter((watch) => watch.nextAt > now.toISOString());
      await Promise.all(waiting.map((watch) => moveTo(watch, now)));
      return matching.length;
    },
  };
}

const profileItem = (brand: Brand): Item => ({
  ...profileKey(brand.id),
  brandList: 'ALL',
  brandId: brand.id,
  profile: brand,
});

const watchItem = (watch: ScheduledWatch): Item => ({
  ...watchKey(watch),
  ...watch,
  dueShard: dueShard(watchKey(watch).pk + watchKey(watch).sk),
});

function scheduledWatches(brand: Brand, now: Date): ScheduledWatch[] {
  return brand.watches.flatMap(({ keyword, marketplaces, every, pages, excluded, priority }) =>
    marketplaces.map((marketplace) => ({
      brandId: brand.id,
      keyword,
      marketplace,
      every,
      pages,
      excluded,
      priority,
      nextAt: now.toISOString(),
    })),
  );
}

function isSameWatch(wanted: ScheduledWatch, stored: ScheduledWatch | undefined): boolean {
  return (
    stored !== undefined &&
    wanted.every === stored.every &&
    wanted.pages === stored.pages &&
    wanted.priority === stored.priority &&
    JSON.stringify(wanted.excluded) === JSON.stringify(stored.excluded)
  );
}
