import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Expediting } from '#shared/domain/expediting.ts';
import { TrainingReport } from '#shared/domain/training-report.ts';
import { ScoringModel } from '#shared/scoring/model.ts';
import { getItem, type Item, ifConditionHolds, type Key, queryAll } from './dynamo-access.ts';

/** Whoever chose the model by hand: no training replaces it before it is unpinned. */
export const Pin = z.object({ by: z.string(), at: z.string() });
export type Pin = z.infer<typeof Pin>;

/** The promoted model, or why what is stored cannot be read. */
export type PromotedModel = { version: string; promotedAt: string; pinned?: Pin } & StoredModel;
export type StoredModel = { model: ScoringModel } | { problem: string };

/**
 * What was learnt (table `brands`, where everybody who scores or sends may read single items already): the promoted model,
 * every version there ever was, the report of the last training, and what each brand's decisions prove.
 */
export type ModelStore = {
  /** Undefined as long as nothing was promoted: the shipped model is in use. */
  promoted: () => Promise<PromotedModel | undefined>;
  /**
   * Makes the model the promoted one, if `replaces` (undefined: none) still is and is not pinned; false when somebody else was
   * quicker, or another model has this version. A version that was stored is never changed.
   */
  promote: (model: ScoringModel, replaces: string | undefined, at: Date) => Promise<boolean>;
  /** Keeps the model under its version without using it; false when another model has this version. */
  putVersion: (model: ScoringModel, at: Date) => Promise<boolean>;
  /** Of every version that is kept, newest first. */
  versions: () => Promise<StoredVersion[]>;
  stored: (version: string) => Promise<StoredModel | undefined>;
  /** Makes a stored version the model in use, whichever was: a person's word, which no training overrules. */
  pin: (version: string, pin: Pin) => Promise<void>;
  /** The model stays in use, and the next training may replace it; false when nothing was pinned. */
  unpin: () => Promise<boolean>;
  /** Also of a training that promoted nothing; never replaces a newer one. */
  putReport: (report: TrainingReport) => Promise<void>;
  report: () => Promise<TrainingReport | undefined>;
  /** Never replaces one that was proved later. */
  putExpediting: (brandId: string, expediting: Expediting) => Promise<void>;
  expediting: (brandId: string) => Promise<Expediting | undefined>;
};

export type StoredVersion = { version: string; storedAt: string };

const Pointer = z.object({ version: z.string(), promotedAt: z.string(), pinned: Pin.optional() });

const POINTER: Key = { pk: 'MODEL', sk: 'PROMOTED' };
const REPORT: Key = { pk: 'MODEL', sk: 'REPORT' };
const VERSION = 'VERSION~';
const versionKey = (version: string): Key => ({ pk: 'MODEL', sk: `${VERSION}${version}` });
const expeditingKey = (brandId: string): Key => ({ pk: `BRAND~${brandId}`, sk: 'EXPEDITING' });

export function createModelStore(client: DynamoDBDocumentClient, table: string): ModelStore {
  const read = async (key: Key): Promise<Item | undefined> => getItem(client, table, key);
  const pointer = async () => {
    const item = await read(POINTER);
    return item && Pointer.parse(item);
  };
  const stored = async (version: string): Promise<StoredModel | undefined> => {
    const item = await read(versionKey(version));
    if (!item) return undefined;
    const { data, error } = ScoringModel.safeParse(item.model);
    return data ? { model: data } : { problem: z.prettifyError(error!).slice(0, 500) };
  };
  const putVersion = async (model: ScoringModel, at: Date): Promise<boolean> => {
    const item = { ...versionKey(model.version), model, storedAt: at.toISOString() };
    const write = client.send(
      new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    if (await ifConditionHolds(write)) return true;
    const found = await stored(model.version);
    return found !== undefined && 'model' in found && isDeepStrictEqual(found.model, model);
  };

  return {
    stored,
    putVersion,
    async promoted() {
      const current = await pointer();
      if (!current) return undefined;
      return { ...current, ...((await stored(current.version)) ?? { problem: 'it is not stored' }) };
    },
    async promote(model, replaces, at) {
      // There already with the same content: from a tick that died before the next step, or that found a pinned model.
      if (!(await putVersion(model, at))) return false;
      const Item = { ...POINTER, version: model.version, promotedAt: at.toISOString() };
      const condition =
        replaces === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :replaces AND attribute_not_exists(pinned)',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':replaces': replaces },
            };
      const moved = client.send(new PutCommand({ TableName: table, Item, ...condition }));
      return (await ifConditionHolds(moved)) !== undefined;
    },
    async versions() {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :model AND begins_with(sk, :version)',
        ExpressionAttributeValues: { ':model': 'MODEL', ':version': VERSION },
        ProjectionExpression: 'sk, storedAt',
      });
      return items
        .map(({ sk, storedAt }) => ({ version: String(sk).slice(VERSION.length), storedAt: String(storedAt) }))
        .toSorted((a, b) => (a.storedAt < b.storedAt ? 1 : -1));
    },
    async pin(version, pinned) {
      const current = await pointer();
      const promotedAt = current?.version === version ? current.promotedAt : pinned.at;
      await client.send(new PutCommand({ TableName: table, Item: { ...POINTER, version, promotedAt, pinned } }));
    },
    async unpin() {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: POINTER,
          UpdateExpression: 'REMOVE pinned',
          ConditionExpression: 'attribute_exists(pinned)',
        }),
      );
      return (await ifConditionHolds(write)) !== undefined;
    },
    async putReport(report) {
      await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...REPORT, reportedAt: report.at, report },
            ConditionExpression: 'attribute_not_exists(pk) OR reportedAt <= :at',
            ExpressionAttributeValues: { ':at': report.at },
          }),
        ),
      );
    },
    async report() {
      // An older version's report may not parse; it is news, and nothing depends on it.
      return TrainingReport.safeParse((await read(REPORT))?.report).data;
    },
    async putExpediting(brandId, expediting) {
      await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...expeditingKey(brandId), provedAt: expediting.at, expediting },
            ConditionExpression: 'attribute_not_exists(provedAt) OR provedAt <= :at',
            ExpressionAttributeValues: { ':at': expediting.at },
          }),
        ),
      );
    },
    async expediting(brandId) {
      // What cannot be read proves nothing: the brand starts carefully.
      return Expediting.safeParse((await read(expeditingKey(brandId)))?.expediting).data;
    },
  };
}
