import type { CaseState } from '#shared/domain/case.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { TargetState } from '#shared/domain/target.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore, SentTarget } from '#shared/stores/notice-store.ts';
import { type Accuracy, accuracyOf, BREAKER_WINDOW_DAYS } from './breaker.ts';

type Stores = { notices: Pick<NoticeStore, 'sentSince'>; cases: Pick<CaseStore, 'sentSince'> };

type Of = Pick<NoticeRecord, 'brandId' | 'marketplace'>;

/** How right the brand's notices to one venue were. */
export const accuracyFor = async (of: Of, stores: Stores, now: Date): Promise<Accuracy> =>
  accuracyOf(await sentLately(of, stores, now), now);

/** What left for one venue within the breaker's window: targets of today's kind, and those of cases from before 2026-12. */
export async function sentLately(
  { brandId, marketplace }: Of,
  { notices, cases }: Stores,
  now: Date,
): Promise<SentTarget[]> {
  const since = new Date(now.getTime() - BREAKER_WINDOW_DAYS * DAY_MS);
  const [targets, old] = await Promise.all([
    notices.sentSince(brandId, marketplace, since),
    cases.sentSince(brandId, marketplace, since),
  ]);
  // Cases of today's kind have been `drafted`; they are counted as targets.
  const before = old.filter(({ reached }) => !reached.includes('drafted')).map(asTarget);
  return [...before, ...targets];
}

const AS_TARGET: Partial<Record<CaseState, TargetState>> = {
  submitted: 'noticed',
  removed: 'removed',
  rejected: 'lost',
  withdrawn: 'withdrawn',
  'counter-noticed': 'contested',
};

function asTarget({ reached }: { reached: readonly CaseState[] }): SentTarget {
  return { reached: reached.flatMap((state) => AS_TARGET[state] ?? []), reason: '', sentAt: '' };
}
