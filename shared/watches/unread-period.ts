import { type AlertJob, type ScanJob, scanJobId } from '#shared/domain/messages.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';

type Unread = Pick<ScanJob, 'brandId' | 'marketplace' | 'keyword' | 'period' | 'page' | 'rankOffset'>;

const REASON = 'not read in its period: more is asked of the marketplace than its pace allows, or it kept us out';

/** What stands in the brand's coverage for a page that was due and not asked for before its period was over. */
export function notRead(job: Unread, now: Date): ScanPage {
  const { brandId, marketplace, keyword, period, page, rankOffset } = job;
  const identity = { jobId: scanJobId(job), brandId, marketplace, keyword, period, page, rankOffset };
  return { ...identity, coverage: 'not-read', reason: REASON, listingIds: [], at: now.toISOString() };
}

/** Told once a day for each marketplace, not for each watch: a whole marketplace is late together. */
export function notReadAlert(
  { brandId, marketplace, keyword }: Omit<Unread, 'page' | 'period' | 'rankOffset'>,
  now: Date,
): AlertJob {
  const at = now.toISOString();
  return {
    alertId: ['not-read', brandId, marketplace, at.slice(0, 10)].join('|'),
    brandId,
    kind: 'coverage-lost',
    at,
    message:
      `The search for "${keyword}" on ${marketplace}, and maybe others there, was not read in its period: more is asked of this ` +
      'marketplace than its pace allows, or it kept us out for longer than the period. Watch fewer keywords there or less often.',
  };
}
