import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { accountGroupOf } from '#shared/domain/account-group.ts';
import { SellerOffer } from '#shared/domain/seller-offer.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { Key } from './dynamo-access.ts';
import { expiryAfter, isAlive } from './expiry.ts';
import type { Account } from './seller-record-store.ts';
import { TTL_ATTRIBUTE } from './table-definitions.ts';

/**
 * What the offers of an account have shown when they were judged (table `cases`): one small item for each, under the owner of the
 * brands that they name, so that no other owner's crawls are read.
 */
export type SellerOfferStore = {
  /** MOST_READ of them, however many are kept: any of any brand, and the same ones each time. */
  of: (ownerId: string, account: Account) => Promise<SellerOffer[]>;
  /** In place of what the same offer showed for the same brand before. */
  put: (ownerId: string, account: Account, offer: SellerOffer) => Promise<void>;
};

/** More say nothing more of how a seller trades. */
export const MOST_READ = 50;
/** Personal data of sellers: as long as their listings are kept. */
const KEPT_DAYS = 90;

/** Marked as an owner's id, which may be a brand's as well: its items are not all of that brand. */
const partition = (ownerId: string, { marketplace, sellerId }: Account): string =>
  `OFFERS~owner:${ownerId}~${accountGroupOf(marketplace)}~${nameKey(sellerId)}`;

/** By a hash: of what lies in order the first brand and the oldest numbers would be read for ever. */
const keyOf = (ownerId: string, account: Account, { brandId, offerId }: SellerOffer): Key => ({
  pk: partition(ownerId, account),
  sk: sha256Hex(`${brandId}~${offerId}`),
});

const Stored = z.object({ offer: SellerOffer });

export function createSellerOfferStore(
  client: DynamoDBDocumentClient,
  table: string,
  now: Clock = systemClock,
): SellerOfferStore {
  return {
    async of(ownerId, account) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition(ownerId, account) },
          Limit: MOST_READ,
        }),
      );
      return Items.filter((item) => isAlive(item, now())).map((item) => Stored.parse(item).offer);
    },
    async put(ownerId, account, offer) {
      // Erasing a brand finds its items by `brandId`.
      const item = { ...keyOf(ownerId, account, offer), brandId: offer.brandId, offer };
      await client.send(
        new PutCommand({ TableName: table, Item: { ...item, [TTL_ATTRIBUTE]: expiryAfter(offer.at, KEPT_DAYS) } }),
      );
    },
  };
}
