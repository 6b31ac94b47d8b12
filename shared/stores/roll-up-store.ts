import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Case, CaseState } from '#shared/domain/case.ts';
import { Rebuild } from '#shared/domain/rebuild.ts';
import { type PagesRead, RollUp, type Shown } from '#shared/domain/roll-up.ts';
import { RunningFigures } from '#shared/domain/running-figures.ts';
import { caseFrom, stateSince } from './case-item.ts';
import { getItems, ifConditionHolds, type Key, keyOf, queryAll } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';

/** Daily roll-ups of a brand's cases, and what they are made of (table `cases`). Roll-ups name nobody and are kept for good. */
export type RollUpStore = {
  /** The last day that is rolled up, and will not be again; undefined when none is. */
  rolledTo: (brandId: string) => Promise<string | undefined>;
  /** Days on which something happened, both ends counted, the earliest first. */
  rollUps: (brandId: string, from: string, to: string) => Promise<RollUp[]>;
  /** What happened on the day; what searches showed stays. */
  put: (brandId: string, rollUp: Pick<RollUp, 'day' | 'venues'>) => Promise<void>;
  /** After its days were put. */
  setRolledTo: (brandId: string, day: string) => Promise<void>;
  /** The last day whose searches are counted. */
  shownTo: (brandId: string) => Promise<string | undefined>;
  /** By marketplace, and how much could be read at all; what happened on the day stays. */
  putShown: (brandId: string, day: string, shown: Record<string, Shown>, pages: PagesRead) => Promise<void>;
  setShownTo: (brandId: string, day: string) => Promise<void>;
  /** The latest time that they were made anew; undefined when they never were. */
  rebuild: (brandId: string) => Promise<Rebuild | undefined>;
  setRebuild: (brandId: string, rebuild: Rebuild) => Promise<void>;
  /** In place of the one that was read; false when somebody else has begun one since. */
  beginRebuild: (brandId: string, before: Rebuild | undefined, rebuild: Rebuild) => Promise<boolean>;
  /** What still ran when somebody last looked; undefined when that is more than a day ago, or was too much to keep. */
  running: (brandId: string) => Promise<RunningFigures | undefined>;
  keepRunning: (brandId: string, running: RunningFigures) => Promise<void>;
  /** Shows every case to which something happened on this day or later, five hundred in memory at a time; an index finds them, which lags by seconds. */
  eachChangedSince: (brandId: string, day: string, show: (record: Case) => void) => Promise<void>;
};

export function createRollUpStore(client: DynamoDBDocumentClient, table: string): RollUpStore {
  const keysOfState = (brandId: string, state: CaseState, day: string) =>
    queryAll(client, {
      TableName: table,
      IndexName: 'by-brand',
      KeyConditionExpression: 'brandId = :brandId AND stateSince BETWEEN :since AND :end',
      ExpressionAttributeValues: {
        ':brandId': brandId,
        ':since': stateSince(state, day),
        ':end': stateSince(state, AFTER_EVERY_TIME),
      },
    });
  const dayIn = async (key: Key): Promise<string | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key }));
    return Item && String(Item.day);
  };
  // Both halves of a day are made at their own time: neither may wipe out the other.
  const setIn = async (key: Key, half: { rollUp: unknown } | { shown: unknown; pages: unknown }): Promise<void> => {
    const fields = Object.entries(half);
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
      }),
    );
  };
  return {
    async rolledTo(brandId) {
      return dayIn(headKey(brandId));
    },
    async rollUps(brandId, from, to) {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': dayKey(brandId, from).pk, ':from': from, ':to': to },
      });
      return items.map(({ sk: day, rollUp, shown, pages }) =>
        RollUp.parse({ day, venues: {}, ...Object(rollUp), shown, pages }),
      );
    },
    async put(brandId, rollUp) {
      await setIn(dayKey(brandId, rollUp.day), { rollUp: { day: rollUp.day, venues: rollUp.venues } });
    },
    async setRolledTo(brandId, day) {
      await client.send(new PutCommand({ TableName: table, Item: { ...headKey(brandId), day } }));
    },
    async shownTo(brandId) {
      return dayIn(shownHeadKey(brandId));
    },
    putShown: (brandId, day, shown, pages) => setIn(dayKey(brandId, day), { shown, pages }),
    async setShownTo(brandId, day) {
      await client.send(new PutCommand({ TableName: table, Item: { ...shownHeadKey(brandId), day } }));
    },
    async rebuild(brandId) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: rebuildKey(brandId) }));
      return Item && Rebuild.parse(Item.rebuild);
    },
    async setRebuild(brandId, rebuild) {
      await client.send(new PutCommand({ TableName: table, Item: { ...rebuildKey(brandId), rebuild } }));
    },
    async beginRebuild(brandId, before, rebuild) {
      const begunId = randomUUID();
      const put = new PutCommand({
        TableName: table,
        Item: { ...rebuildKey(brandId), rebuild, begunId },
        // The SDK repeats a request whose answer was lost, and must not be refused by its own first one.
        ConditionExpression: 'attribute_not_exists(pk) OR #rebuild.#at = :before OR begunId = :this',
        ExpressionAttributeNames: { '#rebuild': 'rebuild', '#at': 'at' },
        ExpressionAttributeValues: { ':before': before?.at ?? 'never', ':this': begunId },
      });
      return (await ifConditionHolds(client.send(put))) !== undefined;
    },
    async running(brandId) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: runningKey(brandId) }));
      // One that other code wrote is as good as none: it is made anew.
      return RunningFigures.safeParse(Item?.running).data;
    },
    async keepRunning(brandId, running) {
      if (JSON.stringify(running).length > MOST_KEPT) return;
      const Item = { ...runningKey(brandId), running, expiresAt: expiryAfter(running.at, 1) };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async eachChangedSince(brandId, day, show) {
      const keys = (await Promise.all(CaseState.options.map((state) => keysOfState(brandId, state, day)))).flat();
      // A case that moves on between two of the queries is in the answers of both.
      const unique = [...new Map(keys.map((item) => [`${item.pk}\n${item.sk}`, keyOf(item)])).values()];
      for (let first = 0; first < unique.length; first += AT_ONCE)
        for (const item of await getItems(client, table, unique.slice(first, first + AT_ONCE))) show(caseFrom(item));
    },
  };
}

const AT_ONCE = 500;
/** Sorts after every ISO time. */
const AFTER_EVERY_TIME = '~';
const headKey = (brandId: string): Key => ({ pk: `ROLLED~${brandId}`, sk: 'TO' });
const shownHeadKey = (brandId: string): Key => ({ pk: `ROLLED~${brandId}`, sk: 'SHOWN' });
const rebuildKey = (brandId: string): Key => ({ pk: `ROLLED~${brandId}`, sk: 'REBUILD' });
const runningKey = (brandId: string): Key => ({ pk: `ROLLED~${brandId}`, sk: 'RUNNING' });
/** Of an item's 400 KB. */
const MOST_KEPT = 350_000;
const dayKey = (brandId: string, day: string): Key => ({ pk: `ROLLUP~${brandId}`, sk: day });
