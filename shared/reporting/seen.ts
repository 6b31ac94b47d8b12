import * as z from 'zod';
import { Coverage } from '#shared/domain/coverage.ts';
import { dayAfter, isWithin, type Period } from '#shared/domain/days.ts';
import type { PagesRead, RollUp } from '#shared/domain/roll-up.ts';
import type { Uncounted } from '#shared/domain/running-figures.ts';
import type { ListingStore, ScanPage } from '#shared/stores/listing-store.ts';
import { addedUp, pagesReadOf } from './pages-read.ts';
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
  /** The start of the oldest scan that was looked at (of a counted day the day's), ISO; absent where there was none. */
  since: z.string().optional(),
  /** False: there were more scans in the period, before `since`, than one look reads. */
  isWhole: z.boolean(),
  /** What was not read whole, the most pages first. */
  gaps: z.array(Gap),
});
export type Seen = z.infer<typeof Seen>;

/** Reads of a hundred result pages each, however long the period and however much is stored. */
const MOST_READS = 10;

type Listings = Pick<ListingStore, 'scanPagesAfter'>;
/** `uncounted`: what is known of the days after the last counted one. */
type From = { days: readonly RollUp[]; listings: Listings; uncounted?: Uncounted | undefined };

/**
 * From the roll-ups of counted days, and the result pages of the others: of the day that still runs, and of those before anybody counted.
 * From the newest back: where there is more than may be read, what was before is left out.
 */
export async function seenIn(
  brandId: string,
  { from, to }: Period,
  { days: rollUps, listings, uncounted: known }: From,
): Promise<Seen> {
  const counted = rollUps.flatMap(({ day, pages }) => (pages && isWithin(day, { from, to }) ? { day, ...pages } : []));
  const days: (PagesRead & { since: string })[] = [];
  let reads = 0;
  let end = to;
  for (const { day, ...pages } of [...counted.toReversed(), { day: dayAfter(from, -1), due: 0, read: 0, gaps: [] }]) {
    if (day < end) {
      const range = { from: dayAfter(day, 1), to: end };
      const isKnown = known?.from === range.from && known.to <= range.to;
      const answer = isKnown
        ? { uncounted: known, reads: 0 }
        : await uncountedIn(range, brandId, listings, MOST_READS - reads);
      reads += answer.reads;
      const { since, isWhole, ...uncounted } = answer.uncounted;
      if (since !== undefined) days.push({ ...uncounted, since });
      if (!isWhole) return seenOf(days, false);
    }
    if (pages.due > 0) days.push({ ...pages, since: new Date(day).toISOString() });
    end = dayAfter(day, -1);
  }
  return seenOf(days, true);
}

/** What scans of these days could see, from the newest back; the cost in reads. */
export async function uncountedIn(
  { from, to }: Period,
  brandId: string,
  listings: Listings,
  mostReads = MOST_READS,
): Promise<{ uncounted: Uncounted; reads: number }> {
  const pages: ScanPage[] = [];
  const [since, until] = [new Date(from), new Date(Date.parse(dayAfter(to, 1)) - 1)];
  let next: string | undefined;
  let reads = 0;
  while (reads < mostReads) {
    const answer = await listings.scanPagesAfter(brandId, since, next, until);
    reads++;
    pages.push(...answer.pages);
    next = answer.next;
    if (next === undefined) break;
  }
  const oldest = pages.at(-1)?.period;
  const isWhole = reads > 0 && next === undefined;
  return { uncounted: { from, to, ...pagesReadOf(pages), ...(oldest && { since: oldest }), isWhole }, reads };
}

/** @param days newest first, each with when its first scan began */
export function seenOf(days: readonly (PagesRead & { since: string })[], isWhole: boolean): Seen {
  const { due, read, gaps } = addedUp(days);
  return {
    coverage: rate(read, due),
    since: days.at(-1)?.since,
    isWhole,
    gaps: gaps.map(({ reasons, ...gap }) => ({ ...gap, reasons: Object.keys(reasons) })),
  };
}
