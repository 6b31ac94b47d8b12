import type { HistoryEvent } from '#shared/domain/event.ts';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { Task } from '#shared/domain/task.ts';
import { sentKey } from './case-item.ts';
import type { Item, Key } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';
import { ofKnownFormat } from './item-format.ts';

// How notices, their targets and tasks lie in the table `cases`. A notice and its targets share a partition: one query reads both.

/** Whoever reads an item of a later format must refuse it: it may hold states that this code would misread. */
export const NOTICE_FORMAT = 2;

const CLOSED_DAYS = 5 * 365; // a notice is a legal statement: kept as long as claims about it can be raised

const noticePartition = (id: string) => `NOTICE~${id}`;
export const noticeKey = (id: string): Key => ({ pk: noticePartition(id), sk: 'RECORD' });
export const targetKey = (noticeId: string, caseId: string): Key => ({
  pk: noticePartition(noticeId),
  sk: `TARGET~${caseId}`,
});
export const batchKeyOf = (batchKey: string): Key => ({ pk: `BATCH~${batchKey}`, sk: 'BATCH' });
export const onceKeyOf = (onceKey: string): Key => ({ pk: `ONCE~${onceKey}`, sk: 'CLAIM' });
export const eventKey = ({ subject, seq }: Pick<HistoryEvent, 'subject' | 'seq'>): Key => ({
  pk: `EVENTS~${subject}`,
  sk: String(seq).padStart(8, '0'),
});
export const taskKey = ({ brandId, id }: Pick<Task, 'brandId' | 'id'>): Key => ({
  pk: `TASKS~${brandId}`,
  sk: `OPEN~${id}`,
});
export const doneTaskKey = ({ brandId, id }: Pick<Task, 'brandId' | 'id'>): Key => ({
  pk: `TASKS~${brandId}`,
  sk: `DONE~${id}`,
});

/** The index key of a brand's notices; a case's is the brand's id itself. */
export const noticesOf = (brandId: string) => `NOTICES~${brandId}`;

/** Their own line in the due index: a thousand of them hide no case, and no case hides them. */
export const NOTICES_DUE = 'NOTICES-DUE';

export const TARGETS_DUE = 'TARGETS-DUE';

const due = (nextCheckAt: string | undefined, line = NOTICES_DUE): Item =>
  nextCheckAt ? { nextCheckAt, checkShard: line } : {};

export function noticeItem(notice: NoticeRecord): Item {
  const isOver = notice.state === 'closed' || notice.state === 'withdrawn';
  return {
    ...noticeKey(notice.id),
    format: NOTICE_FORMAT,
    version: notice.version,
    brandId: noticesOf(notice.brandId),
    stateSince: `${notice.state}~${notice.updatedAt}`,
    ...due(notice.nextCheckAt),
    ...(isOver && { expiresAt: expiryAfter(notice.updatedAt, CLOSED_DAYS) }),
    notice,
  };
}

export function targetItem(target: Target): Item {
  return {
    ...targetKey(target.noticeId, target.caseId),
    format: NOTICE_FORMAT,
    version: target.version,
    ...due(target.nextCheckAt, TARGETS_DUE),
    ...(target.sentAt && {
      sentTo: `TARGETS~${sentKey(target.brandId, target.marketplace)}`,
      submittedAt: target.sentAt,
      reached: new Set([...target.reached, `reason:${target.onceKey.split('~').at(-2)}`]),
    }),
    target,
  };
}

export const taskItem = (task: Task): Item => ({
  ...taskKey(task),
  format: NOTICE_FORMAT,
  ...due(task.nextCheckAt),
  task,
});

export function noticeFrom(item: Item): NoticeRecord {
  return NoticeRecord.parse(ofKnownFormat(item, NOTICE_FORMAT).notice);
}
export function targetFrom(item: Item): Target {
  return Target.parse(ofKnownFormat(item, NOTICE_FORMAT).target);
}
export function taskFrom(item: Item): Task {
  return Task.parse(ofKnownFormat(item, NOTICE_FORMAT).task);
}
