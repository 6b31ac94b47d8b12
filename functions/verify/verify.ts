import { caseAlerts } from '#shared/cases/case-alerts.ts';
import type { Case } from '#shared/domain/case.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { checkRemoval } from './check-removal.ts';
import { checkReturn } from './check-return.ts';
import { recoverSubmission, redrive, resolveUncertain } from './recover.ts';
import type { VerifyServices } from './services.ts';
import { createSiteCheck, type SiteCheck } from './site-check.ts';

/** One tick's worth; what is left stays due. */
const BATCH = 500;
/** A look at a page takes this long at worst; none is begun with less time left. */
const SLOWEST_CHECK_MS = 45_000;
const FAILURE_RETRY_MS = 3_600_000;

export type VerifySummary = { due: number; checked: number; failed: number };

/**
 * One tick: every case whose time has come is looked at. Hosts side by side, one host's cases in turn.
 * @param remainingMs what is left of the function's time.
 */
export async function verify(services: VerifyServices, remainingMs: () => number): Promise<VerifySummary> {
  const due = await services.cases.dueForCheck(services.clock(), BATCH);
  // Recovery asks no host for pages and must not wait behind one that is slow.
  const recoveriesFirst = due.toSorted((a, b) => Number(fetchesAPage(a)) - Number(fetchesAPage(b)));
  const byHost = Map.groupBy(
    recoveriesFirst,
    (record) => URL.parse(record.listing.url)?.host ?? record.listing.marketplace,
  );
  const siteIsSane = createSiteCheck(services);
  const summary: VerifySummary = { due: due.length, checked: 0, failed: 0 };
  await Promise.all(
    [...byHost.values()].map(async (records) => {
      for (const [index, record] of records.entries()) {
        if (remainingMs() < SLOWEST_CHECK_MS) return;
        try {
          await check(record, services, siteIsSane);
          summary.checked++;
        } catch (error) {
          summary.failed++;
          const isWholeHost = await putOff(error, records.slice(index), services);
          if (isWholeHost) return;
        }
      }
    }),
  );
  logger.info('checks done', summary);
  countMetric('CasesChecked', summary.checked);
  return summary;
}

async function check(record: Case, services: VerifyServices, siteIsSane: SiteCheck): Promise<void> {
  switch (record.state) {
    case 'queued':
      return redrive(record, services);
    case 'submitting':
      return recoverSubmission(record, services);
    case 'uncertain':
      return resolveUncertain(record, services);
    case 'submitted':
    case 'acknowledged':
      return checkRemoval(record, services, siteIsSane);
    case 'removed':
      return checkReturn(record, services);
    default:
      // Nothing left to look at. Said once more, for the worker that decided it may have died before it told anybody.
      await services.alerts.sendAll(caseAlerts(record));
      await services.cases.update(record, { nextCheckAt: null });
  }
}

/** Nothing was learned. The case comes back later; so do the others of a host that wants no more requests now. */
async function putOff(error: unknown, pending: readonly Case[], { cases, clock }: VerifyServices): Promise<boolean> {
  const isThrottled = error instanceof ThrottledError;
  if (!isThrottled) {
    logger.error('check failed', { caseId: pending[0]?.id, error: error as Error });
    countMetric('CaseFailed', 1, { step: 'verify' });
  }
  const waitMs = isThrottled ? error.retryAfterMs : FAILURE_RETRY_MS;
  const nextCheckAt = new Date(clock().getTime() + waitMs).toISOString();
  for (const record of isThrottled ? pending : pending.slice(0, 1)) await cases.update(record, { nextCheckAt });
  return isThrottled;
}

const fetchesAPage = ({ state }: Case) => state === 'submitted' || state === 'acknowledged' || state === 'removed';
