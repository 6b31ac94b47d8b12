import { isRead } from '#shared/domain/coverage.ts';
import type { PagesRead } from '#shared/domain/roll-up.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';

const MOST_REASONS = 3;
const LONGEST_REASON = 200;

type DayGap = PagesRead['gaps'][number];

/** What scans were due to see, what they saw, and why not the rest. */
export function pagesReadOf(pages: readonly ScanPage[]): PagesRead {
  const unread = pages.filter(({ coverage }) => !isRead(coverage));
  const gaps = unread.map(
    ({ marketplace, coverage, reason }): DayGap => ({
      marketplace,
      coverage,
      pages: 1,
      reasons: reason ? { [reason.slice(0, LONGEST_REASON)]: 1 } : {},
    }),
  );
  return { due: pages.length, read: pages.length - unread.length, gaps: together(gaps) };
}

/** Of several days together. */
export const addedUp = (days: readonly PagesRead[]): PagesRead => ({
  due: days.reduce((sum, { due }) => sum + due, 0),
  read: days.reduce((sum, { read }) => sum + read, 0),
  gaps: together(days.flatMap(({ gaps }) => gaps)),
});

/** By marketplace and outcome, the most pages first, each with its most frequent reasons. */
function together(gaps: readonly DayGap[]): DayGap[] {
  const groups = Map.groupBy(gaps, ({ marketplace, coverage }) => JSON.stringify([marketplace, coverage]));
  return [...groups.values()]
    .map((all) => ({
      marketplace: all[0]!.marketplace,
      coverage: all[0]!.coverage,
      pages: all.reduce((sum, { pages }) => sum + pages, 0),
      reasons: mostFrequent(all.map(({ reasons }) => reasons)),
    }))
    .sort((a, b) => b.pages - a.pages || (a.marketplace < b.marketplace ? -1 : 1));
}

function mostFrequent(all: readonly DayGap['reasons'][]): DayGap['reasons'] {
  const counts = new Map<string, number>();
  for (const [reason, pages] of all.flatMap((each) => Object.entries(each)))
    counts.set(reason, (counts.get(reason) ?? 0) + pages);
  return Object.fromEntries(
    [...counts].sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1)).slice(0, MOST_REASONS),
  );
}
