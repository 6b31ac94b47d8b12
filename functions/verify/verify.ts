import { caseAlerts } from '#shared/cases/case-alerts.ts';
import type { Case } from '#shared/domain/case.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { CheckLine } from '#shared/stores/case-item.ts';
import { checkRemoval } from './check-removal.ts';
import { checkReturn } from './check-return.ts';
import { recoverSubmission, redrive, resolveUncertain } from './recover.ts';
import type { VerifyServices } from './services.ts';
import { createSiteCheck, type SiteCheck } from './site-check.ts';

/** Read together. */
const BATCH = 500;
/**
 * Looks at one marketplace's pages in a tick of fifteen minutes: the share of its slots that is kept for notices and verification,
 * at half a request a second. What is left stays due.
 */
const LOOKS_PER_MARKETPLACE = 110;
/** A look at a page takes this long at worst; none is begun with less time left. */
const SLOWEST_CHECK_MS = 45_000;
const FAILURE_RETRY_MS = 3_600_000;

export type VerifySummary = { due: number; checked: number; failed: number };

/**
 * One tick. First what a lost message or a dead worker left behind, all of it: that opens no pages. Then looks at pages by due date, of
 * every marketplace its share.
 * @param remainingMs what is left of the function's time.
 */
export async function verify(services: VerifyServices, remainingMs: () => number): Promise<VerifySummary> {
  const tick: Tick = { services, remainingMs, summary: { due: 0, checked: 0, failed: 0 }, seen: new Set() };
  while (await checkThoseDue('RECOVER', tick));
  await checkThoseDue('DUE', tick);
  logger.info('checks done', tick.summary);
  countMetric('CasesChecked', tick.summary.checked);
  return tick.summary;
}

type Tick = {
  services: VerifyServices;
  remainingMs: () => number;
  summary: VerifySummary;
  /** An index tells late of what was just written: nothing is looked at twice in a tick. */
  seen: Set<string>;
};

/** Hosts side by side, one host's cases in turn. False when there was nothing more, or no time. */
async function checkThoseDue(line: CheckLine, { services, remainingMs, summary, seen }: Tick): Promise<boolean> {
  const perMarketplace = line === 'DUE' ? LOOKS_PER_MARKETPLACE : undefined;
  const found = await services.cases.dueForCheck(services.clock(), { line, limit: BATCH, perMarketplace });
  const due = found.filter(({ id }) => !seen.has(id));
  for (const { id } of due) seen.add(id);
  summary.due += due.length;
  const byHost = Map.groupBy(due, ({ listing }) => URL.parse(listing.url)?.host ?? listing.marketplace);
  const siteIsSane = createSiteCheck(services);
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
  return due.length > 0 && remainingMs() >= SLOWEST_CHECK_MS;
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
