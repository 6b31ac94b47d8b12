import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { TaskKind } from '#shared/domain/task.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { adoptOldNotice, oldStanding } from './adopt-old-notice.ts';
import { ownerOf } from './owner-of.ts';
import { openTask } from './tasks.ts';

type Services = {
  brands: { get: (id: string) => Promise<Brand | undefined> };
  cases: Pick<CaseStore, 'getNotice' | 'transition' | 'update'>;
  notices: NoticeStore;
  alerts: Queue<AlertJob>;
  clock: () => Date;
};

/**
 * Takes over a case from before 2026-12 with its notice: from here on its target is looked at, and the case follows. False when it is none,
 * or was in no notice that may have left. Every step may run twice; the case moves last.
 */
export async function takeOver(record: Case, services: Services): Promise<boolean> {
  if (!oldStanding(record)) return false;
  const { brands, cases, notices, clock } = services;
  const old = await cases.getNotice(record.noticeId!);
  if (!old) return false;
  if (!(await notices.get(old.id))) {
    const brand = await brands.get(record.brandId);
    const adopted = adoptOldNotice(record, old, brand ? ownerOf(brand).id : record.brandId, clock())!;
    // The keys first: whoever is about to state the same must find them taken.
    for (const key of adopted.onceKeys)
      await notices.claimOnce(key, { noticeId: old.id, caseId: record.id, token: 'adopted' });
    await notices.addTarget(adopted.target);
    await openTaskFor(adopted.notice, record, services);
    await notices.create(adopted.notice);
  }
  if (!IN_A_DRAFT.includes(record.state)) {
    await cases.update(record, { nextCheckAt: null });
    return true;
  }
  await cases.transition(record, {
    to: 'drafted',
    why: `goes on as a target of notice ${old.id}`,
    by: 'verify',
    at: clock(),
    change: { nextCheckAt: null, packetKey: null },
  });
  return true;
}

/** Old states of what may not have left; `oldStanding` says which of them count. */
const IN_A_DRAFT: readonly CaseState[] = ['uncertain', 'awaiting-approval', 'queued'];

type Ask = { kind: TaskKind; text: (id: string) => string };

const ASKS: Partial<Record<CaseState, Ask>> = {
  'clarification-needed': {
    kind: 'answer-clarification',
    text: (id) =>
      `The venue asked for more about notice ${id}. Answer it there, then: npx markwarden notice answer ${id} --kind answered.`,
  },
  'counter-noticed': {
    kind: 'answer-counter-notice',
    text: (id) =>
      `The seller objects to notice ${id}. Stand by it at the venue, or: npx markwarden notice withdraw ${id}.`,
  },
};

const WAS_IT_FILED: Ask = {
  kind: 'file-packet',
  text: (id) =>
    `The packet of notice ${id} may have been filed already. If it was: npx markwarden notice filed ${id}. If not: npx markwarden notice withdraw ${id}; its case is then open again.`,
};

async function openTaskFor(notice: NoticeRecord, { state }: Case, services: Services): Promise<void> {
  const ask = notice.state === 'ready-to-file' ? WAS_IT_FILED : ASKS[state];
  if (ask) await openTask({ kind: ask.kind, notice, text: ask.text(notice.id) }, services);
}
