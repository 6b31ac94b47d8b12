import { type Case, caseId } from '#shared/domain/case.ts';
import { isReadInPart } from '#shared/domain/coverage.ts';
import { listingKey } from '#shared/domain/listing.ts';
import type { Shown } from '#shared/domain/roll-up.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';
import type { ScanPage, StoredListing } from '#shared/stores/listing-store.ts';

/** As the field counts: what comes after the first hundred results hardly anybody sees. */
export const TOP_RANKS = 100;
/** Above this an offer that nobody has decided on counts as dirty. */
const RISK = 0.7;

export type Appearance = { marketplace: string; listingId: string; isOnFirstPage: boolean };
export type Judged = 'clean' | 'dirty' | 'unjudged';

/** Of each search the pages of its last scan that showed anything. @param pages of one day, in any order */
export function lastScans(pages: readonly ScanPage[]): ScanPage[][] {
  const read = pages.filter(({ coverage }) => isReadInPart(coverage));
  const searches = Map.groupBy(read, ({ marketplace, keyword }) => JSON.stringify([marketplace, keyword]));
  return [...searches.values()].map((ofSearch) => {
    const newest = ofSearch.reduce((last, { period }) => (period > last ? period : last), '');
    return ofSearch.filter(({ period }) => period === newest);
  });
}

/** Its first hundred offers; one that two pages show is shown twice. */
export const appearancesOf = (scan: readonly ScanPage[]): Appearance[] =>
  scan.flatMap(({ marketplace, listingIds, rankOffset, page }) =>
    listingIds
      .filter((_, index) => rankOffset + index < TOP_RANKS)
      .map((listingId) => ({ marketplace, listingId, isOnFirstPage: page === 1 })),
  );

/** A person's or a venue's word stands above the score. What was never judged, or changed since, is neither clean nor dirty. */
export function judgedAs(stored: StoredListing | undefined, record: Case | undefined): Judged {
  if (record?.state === 'authorised') return 'clean';
  const said = record && caseDecision(record)?.decision;
  if (said === 'confirmed') return 'dirty';
  if (said === 'rejected') return 'clean';
  if (!stored?.verdict || stored.judgedDigest !== stored.digest) return 'unjudged';
  return stored.verdict.probability > RISK ? 'dirty' : 'clean';
}

/** What the searches showed, by marketplace. */
export function shownOf(scans: readonly (readonly ScanPage[])[], judged: (shown: Appearance) => Judged) {
  const all: Record<string, Shown> = {};
  for (const scan of scans) {
    const { marketplace } = scan[0]!;
    all[marketplace] ??= { searches: 0, clean: 0, dirty: 0, unjudged: 0, first: { clean: 0, dirty: 0 } };
    const sum = all[marketplace];
    sum.searches++;
    for (const appearance of appearancesOf(scan)) {
      const as = judged(appearance);
      sum[as]++;
      if (appearance.isOnFirstPage && as !== 'unjudged') sum.first[as]++;
    }
  }
  return all;
}

export const appearanceKey = ({ marketplace, listingId }: Appearance): string =>
  listingKey({ marketplace, id: listingId });

export const firstCaseId = (brandId: string, { marketplace, listingId }: Appearance): string =>
  caseId(brandId, { marketplace, id: listingId });
