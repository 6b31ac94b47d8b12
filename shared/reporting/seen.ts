import * as z from 'zod';
import { Coverage } from '#shared/domain/coverage.ts';
import type { ListingStore, ScanPage } from '#shared/stores/listing-store.ts';
import { isRead } from '#shared/watches/coverage-history.ts';
import { dayAfter, type Period } from './days.ts';
import { Rate, rate } from './rate.ts';

const Gap = z.object({
  marketplace: z.string(),
  coverage: Coverage,
  /** Result pages. */
  pages: z.int(),
  /** As the fetcher or the reader gave them, the most frequent first; what a marketplace wrote may be in them. */
  reasons: z.array(z.string()),
});

/** What scans could see in a period, counted in result pages. */
export const Seen = z.object({
  /** Read whole, or empty by the marketplace's own word, of those that were due. */
  coverage: Rate,
  /** The start of the oldest scan that was looked at, ISO; absent where there was none. */
  since: z.string().optional(),
  /** False: there were more scans in the period, before `since`, than one look reads. */
  isWhole: z.boolean(),
  /** What was not read whole, the most pages first. */
  gaps: z.array(Gap),
});
export type Seen = z.infer<typeof Seen>;

/** Reads of a hundred result pages each, however long the period and however much is stored. */
const MOST_READS = 10;
const MOST_REASONS = 3;

/** The newest scans of the period: up to a thousand result pages. */
export async function seenIn(
  brandId: string,
  { from, to }: Period,
  listings: Pick<ListingStore, 'scanPagesAfter'>,
): Promise<Seen> {
  const pages: ScanPage[] = [];
  const [since, until] = [new Date(from), new Date(Date.parse(dayAfter(to, 1)) - 1)];
  let next: string | undefined;
  for (let read = 0; read < MOST_READS; read++) {
    const answer = await listings.scanPagesAfter(brandId, since, next, until);
    pages.push(...answer.pages);
    next = answer.next;
    if (next === undefined) break;
  }
  return seenOf(pages, next === undefined);
}

/** @param pages newest first */
export function seenOf(pages: readonly ScanPage[], isWhole: boolean): Seen {
  const unread = pages.filter(({ coverage }) => !isRead(coverage));
  const gaps = Map.groupBy(unread, ({ marketplace, coverage }) => JSON.stringify([marketplace, coverage]));
  return {
    coverage: rate(pages.length - unread.length, pages.length),
    since: pages.at(-1)?.period,
    isWhole,
    gaps: [...gaps.values()]
      .map((all) => ({
        marketplace: all[0]!.marketplace,
        coverage: all[0]!.coverage,
        pages: all.length,
        reasons: mostFrequent(all.flatMap(({ reason }) => reason ?? [])),
      }))
      .sort((a, b) => b.pages - a.pages || (a.marketplace < b.marketplace ? -1 : 1)),
  };
}

function mostFrequent(reasons: readonly string[]): string[] {
  const groups = [...Map.groupBy(reasons, (reason) => reason)].sort(([, a], [, b]) => b.length - a.length);
  return groups.slice(0, MOST_REASONS).map(([reason]) => reason);
}
