import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { accountGroupOf } from '#shared/domain/account-group.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { ifConditionHolds, type Key } from './dynamo-access.ts';
import { expiryAfter, isAlive } from './expiry.ts';
import { TTL_ATTRIBUTE } from './table-definitions.ts';

/** What was decided of one offer of a seller before Markwarden knew it, as somebody's list says. */
export const EarlierOffer = z.object({
  /** The offer's address without what varies (`plainAddress`): its identity here. */
  offer: z.string(),
  /** Day, ISO. */
  at: z.iso.date(),
  outcome: z.enum(['confirmed', 'cleared']),
});
export type EarlierOffer = z.infer<typeof EarlierOffer>;

export type Account = { marketplace: string; sellerId: string };

export type RecordChange = { added: number; changed: number; unchanged: number; removed: number };

/** Imported records of sellers (table `cases`), one item for each account. */
export type SellerRecordStore = {
  get: (brandId: string, account: Account) => Promise<EarlierOffer[]>;
  /** Adds offers or replaces what was said of them, and forgets others; twice is once. The oldest go above MOST_OFFERS. */
  change: (
    brandId: string,
    account: Account,
    change: { put?: readonly EarlierOffer[]; forget?: readonly string[] },
  ) => Promise<RecordChange>;
};

/** More say nothing more of a seller. */
export const MOST_OFFERS = 500;
/** Personal data of sellers; a strike of three years ago weighs a sixtieth. */
const KEPT_DAYS = 3 * 365;
const TRIES = 5;

const Stored = z.object({ offers: z.array(EarlierOffer), version: z.int() });

const keyOf = (brandId: string, { marketplace, sellerId }: Account): Key => ({
  pk: `HISTORY~${brandId}~${accountGroupOf(marketplace)}~${nameKey(sellerId)}`,
  sk: 'SELLER',
});

export function createSellerRecordStore(
  client: DynamoDBDocumentClient,
  table: string,
  now: Clock = systemClock,
): SellerRecordStore {
  const read = async (key: Key): Promise<z.infer<typeof Stored> | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key }));
    return Item && isAlive(Item, now()) ? Stored.parse(Item) : undefined;
  };

  const write = async (key: Key, offers: readonly EarlierOffer[], version: number | undefined): Promise<boolean> => {
    const newest = offers.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), '1970-01-01');
    const put = client.send(
      new PutCommand({
        TableName: table,
        Item: { ...key, offers, version: (version ?? 0) + 1, [TTL_ATTRIBUTE]: expiryAfter(newest, KEPT_DAYS) },
        // An expired item may still lie there.
        ConditionExpression: version === undefined ? 'attribute_not_exists(pk) OR #ttl <= :now' : 'version = :version',
        ...(version === undefined && { ExpressionAttributeNames: { '#ttl': TTL_ATTRIBUTE } }),
        ExpressionAttributeValues:
          version === undefined ? { ':now': Math.floor(now().getTime() / 1000) } : { ':version': version },
      }),
    );
    return (await ifConditionHolds(put)) !== undefined;
  };

  return {
    async get(brandId, account) {
      return (await read(keyOf(brandId, account)))?.offers ?? [];
    },
    async change(brandId, account, { put = [], forget = [] }) {
      const key = keyOf(brandId, account);
      for (let tried = 0; tried < TRIES; tried++) {
        const stored = await read(key);
        const { offers, change } = changed(stored?.offers ?? [], put, forget);
        if (isDeepStrictEqual(offers, stored?.offers ?? [])) return change;
        if (await write(key, offers, stored?.version)) return change;
      }
      throw new Error("somebody else keeps changing this seller's record");
    },
  };
}

function changed(
  stored: readonly EarlierOffer[],
  put: readonly EarlierOffer[],
  forget: readonly string[],
): { offers: EarlierOffer[]; change: RecordChange } {
  const offers = new Map(stored.map((each) => [each.offer, each]));
  const change = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  for (const each of put) {
    const before = offers.get(each.offer);
    if (!before) change.added++;
    else if (isDeepStrictEqual(before, each)) change.unchanged++;
    else change.changed++;
    offers.set(each.offer, each);
  }
  for (const offer of forget) if (offers.delete(offer)) change.removed++;
  const newestFirst = [...offers.values()].toSorted(
    (a, b) => b.at.localeCompare(a.at) || a.offer.localeCompare(b.offer),
  );
  return { offers: newestFirst.slice(0, MOST_OFFERS), change };
}
