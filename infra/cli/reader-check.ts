import { dayOf } from '#shared/domain/days.ts';
import type { Page } from '#shared/extraction/reading.ts';
import type { LocatedMarketplace } from '#shared/marketplaces/index.ts';
import { doubtOf } from '#shared/marketplaces/reader-age.ts';
import { refusedByTerms } from '#shared/marketplaces/terms.ts';
import { BlockedError, NotFetchedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';

/** `needs a browser`: its result pages are drawn by scripts, which this check does not run. `terms`: the site's terms forbid it, so nothing was asked. */
export type CheckOutcome =
  | 'read'
  | 'empty'
  | 'blocked'
  | 'layout changed'
  | 'needs a browser'
  | 'terms'
  | 'not reached';

export type ReaderCheck = {
  reader: string;
  url: string;
  outcome: CheckOutcome;
  listings: number;
  reason?: string;
  /** What is to be said of the reader as it was before this check. */
  doubt?: string;
};

/** @throws as PolitePages' fetch */
export type FetchOnce = (url: string, located: LocatedMarketplace) => Promise<Page>;

const OUTCOMES = {
  complete: 'read',
  partial: 'read',
  empty: 'empty',
  blocked: 'blocked',
  'not-read': 'not reached',
} as const;

/** Asks one reader's marketplace for one result page, once. */
export async function checkReader(
  located: LocatedMarketplace,
  keyword: string,
  fetchOnce: FetchOnce,
  now: Date,
): Promise<ReaderCheck> {
  const { marketplace, site } = located;
  const url = marketplace.searchUrl(keyword, 1, site);
  const found = { reader: marketplace.id, url, listings: 0, doubt: doubtOf(marketplace.id, now) };
  const refusal = refusedByTerms(marketplace);
  if (refusal) return { ...found, outcome: 'terms', reason: refusal };
  let page: Page;
  try {
    page = await fetchOnce(url, located);
  } catch (error) {
    if (error instanceof NotFetchedError || error instanceof TransientError || error instanceof ThrottledError)
      return { ...found, outcome: 'not reached', reason: error.message };
    if (error instanceof BlockedError) return { ...found, outcome: 'blocked', reason: error.message };
    throw error;
  }
  const { coverage, reason, listings } = marketplace.readSearch(page);
  const unreadable = marketplace.browser || reason?.startsWith('script shell') ? 'needs a browser' : 'layout changed';
  const outcome = coverage === 'unreadable' ? unreadable : OUTCOMES[coverage];
  return { ...found, outcome, listings: listings.length, ...(reason && { reason }) };
}

/** The days on which readers were confirmed, with this check's: only a page with listings confirms, for a reader gone blind finds nothing either. */
export function confirmedBy(
  checks: readonly ReaderCheck[],
  known: Readonly<Record<string, string | null>>,
  now: Date,
): Record<string, string | null> {
  const day = dayOf(now);
  const read = checks.filter(({ outcome, listings }) => outcome === 'read' && listings > 0);
  return { ...known, ...Object.fromEntries(read.map(({ reader }) => [reader, day])) };
}
