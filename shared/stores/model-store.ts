import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Expediting } from '#shared/domain/expediting.ts';
import { TrainingReport } from '#shared/learning/training-report.ts';
import { ScoringModel } from '#shared/scoring/model.ts';
import { type Item, ifConditionHolds, type Key } from './dynamo-access.ts';

/** The promoted model, or why what is stored cannot be read. */
export type PromotedModel = { version: string; promotedAt: string } & ({ model: ScoringModel } | { problem: string });

/**
 * What was learnt (table `brands`, where everybody who scores or sends may read single items already): the promoted model,
 * every version there ever was, the report of the last training, and what each brand's decisions prove.
 */
export type ModelStore = {
  /** Undefined as long as nothing was promoted: the shipped model is in use. */
  promoted: () => Promise<PromotedModel | undefined>;
  /**
   * Makes the model the promoted one, if `replaces` (undefined: none) still is; false when somebody else was quicker, or another
   * model has this version. A version that was stored is never changed.
   */
  promote: (model: ScoringModel, replaces: string | undefined, at: Date) => Promise<boolean>;
  /** Also of a training that promoted nothing; never replaces a newer one. */
  putReport: (report: TrainingReport) => Promise<void>;
  report: () => Promise<TrainingReport | undefined>;
  putExpediting: (brandId: string, expediting: Expediting) => Promise<void>;
  expediting: (brandId: string) => Promise<Expediting | undefined>;
};

const Pointer = z.object({ version: z.string(), promotedAt: z.string() });

const POINTER: Key = { pk: 'MODEL', sk: 'PROMOTED' };
const REPORT: Key = { pk: 'MODEL', sk: 'REPORT' };
const versionKey = (version: string): Key => ({ pk: 'MODEL', sk: `VERSION~${version}` });
const expeditingKey = (brandId: string): Key => ({ pk: `BRAND~${brandId}`, sk: 'EXPEDITING' });

export function createModelStore(client: DynamoDBDocumentClient, table: string): ModelStore {
  const read = async (key: Key): Promise<Item | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const isAlready = async (model: ScoringModel): Promise<boolean> => {
    const stored = ScoringModel.safeParse((await read(versionKey(model.version)))?.model);
    return stored.success && isDeepStrictEqual(stored.data, model);
  };

  return {
    async promoted() {
      const item = await read(POINTER);
      if (!item) return undefined;
      const { version, promotedAt } = Pointer.parse(item);
      const stored = ScoringModel.safeParse((await read(versionKey(version)))?.model);
      if (stored.success) return { version, promotedAt, model: stored.data };
      return { version, promotedAt, problem: z.prettifyError(stored.error).slice(0, 500) };
    },
    async promote(model, replaces, at) {
      const version = { ...versionKey(model.version), model, storedAt: at.toISOString() };
      const isNew = await ifConditionHolds(
        client.send(
          new PutCommand({ TableName: table, Item: version, ConditionExpression: 'attribute_not_exists(pk)' }),
        ),
      );
      // There already: from a tick that died before the next step, if the content is the same.
      if (!isNew && !(await isAlready(model))) return false;
      const pointer = { ...POINTER, version: model.version, promotedAt: at.toISOString() };
      const condition =
        replaces === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :replaces',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':replaces': replaces },
            };
      const moved = client.send(new PutCommand({ TableName: table, Item: pointer, ...condition }));
      return (await ifConditionHolds(moved)) !== undefined;
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
      await client.send(new PutCommand({ TableName: table, Item: { ...expeditingKey(brandId), expediting } }));
    },
    async expediting(brandId) {
      // What cannot be read proves nothing: the brand starts carefully.
      return Expediting.safeParse((await read(expeditingKey(brandId)))?.expediting).data;
    },
  };
}
