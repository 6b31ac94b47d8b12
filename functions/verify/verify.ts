import type { Case } from '#shared/domain/case.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Task } from '#shared/domain/task.ts';
import { HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import { oldStanding } from '#shared/notices/adopt-old-notice.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { onTrail, type Trail } from '#shared/runtime/trail.ts';
import { checkLine } from '#shared/stores/case-item.ts';
import { checkCase } from './check-case.ts';
import { checkNotice } from './check-notice.ts';
import { checkStore } from './check-store.ts';
import { checkTarget } from './check-target.ts';
import { checkTask } from './check-task.ts';
import type { VerifyServices } from './services.ts';
import { createSiteCheck } from './site-check.ts';

/** One tick's worth; what is left stays due. */
const BATCH = 500;
/**
 * Looks at one marketplace's pages in a tick of fifteen minutes: the share of its slots that is kept for notices and verification,
 * at half a request a second. What is left stays due.
 */
const LOOKS_PER_MARKETPLACE = 110;
/** A look at a page takes this long at worst; none is begun with less time left. */
const SLOWEST_CHECK_MS = 45_000;
const FAILURE_RETRY_MS = HOUR_MS;

export type VerifySummary = { due: number; checked: number; failed: number };

/** Something whose time has come. `host`: it fetches a page from there; without one it waits for nobody. */
type Check = {
  about: Trail;
  host?: string;
  run: () => Promise<void>;
  putOff: (nextCheckAt: string) => Promise<unknown>;
};

/**
 * One tick: every case, notice, target, task and store whose time has come. Hosts side by side, one host's in turn.
 * @param remainingMs what is left of the function's time.
 */
export async function verify(services: VerifyServices, remainingMs: () => number): Promise<VerifySummary> {
  const checks = await dueChecks(services);
  const summary: VerifySummary = { due: checks.length, checked: 0, failed: 0 };
  // What asks no marketplace for pages must not wait behind one that is slow.
  const byHost = [...Map.groupBy(checks, ({ host }) => host ?? '')].toSorted(
    ([a], [b]) => Number(a !== '') - Number(b !== ''),
  );
  await Promise.all(
    byHost.map(async ([, due]) => {
      for (const [index, check] of due.entries()) {
        if (remainingMs() < SLOWEST_CHECK_MS) return;
        try {
          await onTrail(check.about, check.run);
          summary.checked++;
        } catch (error) {
          summary.failed++;
          const isWholeHost = await onTrail(check.about, () => putOff(error, due.slice(index), services));
          if (isWholeHost) return;
        }
      }
    }),
  );
  logger.info('checks done', summary);
  countMetric('CasesChecked', summary.checked);
  return summary;
}

async function dueChecks(services: VerifyServices): Promise<Check[]> {
  const { cases, notices, storeFiles, clock } = services;
  const siteIsSane = createSiteCheck(services);
  const at = clock();
  const [recovered, looks, due, stores] = await Promise.all([
    cases.dueForCheck(at, { line: 'RECOVER', limit: BATCH }),
    cases.dueForCheck(at, { line: 'DUE', limit: BATCH, perMarketplace: LOOKS_PER_MARKETPLACE }),
    notices.due(at, { limit: BATCH, perMarketplace: LOOKS_PER_MARKETPLACE }),
    storeFiles.due(at, BATCH),
  ]);
  const records = [...recovered, ...looks];
  return [
    ...due.tasks.map((task: Task) => ({
      about: { brandId: task.brandId, noticeId: task.noticeId, caseId: task.caseId },
      run: () => checkTask(task, services),
      putOff: (nextCheckAt: string) => notices.writeTask({ ...task, nextCheckAt }),
    })),
    ...due.notices.map((notice: NoticeRecord) => ({
      about: { brandId: notice.brandId, noticeId: notice.id },
      run: () => checkNotice(notice, services),
      putOff: (nextCheckAt: string) => notices.write(notice, { ...notice, nextCheckAt }),
    })),
    ...records.map((record: Case) => ({
      about: { brandId: record.brandId, caseId: record.id },
      ...(looksAtAPage(record) && { host: hostOf(record.listing.url) }),
      run: () => checkCase(record, services, siteIsSane),
      putOff: (nextCheckAt: string) => cases.update(record, { nextCheckAt }),
    })),
    ...due.targets.map((target: Target) => ({
      about: { brandId: target.brandId, noticeId: target.noticeId, caseId: target.caseId },
      host: hostOf(target.statement.url),
      run: () => checkTarget(target, services, siteIsSane),
      putOff: (nextCheckAt: string) => notices.writeTarget(target, { ...target, nextCheckAt }),
    })),
    ...stores.map((file: StoreFile) => ({
      about: { brandId: file.brandId },
      host: hostOf(file.url ?? ''),
      run: () => checkStore(file, services),
      putOff: (nextCheckAt: string) => storeFiles.write({ ...file, nextCheckAt }),
    })),
  ];
}

const looksAtAPage = (record: Case) =>
  checkLine(record.state) === 'DUE' && !(record.state === 'removed' && oldStanding(record));
const hostOf = (url: string) => URL.parse(url)?.host ?? url;

/** Nothing was learned. It comes back later; so do the others of a host that wants no more requests now. */
async function putOff(error: unknown, pending: readonly Check[], { clock }: VerifyServices): Promise<boolean> {
  const isThrottled = error instanceof ThrottledError;
  if (!isThrottled) {
    logger.error('check failed', { error });
    countMetric('CaseFailed', 1, { step: 'verify' });
  }
  const waitMs = isThrottled ? error.retryAfterMs : FAILURE_RETRY_MS;
  const nextCheckAt = isoAfter(clock(), waitMs);
  for (const check of isThrottled ? pending : pending.slice(0, 1)) await check.putOff(nextCheckAt);
  return isThrottled;
}
