import { type Coverage, isRead } from '#shared/domain/coverage.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';
import { bySearch, coverageOf } from './searches.ts';

/** One scan of one search. `reasons` as the reader or the fetcher gave them, each once; `offers` counts appearances. */
export type Scan = { period: string; coverage: Coverage; reasons: string[]; pages: number; offers: number };

/** What was read of one keyword on one marketplace, newest scan first. */
export type SearchHistory = { marketplace: string; keyword: string; scans: Scan[] };

/** The searches of these pages, those whose last scan was not read whole first. */
export function coverageHistory(pages: readonly ScanPage[]): SearchHistory[] {
  const histories = bySearch(pages).map(({ keyword, marketplace, pages: ofSearch }) => ({
    marketplace,
    keyword,
    scans: [...Map.groupBy(ofSearch, ({ period }) => period)]
      .map(([period, ofScan]) => scanOf(period, ofScan))
      .toSorted((a, b) => (a.period < b.period ? 1 : -1)),
  }));
  return histories.toSorted(
    (a, b) =>
      Number(isRead(a.scans[0]!.coverage)) - Number(isRead(b.scans[0]!.coverage)) ||
      a.keyword.localeCompare(b.keyword, 'en') ||
      a.marketplace.localeCompare(b.marketplace, 'en'),
  );
}

const scanOf = (period: string, pages: readonly ScanPage[]): Scan => ({
  period,
  coverage: coverageOf(pages),
  reasons: [...new Set(pages.flatMap(({ reason }) => reason ?? []))],
  pages: pages.length,
  offers: pages.reduce((sum, { listingIds }) => sum + listingIds.length, 0),
});
