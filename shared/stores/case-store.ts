import { randomUUID } from 'node:crypto';
import {
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { FailedCapture, SealedCapture } from '#shared/domain/capture.ts';
import {
  CASE_TRANSITIONS,
  type Case,
  type CaseEvent,
  type CaseLabel,
  CaseState,
  MOST_LINKED_FROM,
  WAITS_FOR_A_PERSON,
} from '#shared/domain/case.ts';
import { Notice } from '#shared/domain/notice.ts';
import { MOST_OPINIONS, type Opinion } from '#shared/domain/opinion.ts';
import { ReviewEntry } from '#shared/domain/review-entry.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import {
  type CaseChange,
  type CheckLine,
  caseFrom,
  caseItem,
  caseKey,
  caseUpdate,
  checkLine,
  expiryOf,
  firstCheckAt,
  listingPartition,
  sellerKey,
  sentKey,
  stateSince,
} from './case-item.ts';
import { fairShares, MOST_DUE_KEYS, marketplaceOfKey, queryDue } from './due-lines.ts';
import { getItem, getItems, type Item, ifConditionHolds, type Key, keyOf, queryAll } from './dynamo-access.ts';
import { isAlive } from './expiry.ts';
import { itemsInState, type StatePosition } from './state-pages.ts';

export type Transition = {
  to: CaseState;
  by: string;
  why: string;
  /** What a person called it. */
  label?: CaseLabel;
  /** What happened to its notice, and what that claims. */
  cause?: CaseEvent['cause'];
  claim?: CaseEvent['claim'];
  at: Date;
  change?: CaseChange;
  /** Further fence: the stored submission token must be this one. */
  token?: string;
};

/** A case whose notice went to a venue, with every state it has been in: what the accuracy breaker counts. */
export type SentCase = { reached: CaseState[] };

export type DueOptions = { line: CheckLine; limit: number; perMarketplace?: number };

/** Cases and notices (table `cases`). Every write is conditional on state and version; a transition appends one event in the same write. */
export type CaseStore = {
  /** False when the case exists already. */
  open: (record: Case) => Promise<boolean>;
  get: (id: string) => Promise<Case | undefined>;
  /** The newest generation for this listing. */
  latestFor: (brandId: string, listing: { marketplace: string; id: string }) => Promise<Case | undefined>;
  /**
   * Moves the case on, or returns undefined when somebody else moved it first (state, version or token differ).
   * Without `change.nextCheckAt` the new state's usual time is set, so that no open case is forgotten.
   * @throws Error when the transition is not in CASE_TRANSITIONS: a bug, not a race.
   */
  transition: (from: Case, transition: Transition) => Promise<Case | undefined>;
  /** Same state, new fields (phase, next check); same fences and a new version; appends no event. */
  update: (from: Case, change: CaseChange, options?: { token?: string }) => Promise<Case | undefined>;
  byBrand: (brandId: string, state?: CaseState) => Promise<Case[]>;
  /** A hundred cases in this state, those that entered it last first; `next` asks for the following ones. */
  newest: (
    brandId: string,
    state: CaseState,
    after?: StatePosition,
  ) => Promise<{ cases: Case[]; next?: StatePosition }>;
  /**
   * Appends an opinion, whatever else happens to the case meanwhile: no new version, so that it never gets in the way of a
   * notice that is being sent. Undefined when the case is gone or has enough of them.
   */
  addOpinion: (id: string, opinion: Opinion) => Promise<Case | undefined>;
  /** Writes on an earlier case that a later one is linked to it; twice is once, and nothing where there is no such case. No new version. */
  linkFrom: (earlierId: string, laterId: string) => Promise<void>;
  /**
   * Makes a capture the newest of its chain. No new version: what a person decides meanwhile must not fail for it.
   * @param before hash of the one that was the newest; undefined when another was sealed first
   */
  sealCapture: (id: string, sealed: SealedCapture, before: string | undefined) => Promise<Case | undefined>;
  /** Notes the failure beside what was captured before; with `retryAt` a case that still waits for a person comes up then. No new version. */
  noteFailedCapture: (id: string, failed: FailedCapture, retryAt?: Date) => Promise<void>;
  /** From the index alone: no case is read, and one that has expired counts until DynamoDB deletes it. */
  countByState: (brandId: string) => Promise<Map<CaseState, number>>;
  /** What waits for a person, most worth deciding first; one read of an index that holds nothing else, and lags behind a little. */
  reviewQueue: (brandId: string) => Promise<{ entries: ReviewEntry[]; isMore: boolean }>;
  /**
   * Puts into that index what waits since before there was one, and has it looked at; once for each brand, which is written down.
   * Returns how many.
   */
  enterReview: (brandId: string) => Promise<number>;
  /** Those of these cases that there are, in the order asked for. */
  getMany: (ids: readonly string[]) => Promise<Case[]>;
  bySeller: (brandId: string, marketplace: string, sellerId: string) => Promise<Case[]>;
  /**
   * Cases of this line whose `nextCheckAt` is not later than now, soonest first. Of each marketplace a fair share, at most `perMarketplace`, if
   * given: one that is far behind must not hide the others. Only the cases that are returned are read.
   */
  dueForCheck: (now: Date, options: DueOptions) => Promise<Case[]>;
  putNotice: (notice: Notice) => Promise<void>;
  getNotice: (id: string) => Promise<Notice | undefined>;
  /** Cases whose notice was submitted to this venue since then. */
  sentSince: (brandId: string, venue: string, since: Date) => Promise<SentCase[]>;
};

