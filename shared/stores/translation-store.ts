import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Translation } from '#shared/domain/translation.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';

import { expiryAfter, isAlive } from './expiry.ts';

/** Sellers' words: kept only as long as their offers are usually looked at. */
const KEPT_DAYS = 30;

const keyOf = (hash: string) => ({ pk: `TRANSLATION~${hash}`, sk: 'TEXT' });

/** Translations (table `cases`) by the hash of what was translated: whoever has the text may have its translation. */
export type TranslationStore = {
  get: (hash: string) => Promise<Translation | undefined>;
  /** @param of the case for which it was asked: with that it is erased */
  put: (hash: string, translation: Translation, of: { brandId: string; caseId: string }) => Promise<void>;
};

export function createTranslationStore(
  client: DynamoDBDocumentClient,
  table: string,
  now: Clock = systemClock,
): TranslationStore {
  return {
    async get(hash) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(hash) }));
      return Item && isAlive(Item, now()) ? Translation.parse(Item.translation) : undefined;
    },
    async put(hash, translation, { brandId, caseId }) {
      const Item = { ...keyOf(hash), brandId, caseId, translation, expiresAt: expiryAfter(now(), KEPT_DAYS) };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}
