import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#shared/domain/task.ts';
import { NOTICE_FORMAT, noticeFrom, noticeItem } from '#shared/stores/notice-item.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { memoryNoticeStore } from '../../support/memory-notice-store.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let serial = 0;
const fresh = () => `nordhavn~bazaar~store-${++serial}`;

describe.each([
  ['on DynamoDB', (): NoticeStore => createNoticeStore(tables.client, tables.names.cases)],
  ['in memory (used by simulations)', memoryNoticeStore],
])('notice store %s', (_, create) => {
  it('lets the first writer through and turns the second away', async () => {
    const store = create();
    const notice = aNoticeRecord({ id: fresh() });
    expect([await store.create(notice), await store.create(notice)]).toEqual([true, false]);
    const both = await Promise.all([
      store.write(notice, { ...notice, places: 2 }),
      store.write(notice, { ...notice, places: 3 }),
    ]);
    expect(both.filter((written) => written !== undefined)).toHaveLength(1);
    expect((await store.get(notice.id))!.version).toBe(2);
  });

  it('keeps every event once, in order, also one whose writer died before it wrote it down', async () => {
    const store = create();
    const notice = aNoticeRecord({ id: fresh() });
    await store.create(notice);
    const event = (seq: number) => ({ ...notice.lastEvent, subject: notice.id, seq, why: `step ${seq}` });
    const second = (await store.write(notice, { ...notice, lastEvent: event(2) }))!;
    await store.write(second, { ...second, lastEvent: event(3) });
    expect((await store.eventsOf(notice.id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('holds a target once, reads a notice with all of its own, and finds them when they are due', async () => {
    const store = create();
    const id = fresh();
    const due = { noticeId: id, nextCheckAt: NOW.toISOString() };
    for (const item of ['1', '2']) expect(await store.addTarget(aTarget(due, item))).toBe(true);
    expect(await store.addTarget(aTarget(due, '1'))).toBe(false);
    expect((await store.targetsOf(id)).map(({ statement }) => statement.itemId)).toEqual(['1', '2']);
    const found = await store.due(NOW, { limit: 100, perMarketplace: 100 });
    expect(found.targets.filter(({ noticeId }) => noticeId === id)).toHaveLength(2);
    const before = await store.due(new Date(NOW.getTime() - 1), { limit: 100, perMarketplace: 100 });
    expect(before.targets.filter(({ noticeId }) => noticeId === id)).toHaveLength(0);
  });

  it('gives a key to one notice; another takes it over only from a claim that nobody has marked since', async () => {
    const store = create();
    const key = fresh();
    const claim = (noticeId: string, token: string) => ({ noticeId, caseId: 'c', token });
    expect(await store.claimOnce(key, claim('a', '1'))).toEqual(claim('a', '1'));
    expect(await store.claimOnce(key, claim('b', '1'))).toEqual(claim('a', '1'));
    expect(await store.claimOnce(key, claim('a', '2'))).toEqual(claim('a', '2'));
    expect(await store.takeOverOnce(key, claim('a', '1'), claim('b', '2'))).toBe(false);
    expect(await store.takeOverOnce(key, claim('a', '2'), claim('b', '2'))).toBe(true);
    expect((await store.claimOnce(key, claim('a', '3'))).noticeId).toBe('b');
  });

  it('moves a batch on once', async () => {
    const store = create();
    const key = fresh();
    expect(await store.nextBatch(key, 'one', 1)).toBe(true);
    expect(await store.nextBatch(key, 'other', 1)).toBe(false);
    expect(await store.nextBatch(key, 'two', 2)).toBe(true);
    expect(await store.batch(key)).toEqual({ noticeId: 'two', number: 2 });
  });

  it('opens a task once, the most urgent first, and never again when it is done', async () => {
    const store = create();
    const brandId = `b${++serial}`;
    const task = (id: string): Task => ({
      id,
      brandId,
      kind: 'file-packet',
      openedAt: NOW.toISOString(),
      dueAt: NOW.toISOString(),
      text: 'file it',
    });
    for (const id of ['2026-06-03~x', '2026-06-02~y', '2026-06-02~y']) await store.openTask(task(id));
    expect((await store.openTasks(brandId)).map(({ id }) => id)).toEqual(['2026-06-02~y', '2026-06-03~x']);
    await store.finishTask(task('2026-06-02~y'), 'analyst:jane', NOW);
    await store.openTask(task('2026-06-02~y'));
    expect((await store.openTasks(brandId)).map(({ id }) => id)).toEqual(['2026-06-03~x']);
    expect(await store.getTask(brandId, '2026-06-02~y')).toMatchObject({ doneBy: 'analyst:jane' });
  });
});

it('refuses an item that later code wrote, with its number', () => {
  const item = { ...noticeItem(aNoticeRecord()), format: NOTICE_FORMAT + 1 };
  expect(() => noticeFrom(item)).toThrow(/format 3; this code reads up to 2/);
});