export function createCaseStore(client: DynamoDBDocumentClient, table: string, now: Clock = systemClock): CaseStore {
  const alive = (item: Item | undefined): Case | undefined =>
    item && isAlive(item, now()) ? caseFrom(item) : undefined;
  const read = async (key: Key): Promise<Item | undefined> => getItem(client, table, key);
  // Indexes hold keys only and lag behind: the items themselves are read, and decide.
  const readAll = async (index: readonly Item[]): Promise<Case[]> => {
    const items = await getItems(client, table, index.map(keyOf));
    return items.flatMap((item) => alive(item) ?? []);
  };
  // Every write leaves its id. The SDK repeats a request whose answer was lost, and its own first one is not somebody else's.
  const ifOurs = async (key: Key, writeId: string): Promise<Item | undefined> => {
    const stored = await read(key);
    return stored?.writeId === writeId ? stored : undefined;
  };
  const write = async (from: Case, update: ReturnType<typeof caseUpdate>): Promise<Case | undefined> => {
    const key = caseKey(from.id);
    const writeId = randomUUID();
    const command = new UpdateCommand({
      TableName: table,
      Key: key,
      ReturnValues: 'ALL_NEW',
      ...update,
      UpdateExpression: update.UpdateExpression.replace('SET ', 'SET writeId = :writeId, '),
      ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':writeId': writeId },
    });
    const written = (await ifConditionHolds(client.send(command)))?.Attributes ?? (await ifOurs(key, writeId));
    return written && caseFrom(written);
  };

  const newest: CaseStore['newest'] = async (brandId, state, after) => {
    const { items, next } = await itemsInState(client, table, { partition: brandId, state, after });
    const cases = items.flatMap((item) => alive(item) ?? []).filter((record) => record.state === state);
    return { cases, ...(next && { next }) };
  };

  return {
    async open(record) {
      const item = { ...caseItem(record), writeId: randomUUID() };
      const put: PutCommandInput = {
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': Math.floor(now().getTime() / 1000) },
      };
      const isOpened =
        (await ifConditionHolds(client.send(new PutCommand(put)))) !== undefined ||
        (await ifOurs(caseKey(record.id), item.writeId)) !== undefined;
      if (isOpened) logger.info('case opened', { caseId: record.id, brandId: record.brandId, state: record.state });
      return isOpened;
    },
    async get(id) {
      return alive(await read(caseKey(id)));
    },
    async latestFor(brandId, listing) {
      const newestFirst = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': listingPartition(brandId, listing.marketplace, listing.id) },
        ScanIndexForward: false,
        ConsistentRead: true,
      };
      return alive((await queryAll(client, newestFirst, 1))[0]);
    },
    async transition(from, { to, by, why, label, cause, claim, at, change, token }) {
      if (!CASE_TRANSITIONS[from.state].includes(to)) throw new Error(`a case cannot go from ${from.state} to ${to}`);
      const updatedAt = at.toISOString();
      const fields = {
        nextCheckAt: firstCheckAt(to, at),
        ...change,
        updatedAt,
        stateSince: stateSince(to, updatedAt),
        expiresAt: expiryOf(to, at),
      };
      const event = {
        at: updatedAt,
        from: from.state,
        to,
        by,
        why,
        ...(label && { label }),
        ...(cause && { cause }),
        ...(claim && { claim }),
      };
      const moved = await write(from, caseUpdate({ from, token }, fields, { to, event }));
      if (moved) logger.info('case moved', { caseId: from.id, brandId: from.brandId, from: from.state, to, by });
      return moved;
    },
    update: (from, change, { token } = {}) => write(from, caseUpdate({ from, token }, change)),
    async byBrand(brandId, state) {
      const index = await queryAll(client, {
        TableName: table,
        IndexName: 'by-brand',
        KeyConditionExpression: `brandId = :brandId${state ? ' AND begins_with(stateSince, :state)' : ''}`,
        ExpressionAttributeValues: { ':brandId': brandId, ...(state && { ':state': stateSince(state, '') }) },
      });
      return (await readAll(index)).filter((record) => !state || record.state === state).sort(byOpening);
    },
    newest,
    async addOpinion(id, opinion) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: caseKey(id),
          UpdateExpression: 'SET opinions = list_append(if_not_exists(opinions, :none), :opinion)',
          ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(opinions) OR size(opinions) < :most)',
          ExpressionAttributeValues: { ':none': [], ':opinion': [opinion], ':most': MOST_OPINIONS },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const answer = await ifConditionHolds(write);
      return answer && caseFrom(answer.Attributes!);
    },
    async linkFrom(earlierId, laterId) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: caseKey(earlierId),
          UpdateExpression: 'SET linkedFrom = list_append(if_not_exists(linkedFrom, :none), :later)',
          ConditionExpression:
            'attribute_exists(pk) AND (attribute_not_exists(linkedFrom) OR (size(linkedFrom) < :most AND NOT contains(linkedFrom, :id)))',
          ExpressionAttributeValues: { ':none': [], ':later': [laterId], ':id': laterId, ':most': MOST_LINKED_FROM },
        }),
      );
      await ifConditionHolds(write);
    },
    async sealCapture(id, sealed, before) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: caseKey(id),
          UpdateExpression: 'SET evidence = :sealed REMOVE captureFailed',
          ConditionExpression: `attribute_exists(pk) AND ${before === undefined ? 'attribute_not_exists(evidence)' : 'evidence.sha256 = :before'}`,
          ExpressionAttributeValues: { ':sealed': sealed, ...(before !== undefined && { ':before': before }) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const written = (await ifConditionHolds(write))?.Attributes ?? (await read(caseKey(id)));
      const record = written && caseFrom(written);
      // The SDK repeats a request whose answer was lost: its own first one is not somebody else's.
      return record?.evidence?.sha256 === sealed.sha256 ? record : undefined;
    },
    async noteFailedCapture(id, failed, retryAt) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: caseKey(id),
          UpdateExpression: `SET captureFailed = :failed${retryAt ? ', nextCheckAt = :retryAt, checkShard = :line' : ''}`,
          ConditionExpression: `attribute_exists(pk) AND #state IN (${WAITS_FOR_A_PERSON.map((_, index) => `:state${index}`).join(', ')})`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':failed': failed,
            ...(retryAt && { ':retryAt': retryAt.toISOString(), ':line': checkLine('flagged') }),
            ...Object.fromEntries(WAITS_FOR_A_PERSON.map((state, index) => [`:state${index}`, state])),
          },
        }),
      );
      await ifConditionHolds(write);
    },
    async countByState(brandId) {
      const index = await queryAll(client, {
        TableName: table,
        IndexName: 'by-brand',
        KeyConditionExpression: 'brandId = :brandId',
        ExpressionAttributeValues: { ':brandId': brandId },
      });
      const byState = Map.groupBy(index, ({ stateSince: since }) => CaseState.parse(String(since).split('~')[0]));
      return new Map([...byState].map(([state, items]) => [state, items.length]));
    },
    async reviewQueue(brandId) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'review',
          KeyConditionExpression: 'reviewOf = :brandId',
          ExpressionAttributeValues: { ':brandId': brandId },
          ScanIndexForward: false,
          Limit: REVIEW_PAGE,
        }),
      );
      const entries = (page.Items ?? []).map(({ review }) => ReviewEntry.parse(review));
      return { entries, isMore: page.LastEvaluatedKey !== undefined };
    },
    async enterReview(brandId) {
      if (await read(enteredKey(brandId))) return 0;
      let entered = 0;
      for (const state of WAITS_FOR_A_PERSON) {
        let after: StatePosition | undefined;
        do {
          const { cases, next } = await newest(brandId, state, after);
          // Somebody who writes to one meanwhile does the same.
          for (const record of cases) {
            // Told long ago, and due over a week: all at once they would hide whatever else is due.
            const from = new Date(now().getTime() + (entered % WEEK_HOURS) * HOUR_MS);
            const nextCheckAt = record.nextCheckAt ?? firstCheckAt('flagged', from);
            if (await write(record, caseUpdate({ from: record }, { nextCheckAt }))) entered++;
          }
          after = next;
        } while (after);
      }
      await client.send(new PutCommand({ TableName: table, Item: enteredKey(brandId) }));
      return entered;
    },
    async getMany(ids) {
      const items = await getItems(client, table, ids.map(caseKey));
      const found = new Map(items.flatMap((item) => alive(item) ?? []).map((record) => [record.id, record]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async bySeller(brandId, marketplace, sellerId) {
      const index = await queryAll(client, {
        TableName: table,
        IndexName: 'by-seller',
        KeyConditionExpression: 'sellerKey = :seller',
        ExpressionAttributeValues: { ':seller': sellerKey(brandId, marketplace, sellerId) },
      });
      return (await readAll(index)).sort(byOpening);
    },
    async dueForCheck(at, { line, limit, perMarketplace }) {
      const due = { table, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', line };
      const keys = await queryDue(client, due, at, perMarketplace === undefined ? limit : MOST_DUE_KEYS);
      const taken =
        perMarketplace === undefined ? keys : fairShares(keys, marketplaceOfKey, { limit, each: perMarketplace });
      const records = await readAll(taken);
      return records
        .filter((record) => record.nextCheckAt !== undefined && record.nextCheckAt <= at.toISOString())
        .sort((a, b) => (a.nextCheckAt! < b.nextCheckAt! ? -1 : 1));
    },
    async putNotice(notice) {
      await client.send(new PutCommand({ TableName: table, Item: { ...noticeKey(notice.id), notice } }));
    },
    async getNotice(id) {
      const item = await read(noticeKey(id));
      return item && Notice.parse(item.notice);
    },
    async sentSince(brandId, venue, since) {
      const items = await queryAll(client, {
        TableName: table,
        IndexName: 'sent',
        KeyConditionExpression: 'sentTo = :venue AND submittedAt >= :since',
        ExpressionAttributeValues: { ':venue': sentKey(brandId, venue), ':since': since.toISOString() },
      });
      return items.map((item) => ({ reached: CaseState.array().parse([...(item.reached as Set<string>)]) }));
    },
  };
}

/** More than a person decides in a day; about 200 KB. */
const REVIEW_PAGE = 500;
const WEEK_HOURS = 7 * 24;
/** 2: what waits is looked at too. Brands that had entered the review before that do it once more. */
const enteredKey = (brandId: string): Key => ({ pk: `REVIEW~${brandId}`, sk: 'ENTERED~2' });
const noticeKey = (id: string): Key => ({ pk: `NOTICE~${id}`, sk: 'NOTICE' });

const byOpening = (a: Case, b: Case) => (a.openedAt < b.openedAt ? -1 : 1);
