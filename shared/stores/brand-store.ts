import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Brand, type BrandWithoutProducts } from '#shared/domain/brand.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import { DUE, queryDue } from './due-lines.ts';
import { getItem, type Item, ifConditionHolds, type Key, queryAll, writeItems } from './dynamo-access.ts';
import { brandPartition, ownKey, productsOf, type StoredProduct, storedProducts } from './product-items.ts';

/** One search on one marketplace of one brand, with its schedule. `keyword` is what `searchOf` makes of the watch. */
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

/** Brands and their schedule (table `brands`, sparse index on due time). */
export type BrandStore = {
  /**
   * Writes the profile with its file's products and reconciles its watches; a new or changed watch is due at once, an unchanged
   * one keeps `nextAt`. Imported products stay.
   * @param edition that the change was made to, 0 for none: false, and nothing written, when there has been another since
   */
  put: (brand: Brand, now: Date, edition?: number) => Promise<boolean>;
  /**
   * With imported products too, as offers are judged by. Always what is stored now; the same object as long as that is the same,
   * for much is made from a brand and kept with it. One read while it is the same, one more for each megabyte of products after a change.
   */
  get: (brandId: string) => Promise<Brand | undefined>;
  /** As its file registered it: without imported products. */
  asRegistered: (brandId: string) => Promise<Brand | undefined>;
  /** The same, with how often it has been written. */
  registered: (brandId: string) => Promise<{ brand: Brand; edition: number } | undefined>;
  /** One read, however many products there are. */
  withoutProducts: (brandId: string) => Promise<BrandWithoutProducts | undefined>;
  list: () => Promise<BrandWithoutProducts[]>;
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

const profileKey = (brandId: string): Key => ({ pk: brandPartition(brandId), sk: 'PROFILE' });
const watchKey = (watch: Pick<ScheduledWatch, 'brandId' | 'marketplace' | 'keyword'>): Key => ({
  pk: brandPartition(watch.brandId),
  sk: `WATCH~${watch.marketplace}~${watch.keyword}`,
});

/** Brands kept in memory, and products of all of them together: with what scoring makes of it a product takes about 8 KB. */
const MOST_KEPT = { brands: 20, products: 20_000 };

/**
 * The profile as it is stored. `ownProducts`: digest of the file's products, when they are items of their own; before 2026-12 they
 * stood in the profile. `imports`: counts changes to the imported ones. `edition`: counts writes of the profile, since 2026-12.
 */
type ProfileItem = { profile: unknown; ownProducts?: string; imports?: number; edition?: number };

/** The brands that were asked for last, with what they were read from: comparing that is cheaper than reading it again. */
function readOnce(readProducts: (brandId: string) => Promise<StoredProduct[]>) {
  const kept = new Map<string, { from: ProfileItem; brand: Brand }>();
  return async (brandId: string, { profile, ownProducts, imports }: ProfileItem): Promise<Brand> => {
    const from = { profile, ownProducts, imports };
    const known = kept.get(brandId);
    const now =
      known && isDeepStrictEqual(known.from, from)
        ? known
        : { from, brand: withProducts(Brand.parse(profile), hasItems(from) ? await readProducts(brandId) : []) };
    kept.delete(brandId);
    kept.set(brandId, now);
    for (const oldest of kept.keys()) {
      if (oldest === brandId || !isTooMuch([...kept.values()].map(({ brand }) => brand))) break;
      kept.delete(oldest);
    }
    return now.brand;
  };
}

const hasItems = ({ ownProducts, imports }: ProfileItem): boolean => ownProducts !== undefined || imports !== undefined;

const isTooMuch = (brands: readonly Brand[]): boolean =>
  brands.length > MOST_KEPT.brands ||
  brands.reduce((sum, { fingerprint }) => sum + fingerprint.products.length, 0) > MOST_KEPT.products;

/** Products in the profile itself are the file's too. */
function withProducts(profile: Brand, items: readonly StoredProduct[]): Brand {
  if (items.length === 0) return profile;
  const own = profile.fingerprint.products.map((product): StoredProduct => ({ source: 'file', product }));
  return { ...profile, fingerprint: { ...profile.fingerprint, products: productsOf([...own, ...items]) } };
}

export function createBrandStore(client: DynamoDBDocumentClient, table: string): BrandStore {
  const ownProducts = (brandId: string) => storedProducts(client, table, brandId, 'file');
  const brandOf = readOnce((brandId) => storedProducts(client, table, brandId));
  const profileOf = async (brandId: string): Promise<ProfileItem | undefined> =>
    (await getItem(client, table, profileKey(brandId))) as ProfileItem | undefined;
  const watches = async (brandId: string): Promise<ScheduledWatch[]> => {
    const items = await queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :watch)',
      ExpressionAttributeValues: { ':pk': brandPartition(brandId), ':watch': 'WATCH~' },
      ConsistentRead: true,
    });
    return items.map((item) => ScheduledWatch.parse(item));
  };

  const putProducts = async ({ id, fingerprint: { products } }: Brand): Promise<void> => {
    const known = await ownProducts(id);
    const changed = products
      .map((product, place) => ({ ...ownKey(id, place), product, place }))
      .filter(({ product, place }) => !isDeepStrictEqual(known[place]?.product, product));
    await writeItems(client, table, {
      put: changed.map(({ place, ...item }) => item),
      remove: known.slice(products.length).map((_, index) => ownKey(id, products.length + index)),
    });
  };

  const putWatch = (watch: ScheduledWatch) => client.send(new PutCommand({ TableName: table, Item: watchItem(watch) }));

  const moveTo = async (watch: ScheduledWatch, nextAt: Date): Promise<boolean> => {
    const write = client.send(
      new UpdateCommand({
        TableName: table,
        Key: watchKey(watch),
        UpdateExpression: 'SET nextAt = :next, dueShard = :due REMOVE releasedFor',
        ConditionExpression: 'nextAt = :stood',
        ExpressionAttributeValues: { ':next': nextAt.toISOString(), ':due': DUE, ':stood': watch.nextAt },
      }),
    );
    return (await ifConditionHolds(write)) !== undefined;
  };

  /** From here on nobody who saw an earlier edition writes; undefined when somebody else was first. */
  const claim = async (brandId: string, seen: number): Promise<number | undefined> => {
    const write = client.send(
      new UpdateCommand({
        TableName: table,
        Key: profileKey(brandId),
        UpdateExpression: 'ADD edition :one',
        // Without a profile: a first write that died before it wrote one.
        ConditionExpression:
          seen > 0 ? 'edition = :seen' : 'attribute_not_exists(edition) OR attribute_not_exists(brandId)',
        ExpressionAttributeValues: { ':one': 1, ...(seen > 0 && { ':seen': seen }) },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    const claimed = await ifConditionHolds(write);
    return claimed && z.int().parse(claimed.Attributes?.edition);
  };
  const registered = async (brandId: string) => {
    const item = await profileOf(brandId);
    if (!item?.profile) return undefined;
    const own = item.ownProducts === undefined ? [] : await ownProducts(brandId);
    return { brand: withProducts(Brand.parse(item.profile), own), edition: item.edition ?? 0 };
  };

  return {
    async put(brand, now, edition) {
      const claimed = edition === undefined ? undefined : await claim(brand.id, edition);
      if (edition !== undefined && claimed === undefined) return false;
      // The products first: whoever reads the new profile finds them.
      await putProducts(brand);
      const write = new UpdateCommand({
        TableName: table,
        Key: profileKey(brand.id),
        ...profileUpdate(brand, claimed),
      });
      if (!(await ifConditionHolds(client.send(write)))) return false;
      const stored = new Map((await watches(brand.id)).map((watch) => [watchKey(watch).sk, watch]));
      const wanted = new Map(scheduledWatches(brand, now).map((watch) => [watchKey(watch).sk, watch]));
      const changed = [...wanted].filter(([key, watch]) => !isSameWatch(watch, stored.get(key)));
      const dropped = [...stored].filter(([key]) => !wanted.has(key));
      await Promise.all([
        ...changed.map(([, watch]) => putWatch(watch)),
        ...dropped.map(([, watch]) => client.send(new DeleteCommand({ TableName: table, Key: watchKey(watch) }))),
      ]);
      return true;
    },
    async get(brandId) {
      const item = await profileOf(brandId);
      return item?.profile ? brandOf(brandId, item) : undefined;
    },
    registered,
    asRegistered: async (brandId) => (await registered(brandId))?.brand,
    async withoutProducts(brandId) {
      const item = await profileOf(brandId);
      return item?.profile ? withoutProducts(Brand.parse(item.profile)) : undefined;
    },
    async list() {
      const items = await queryAll(client, {
        TableName: table,
        IndexName: 'brand-list',
        KeyConditionExpression: 'brandList = :all',
        ExpressionAttributeValues: { ':all': 'ALL' },
      });
      return items.map((item) => Brand.parse(item.profile)).map(withoutProducts);
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
          UpdateExpression: `SET nextAt = :next, dueShard = :due${pages > 0 ? ', lastPages = :pages, lastPeriod = :period' : ''} REMOVE releasedFor`,
          ConditionExpression: 'nextAt = :period',
          ExpressionAttributeValues: {
            ':next': nextAt,
            ':due': DUE,
            ':period': period,
            ...(pages > 0 && { ':pages': pages }),
          },
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

/** Not what imports have written beside it. */
function profileUpdate(brand: Brand, claimed: number | undefined) {
  const { products } = brand.fingerprint;
  const set = 'SET brandList = :all, brandId = :id, #profile = :profile, ownProducts = :own';
  return {
    UpdateExpression: claimed === undefined ? `${set} ADD edition :edition` : set,
    ConditionExpression: claimed === undefined ? undefined : 'edition = :edition',
    ExpressionAttributeNames: { '#profile': 'profile' },
    ExpressionAttributeValues: {
      ':all': 'ALL',
      ':id': brand.id,
      ':profile': withoutProducts(brand),
      ':own': sha256Base64url(JSON.stringify(products)),
      ':edition': claimed ?? 1,
    },
  };
}

function withoutProducts({ fingerprint, ...rest }: Brand): BrandWithoutProducts {
  const { products, ...others } = fingerprint;
  return { ...rest, fingerprint: others };
}

const watchItem = (watch: ScheduledWatch): Item => ({
  ...watchKey(watch),
  ...watch,
  dueShard: DUE,
});

function scheduledWatches(brand: Brand, now: Date): ScheduledWatch[] {
  return brand.watches.flatMap(({ keyword, seller, marketplaces, every, pages, excluded, priority }) =>
    marketplaces.map((marketplace) => ({
      brandId: brand.id,
      keyword: searchOf({ keyword, seller }),
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
