import type { HistoryEvent } from '#shared/domain/event.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Task } from '#shared/domain/task.ts';
import type { NoticeStore, OnceClaim } from '#shared/stores/notice-store.ts';

// The store's semantics without a database, for simulations of thousands of notices. The contract test runs against both.

export function memoryNoticeStore(): NoticeStore {
  const notices = new Map<string, NoticeRecord>();
  const targets = new Map<string, Map<string, Target>>();
  const batches = new Map<string, { noticeId: string; number: number }>();
  const keys = new Map<string, OnceClaim>();
  const events = new Map<string, HistoryEvent[]>();
  const open = new Map<string, Task>();
  const done = new Map<string, Task>();
  const record = (event: HistoryEvent) => {
    const known = events.get(event.subject) ?? [];
    events.set(
      event.subject,
      [...known.filter(({ seq }) => seq !== event.seq), event].sort((a, b) => a.seq - b.seq),
    );
  };
  const written = <T extends { version: number; lastEvent: HistoryEvent }>(from: T, to: T): T => {
    record(from.lastEvent);
    record(to.lastEvent);
    return { ...to, version: from.version + 1 };
  };
  const taskId = ({ brandId, id }: Pick<Task, 'brandId' | 'id'>) => `${brandId}~${id}`;
  const byDue = <T extends { nextCheckAt?: string }>(all: Iterable<T>, now: Date): T[] =>
    structuredClone(
      [...all]
        .filter(({ nextCheckAt }) => nextCheckAt !== undefined && nextCheckAt <= now.toISOString())
        .sort((a, b) => (a.nextCheckAt! < b.nextCheckAt! ? -1 : 1)),
    );

  return {
    async create(notice) {
      if (notices.has(notice.id)) return false;
      notices.set(notice.id, structuredClone(notice));
      record(notice.lastEvent);
      return true;
    },
    get: async (id) => structuredClone(notices.get(id)),
    async write(from, to) {
      if (notices.get(from.id)?.version !== from.version) return undefined;
      const next = written(from, to);
      notices.set(from.id, structuredClone(next));
      return next;
    },
    async addTarget(target) {
      const known = targets.get(target.noticeId) ?? new Map();
      targets.set(target.noticeId, known);
      if (known.has(target.caseId)) return false;
      known.set(target.caseId, structuredClone(target));
      record(target.lastEvent);
      return true;
    },
    getTarget: async (noticeId, caseId) => structuredClone(targets.get(noticeId)?.get(caseId)),
    async writeTarget(from, to) {
      if (targets.get(from.noticeId)?.get(from.caseId)?.version !== from.version) return undefined;
      const next = written(from, to);
      targets.get(from.noticeId)!.set(from.caseId, structuredClone(next));
      return next;
    },
    targetsOf: async (noticeId) =>
      structuredClone([...(targets.get(noticeId)?.values() ?? [])].sort((a, b) => (a.caseId < b.caseId ? -1 : 1))),
    batch: async (batchKey) => batches.get(batchKey),
    async nextBatch(batchKey, noticeId, number) {
      if ((batches.get(batchKey)?.number ?? 0) >= number) return false;
      batches.set(batchKey, { noticeId, number });
      return true;
    },
    async claimOnce(onceKey, claim) {
      const holder = keys.get(onceKey);
      if (holder && holder.noticeId !== claim.noticeId) return holder;
      keys.set(onceKey, claim);
      return claim;
    },
    async takeOverOnce(onceKey, from, to) {
      const holder = keys.get(onceKey);
      if (holder?.noticeId !== from.noticeId || holder.token !== from.token) return false;
      keys.set(onceKey, to);
      return true;
    },
    eventsOf: async (subject) => structuredClone(events.get(subject) ?? []),
    async byBrand(brandId, state, after) {
      const all = [...notices.values()]
        .filter((notice) => notice.brandId === brandId && (!state || notice.state === state))
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      const start = Number(after?.pk ?? 0);
      const next = { pk: String(start + 100), sk: '', brandId, stateSince: state ?? '' };
      return { notices: structuredClone(all.slice(start, start + 100)), ...(start + 100 < all.length && { next }) };
    },
    async changesInState(brandId, state) {
      const { notices: found, next } = await this.byBrand(brandId, state);
      return { times: found.map(({ updatedAt }) => updatedAt), isMore: next !== undefined };
    },
    due: async (now, { limit }) => ({
      notices: byDue(notices.values(), now).slice(0, limit),
      targets: byDue(
        [...targets.values()].flatMap((of) => [...of.values()]),
        now,
      ).slice(0, limit),
      tasks: byDue(open.values(), now).slice(0, limit),
    }),
    sentSince: async (brandId, marketplace, since) =>
      [...targets.values()]
        .flatMap((of) => [...of.values()])
        .filter((target) => target.brandId === brandId && target.marketplace === marketplace)
        .filter((target) => target.sentAt !== undefined && target.sentAt >= since.toISOString())
        .map(({ reached, onceKey, sentAt }) => ({ reached, reason: onceKey.split('~').at(-2) ?? '', sentAt: sentAt! }))
        .sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1)),
    async openTask(task) {
      if (!open.has(taskId(task)) && !done.has(taskId(task))) open.set(taskId(task), structuredClone(task));
    },
    async writeTask(task) {
      if (open.has(taskId(task))) open.set(taskId(task), structuredClone(task));
    },
    getTask: async (brandId, id) =>
      structuredClone(open.get(taskId({ brandId, id })) ?? done.get(taskId({ brandId, id }))),
    openTasks: async (brandId, limit = 100, after = '') =>
      structuredClone(
        [...open.values()]
          .filter((task) => task.brandId === brandId && task.id > after)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      ),
    async finishTask(task, by, at) {
      open.delete(taskId(task));
      done.set(taskId(task), { ...task, doneAt: at.toISOString(), doneBy: by, nextCheckAt: undefined });
    },
  };
}
