import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { estimateCost } from '#infra/aws/cost-model.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';
import type { ScanPage, StoredListing } from '#shared/stores/listing-store.ts';
import { bySearch, coverageOf } from '#shared/watches/searches.ts';
import type { Bazaar, Hours } from '../bazaar/start-bazaar.ts';
import type { Host } from '../host/host.ts';
import type { LocalStores } from './local-stores.ts';
import { isSampleHistory } from './sample-history.ts';
import { type SampleQuality, sampleQuality } from './sample-quality.ts';
import { SAMPLE_AWAY } from './sample-system.ts';

/** What `start --json` prints. */
export type Summary = {
  listingsSeen: number;
  /** But for the hours in which the marketplace was away. */
  coverage: { watch: string; marketplace: string; verdict: Coverage }[];
  casesByState: Partial<Record<CaseState, number>>;
  noticesSent: number;
  noticesSentTwice: number;
  removalsVerified: number;
  relistingsCaught: number;
  storesClosed: number;
  /** While the whole marketplace answered 404: result pages that could not be read, and offers that passed for gone all the same. */
  marketplaceAway: { hours: number; pagesUnread: number; takenForGone: number };
  /** Listings of authorised sellers that a notice named or that have a case as if they were suspicious. */
  authorisedTouched: number;
  alertsSent: number;
  seconds: number;
  estimatedCostUsd: number;
  /** Against the labels of the generator: a synthetic sample, not a measure of real marketplaces. */
  sample: SampleQuality;
};

export type RunResult = { summary: Summary; mostSuspicious: StoredListing[] };

const MOST_SUSPICIOUS = 3;
const NIGHTS = 7;
// Chromium's time for one screenshot of a local page; what a killed run rendered nobody counted.
const RENDER_MS_PER_CAPTURE = 2_000;

/** `from`: when it began. */
type SampleWeek = { host: Host; bazaar: Bazaar; stores: LocalStores; brand: Pick<Brand, 'id'>; from: Date };

/** Everything is read from the stores and from the venue's own book, so a run that was killed and continued counts the same. */
export async function summarise(
  { host, bazaar, stores, brand, from }: SampleWeek,
  seconds: number,
): Promise<RunResult> {
  // The sample brand alone: the labels are about it, and who registers a brand of their own looks at that one elsewhere.
  const { pages, listings, cases } = await readBrand(stores, brand);
  const labels = bazaar.labels();
  const venue = bazaar.stats();
  const reached = (state: CaseState) => cases.filter(({ events }) => events.some(({ to }) => to === state)).length;
  const isAway = within(from, SAMPLE_AWAY);
  const captures = cases.filter(({ evidence }) => evidence !== undefined).length;
  const usage = {
    pages: pages.length,
    listings: pages.reduce((sum, { listingIds }) => sum + listingIds.length, 0),
    changedListings: listings.length,
    renderMs: captures * RENDER_MS_PER_CAPTURE,
    storedBytes: await storedBytes(host, stores),
    captures,
    notices: venue.noticesReceived,
    emails: host.outbox().length,
    decisionsRead: cases.filter((record) => caseDecision(record) !== undefined).length * NIGHTS,
  };
  const summary: Summary = {
    listingsSeen: listings.length,
    coverage: coverageByWatch(pages.filter((page) => !isAway(page))),
    casesByState: countByState(cases),
    noticesSent: reached('submitted'),
    noticesSentTwice: venue.noticesSentTwice,
    removalsVerified: reached('removed'),
    relistingsCaught: cases.filter(({ relistingOf }) => relistingOf !== undefined).length,
    storesClosed: (await stores.storeFiles.byBrand(brand.id, 'closed')).files.length,
    marketplaceAway: whileAway(isAway, pages, cases),
    authorisedTouched: venue.authorisedTouched + openAgainstAuthorised(cases, labels),
    alertsSent: host.outbox().length,
    seconds: Math.round(seconds * 10) / 10,
    estimatedCostUsd: Math.round(estimateCost(usage).usd * 10_000) / 10_000,
    sample: sampleQuality(listings, labels),
  };
  const mostSuspicious = listings
    .filter(({ verdict }) => verdict !== undefined)
    .toSorted((a, b) => b.verdict!.probability - a.verdict!.probability)
    .slice(0, MOST_SUSPICIOUS);
  return { summary, mostSuspicious };
}

type IsThen = (what: { at: string }) => boolean;
const within =
  (from: Date, hours: Hours): IsThen =>
  ({ at }) => {
    const hour = (Date.parse(at) - from.getTime()) / HOUR_MS;
    return hours.from <= hour && hour < hours.until;
  };

/** A look that finds nothing then proves nothing: what the venue says in its own words it says through its API, which works on. */
function whileAway(isThen: IsThen, pages: readonly ScanPage[], cases: readonly Case[]): Summary['marketplaceAway'] {
  const isGone = ({ to }: { to: CaseState }) => to === 'removed' || to === 'ended';
  return {
    hours: SAMPLE_AWAY.until - SAMPLE_AWAY.from,
    pagesUnread: pages.filter((page) => isThen(page) && page.coverage !== 'complete').length,
    takenForGone: cases.filter(({ events }) => events.some((event) => isGone(event) && isThen(event))).length,
  };
}

async function readBrand({ listings, cases }: LocalStores, { id }: Pick<Brand, 'id'>) {
  const pages = await listings.scanPages(id);
  const keys = new Set(pages.flatMap((page) => page.listingIds.map((listing) => `${page.marketplace}~${listing}`)));
  const stored = await listings.getMany(id, [...keys]);
  return {
    pages,
    listings: [...stored.values()],
    cases: (await cases.byBrand(id)).filter((record) => !isSampleHistory(record)),
  };
}

function coverageByWatch(pages: readonly ScanPage[]): Summary['coverage'] {
  const inOrder = pages.toSorted((a, b) => (a.keyword < b.keyword ? -1 : 1));
  return bySearch(inOrder).map(({ keyword, marketplace, pages: ofWatch }) => ({
    watch: keyword,
    marketplace,
    verdict: coverageOf(ofWatch),
  }));
}

function countByState(cases: readonly Case[]): Summary['casesByState'] {
  const groups = Map.groupBy(cases, ({ state }) => state);
  return Object.fromEntries([...groups].map(([state, group]) => [state, group.length]));
}

function openAgainstAuthorised(cases: readonly Case[], labels: ReturnType<Bazaar['labels']>): number {
  return cases.filter(({ listing, state }) => labels.get(listing.id)?.kind === 'authorised' && state !== 'authorised')
    .length;
}

async function storedBytes(host: Host, { s3 }: LocalStores): Promise<number> {
  let bytes = 0;
  for (const Bucket of host.system.buckets) {
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
      for (const { Size = 0 } of page.Contents ?? []) bytes += Size;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }
  return bytes;
}
