import type { CoverageDay } from '#shared/domain/coverage-day.ts';
import type { CoverageDayStore } from '#shared/stores/coverage-day-store.ts';
import type { ListingStore, ScanPage } from '#shared/stores/listing-store.ts';
import { isRead } from '#shared/watches/coverage-history.ts';
import { lastFinishedDay } from './brand-figures.ts';
import { dayAfter, dayOf } from './days.ts';
import { TREND_DAYS } from './weekly-trends.ts';

/**
 * Stores what the scans of each finished day could see, where that is not stored yet; of a brand's first time as far back as trends go.
 * A page that comes over an hour after its day is not in it. Ends early without harm: the oldest day is stored first.
 */
export async function rollUpCoverage(
  brandId: string,
  services: { coverageDays: CoverageDayStore; listings: Pick<ListingStore, 'scanPagesAfter'>; now: Date },
): Promise<void> {
  const { coverageDays, listings, now } = services;
  const to = lastFinishedDay(now);
  const last = await coverageDays.last(brandId);
  const from = last === undefined ? dayAfter(to, 1 - TREND_DAYS) : dayAfter(last, 1);
  if (from > to) return;
  const days = new Map<string, CoverageDay>();
  const until = new Date(Date.parse(dayAfter(to, 1)) - 1);
  let next: string | undefined;
  do {
    const answer = await listings.scanPagesAfter(brandId, new Date(from), next, until);
    for (const page of answer.pages) addPage(days, page);
    next = answer.next;
  } while (next !== undefined);
  for (const day of [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)))
    await coverageDays.put(brandId, day);
}

function addPage(days: Map<string, CoverageDay>, { period, coverage }: ScanPage): void {
  const day = dayOf(period);
  const { due, read } = days.get(day) ?? { due: 0, read: 0 };
  days.set(day, { day, due: due + 1, read: read + Number(isRead(coverage)) });
}
