import { randomUUID } from 'node:crypto';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { HistoryEvent } from '#shared/domain/event.ts';
import type { NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { TargetState } from '#shared/domain/target.ts';
import type { Task } from '#shared/domain/task.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { Trail } from '#shared/runtime/trail.ts';
import { sentKey } from './case-item.ts';
import { fairShares, MOST_DUE_KEYS, marketplaceOfKey, queryDue } from './due-lines.ts';
import { getItem, getItems, type Item, ifConditionHolds, type Key, keyOf, queryAll } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';
import {
  batchKeyOf,
  doneTaskKey,
  eventKey,
  NOTICES_DUE,
  noticeFrom,
  noticeItem,
  noticeKey,
  noticesOf,
  onceKeyOf,
  TARGETS_DUE,
  targetFrom,
  targetItem,
  targetKey,
  taskFrom,
  taskItem,
  taskKey,
} from './notice-item.ts';
import { entriesInState, itemsInState, type StatePosition } from './state-pages.ts';

/** A target that left, with every state it has been in and the code of its reason: what the accuracy breaker counts. */
export type SentTarget = { reached: TargetState[]; reason: string; sentAt: string };

/** Who holds a once-only key. The token changes with every marking: a claim seen earlier cannot be taken over unseen. */
export const OnceClaim = z.object({ noticeId: z.string(), caseId: z.string(), token: z.string() });
export type OnceClaim = z.infer<typeof OnceClaim>;

export type DueNotices = { notices: NoticeRecord[]; targets: Target[]; tasks: Task[] };

/**
 * Notices, targets, once-only keys, tasks and their events (table `cases`). Every write of a notice or target is conditional on its
 * version; its event is written after it, again before the next one, and read from the item until then, so that none is lost.
 */
export type NoticeStore = {
  /** False when it exists. */
  create: (notice: NoticeRecord) => Promise<boolean>;
  get: (id: string) => Promise<NoticeRecord | undefined>;
  /** Undefined when somebody else wrote first. */
  write: (from: NoticeRecord, to: NoticeRecord) => Promise<NoticeRecord | undefined>;
  /** False when it is there already. */
  addTarget: (target: Target) => Promise<boolean>;
  getTarget: (noticeId: string, caseId: string) => Promise<Target | undefined>;
  writeTarget: (from: Target, to: Target) => Promise<Target | undefined>;
  targetsOf: (noticeId: string) => Promise<Target[]>;
  /** The draft that takes targets of this batch, by number. */
  batch: (batchKey: string) => Promise<{ noticeId: string; number: number } | undefined>;
  /** Moves the batch on to its next notice; false when somebody did. */
  nextBatch: (batchKey: string, noticeId: string, number: number) => Promise<boolean>;
  /** Claims the key, or marks again that it is held; answers with who holds it, which is somebody else when they were first. */
  claimOnce: (onceKey: string, claim: OnceClaim) => Promise<OnceClaim>;
  /** Takes the key over from a claim that was read as `from`; false when it has been marked since. */
  takeOverOnce: (onceKey: string, from: OnceClaim, to: OnceClaim) => Promise<boolean>;
  eventsOf: (subject: string) => Promise<HistoryEvent[]>;
  /** A hundred of a brand's notices in this state, those that entered it last first; without a state, state by state. */
  byBrand: (
    brandId: string,
    state: NoticeState | undefined,
    after?: StatePosition,
  ) => Promise<{ notices: NoticeRecord[]; next?: StatePosition }>;
  /** When a hundred of a brand's notices last changed that are in this state, the newest first: one read, of the index alone. */
  changesInState: (brandId: string, state: NoticeState) => Promise<{ times: string[]; isMore: boolean }>;
  /** Notices and tasks all alike, targets not more than so many of one marketplace. */
  due: (now: Date, options: { limit: number; perMarketplace: number }) => Promise<DueNotices>;
  /** Targets that left for this venue since then. */
  sentSince: (brandId: string, marketplace: string, since: Date) => Promise<SentTarget[]>;
  openTask: (task: Task) => Promise<void>;
  writeTask: (task: Task) => Promise<void>;
  getTask: (brandId: string, id: string) => Promise<Task | undefined>;
  /** Open tasks of a brand, the most urgent first; `after` is the id of one: those behind it. */
  openTasks: (brandId: string, limit?: number, after?: string) => Promise<Task[]>;
  finishTask: (task: Task, by: string, at: Date) => Promise<void>;
};

const PAGE = 100;
/** Directly behind an id, before every other one. */
const BEHIND = '\u0000';
const DONE_TASK_DAYS = 2 * 365;

export function createNoticeStore(client: DynamoDBDocumentClient, table: string): NoticeStore {
  const read = async (key: Key): Promise<Item | undefined> => getItem(client, table, key);
  /** False when the condition did not hold. The SDK repeats a request whose answer was lost, and its own first one is not somebody else's. */
  const put = async (item: Item, condition?: string, values?: Item): Promise<boolean> => {
    const names = Object.fromEntries((condition?.match(/#\w+/g) ?? []).map((name) => [name, name.slice(1)]));
    const writeId = randomUUID();
    const command = new PutCommand({
      TableName: table,
      Item: { ...item, writeId },
      ConditionExpression: condition,
      ...(values && { ExpressionAttributeValues: values }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    });
    if (await ifConditionHolds(client.send(command))) return true;
    return (await read(keyOf(item)))?.writeId === writeId;
  };
  const isNew = 'attribute_not_exists(pk)';
  const record = (event: HistoryEvent) => put({ ...eventKey(event), event });
  /** The event before first: whoever wrote it may have died right after. */
  const replace = async <T extends { version: number; state: string; brandId: string; lastEvent: HistoryEvent }>(
    from: T,
    to: T,
    item: (value: T) => Item,
    ids: Trail,
  ) => {
    if (from.lastEvent.seq !== to.lastEvent.seq) await record(from.lastEvent);
    const written = { ...to, version: from.version + 1 };
    if (!(await put(item(written), '#version = :version', { ':version': from.version }))) return undefined;
    if (from.lastEvent.seq !== to.lastEvent.seq) await record(to.lastEvent);
    if (from.state !== to.state)
      logger.info(ids.caseId ? 'target moved' : 'notice moved', {
        ...ids,
        brandId: from.brandId,
        from: from.state,
        to: to.state,
      });
    return written;
  };

  return {
    async create(notice) {
      if (!(await put(noticeItem(notice), isNew))) return false;
      await record(notice.lastEvent);
      logger.info('notice begun', { noticeId: notice.id, brandId: notice.brandId, state: notice.state });
      return true;
    },
    async get(id) {
      const item = await read(noticeKey(id));
      return item && noticeFrom(item);
    },
    write: (from, to) => replace(from, to, noticeItem, { noticeId: from.id }),
    async addTarget(target) {
      if (!(await put(targetItem(target), isNew))) return false;
      await record(target.lastEvent);
      return true;
    },
    async getTarget(noticeId, caseId) {
      const item = await read(targetKey(noticeId, caseId));
      return item && targetFrom(item);
    },
    writeTarget: (from, to) => replace(from, to, targetItem, { noticeId: from.noticeId, caseId: from.caseId }),
    async targetsOf(noticeId) {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :target)',
        ExpressionAttributeValues: { ':pk': noticeKey(noticeId).pk, ':target': 'TARGET~' },
        ConsistentRead: true,
      });
      return items.map(targetFrom);
    },
    async batch(batchKey) {
      const item = await read(batchKeyOf(batchKey));
      return item && { noticeId: String(item.noticeId), number: Number(item.version) };
    },
    nextBatch: (batchKey, noticeId, number) =>
      put({ ...batchKeyOf(batchKey), noticeId, version: number }, 'attribute_not_exists(pk) OR #version < :version', {
        ':version': number,
      }),
    async claimOnce(onceKey, claim) {
      const isOurs = 'attribute_not_exists(pk) OR claim.noticeId = :notice';
      if (await put({ ...onceKeyOf(onceKey), claim }, isOurs, { ':notice': claim.noticeId })) return claim;
      return OnceClaim.parse((await read(onceKeyOf(onceKey)))?.claim);
    },
    takeOverOnce: (onceKey, from, to) =>
      put({ ...onceKeyOf(onceKey), claim: to }, 'claim.noticeId = :notice AND claim.#token = :token', {
        ':notice': from.noticeId,
        ':token': from.token,
      }),
    async eventsOf(subject) {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': eventKey({ subject, seq: 1 }).pk },
        ConsistentRead: true,
      });
      return items.map((item) => HistoryEvent.parse(item.event));
    },
    async byBrand(brandId, state, after) {
      const { items, next } = await itemsInState(client, table, { partition: noticesOf(brandId), state, after });
      const notices = items.map(noticeFrom).filter((notice) => !state || notice.state === state);
      return { notices, ...(next && { next }) };
    },
    async changesInState(brandId, state) {
      const { entries, next } = await entriesInState(client, table, { partition: noticesOf(brandId), state });
      const times = entries.map(({ stateSince }) => String(stateSince).slice(state.length + 1));
      return { times, isMore: next !== undefined };
    },
    async due(now, { limit, perMarketplace }) {
      const index = { table, index: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt' };
      const [keys, targetKeys] = await Promise.all([
        queryDue(client, { ...index, line: NOTICES_DUE }, now, limit),
        queryDue(client, { ...index, line: TARGETS_DUE }, now, MOST_DUE_KEYS),
      ]);
      const few = fairShares(targetKeys, marketplaceOfKey, { limit, each: perMarketplace });
      const items = await getItems(client, table, [...keys, ...few].map(keyOf));
      const isDue = ({ nextCheckAt }: { nextCheckAt?: string }) =>
        nextCheckAt !== undefined && nextCheckAt <= now.toISOString();
      return {
        notices: items
          .filter((item) => 'notice' in item)
          .map(noticeFrom)
          .filter(isDue),
        targets: items
          .filter((item) => 'target' in item)
          .map(targetFrom)
          .filter(isDue),
        tasks: items
          .filter((item) => 'task' in item)
          .map(taskFrom)
          .filter(isDue),
      };
    },
    async sentSince(brandId, marketplace, since) {
      const items = await queryAll(client, {
        TableName: table,
        IndexName: 'sent',
        KeyConditionExpression: 'sentTo = :venue AND submittedAt >= :since',
        ExpressionAttributeValues: {
          ':venue': `TARGETS~${sentKey(brandId, marketplace)}`,
          ':since': since.toISOString(),
        },
      });
      return items.map((item) => {
        const marks = [...(item.reached as Set<string>)];
        const reached = marks.filter((mark) => !mark.startsWith('reason:'));
        const reason = marks.find((mark) => mark.startsWith('reason:'))?.slice('reason:'.length) ?? '';
        return { reached: TargetState.array().parse(reached), reason, sentAt: String(item.submittedAt) };
      });
    },
    async openTask(task) {
      if (await read(doneTaskKey(task))) return; // said again by a worker that did not know
      await put(taskItem(task), isNew);
    },
    writeTask: async (task) => void (await put(taskItem(task), 'attribute_exists(pk)')),
    async getTask(brandId, id) {
      const item = (await read(taskKey({ brandId, id }))) ?? (await read(doneTaskKey({ brandId, id })));
      return item && taskFrom(item);
    },
    async openTasks(brandId, limit = PAGE, after = '') {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :end',
        ExpressionAttributeValues: {
          ':pk': taskKey({ brandId, id: '' }).pk,
          ':after': `${taskKey({ brandId, id: after }).sk}${after && BEHIND}`,
          ':end': 'OPEN~~',
        },
        ConsistentRead: true,
      };
      return (await queryAll(client, query, limit)).map(taskFrom);
    },
    async finishTask(task, by, at) {
      const done: Task = { ...task, doneAt: at.toISOString(), doneBy: by, nextCheckAt: undefined };
      await put({ ...doneTaskKey(task), task: done, expiresAt: expiryAfter(at, DONE_TASK_DAYS) });
      await client.send(new DeleteCommand({ TableName: table, Key: taskKey(task) }));
    },
  };
}
