import { withoutSite } from '#shared/domain/ids.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import { type AlertJob, type ScanJob, type ScoreJob, scanJobId } from '#shared/domain/messages.ts';
import { sellerOfSearch } from '#shared/domain/watched-search.ts';
import type { MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import { type LocatedMarketplace, marketplaceById } from '#shared/marketplaces/index.ts';
import { withDoubt } from '#shared/marketplaces/reader-age.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import { boundedListing } from './bounded-listing.ts';
import { isPersonsLook, stillBrought } from './brought-page.ts';
import { excludedWords, listingChanges, listingDigest, withoutExcluded } from './listing-changes.ts';
import type { FindOtherBrands } from './other-brands.ts';
import { type PageOutcome, type ReadPageServices, readPage } from './read-page.ts';
import { endUnread, isOver, type Reader, readersOf, record } from './readers.ts';

export type CrawlServices = ReadPageServices & {
  brands: Pick<BrandStore, 'get' | 'finish'>;
  listings: Pick<ListingStore, 'getMany' | 'putMany' | 'getScanPage' | 'putScanPage'>;
  scanQueue: Queue<ScanJob>;
  scoreQueue: Queue<ScoreJob>;
  alertQueue: Queue<AlertJob>;
  findOtherBrands: FindOtherBrands;
  /** Where a marketplace lives instead of its real site. */
  origins: MarketplaceOrigins;
  /** Finds "id@site"; a test may know other marketplaces. */
  locate?: (reference: string) => LocatedMarketplace | undefined;
  clock: Clock;
};

/**
 * One search page of one watch, or of equal watches of several brands: read it once, note for each what is new, hand on what could
 * matter. Every step may run twice; the scan page is written last, and its presence means that all others are done for that brand.
 * @param tries how often the queue has delivered this job, from 1
 * @throws ThrottledError, TransientError, InvalidMessageError
 */
export async function crawl(job: ScanJob, services: CrawlServices, tries = 1): Promise<void> {
  const readers = await readersOf(job, services);
  if (readers.length === 0) return;
  const located = locate(job, services);
  const inTime = readers.filter((reader) => !isOver(reader.job, services.clock()));
  for (const reader of readers) if (!inTime.includes(reader)) await endUnread(reader.job, services);
  if (inTime.length === 0) return;
  const outcome = await readPage(job, located, services, tries);
  outcome.reading = withDoubt(outcome.reading, located.marketplace.id, services.clock());
  const found = outcome.reading.listings.map((listing, index) => {
    const { rank = index + 1, ...shown } = boundedListing(listing);
    return hasPlaces(job) ? { ...shown, rank: job.rankOffset + rank } : shown;
  });
  let scored = 0;
  for (const { brand, job: own } of inTime) {
    const wanted = withoutExcluded(found, excludedWords(brand, job.marketplace, job.keyword));
    scored += await storeAndScore(own, wanted, services);
    await reportCoverage(own, outcome, services);
  }
  const following = await continueScan(inTime, outcome, services);
  const scoredForOthers = await scoreForOthers(job, inTime, found, services);
  for (const reader of inTime)
    await record(reader.job, { outcome, found, isLast: !following.includes(reader) }, services);
  const { coverage, reason } = outcome.reading;
  const [jobId, brands, listings] = [job.jobId, inTime.length, found.length];
  logger.info('page read', { jobId, brands, coverage, reason, listings, scored, scoredForOthers });
}

/** Where buyers see an offer: its line in a partner's file, or on its seller's own page, is no place among results. */
const hasPlaces = ({ keyword }: ScanJob): boolean => keyword !== NO_WATCH && sellerOfSearch(keyword) === undefined;

/** @throws InvalidMessageError */
export function locate(job: ScanJob, { locate = marketplaceById, origins }: CrawlServices): LocatedMarketplace {
  const located = locate(job.marketplace);
  if (!located) throw new InvalidMessageError(`unknown marketplace: ${job.marketplace}`);
  const { marketplace, site } = located;
  return { marketplace, site: origins[marketplace.id] ?? site };
}

/** Returns how many listings go on to scoring. */
async function storeAndScore(
  job: Pick<ScanJob, 'brandId' | 'jobId' | 'archivedPage' | 'brought'>,
  shown: readonly Listing[],
  services: CrawlServices,
): Promise<number> {
  const { listings, scoreQueue, clock } = services;
  const { brandId, jobId } = job;
  const now = clock();
  const stored = await listings.getMany(brandId, shown.map(listingKey));
  const found = shown.map((listing) => stillBrought(listing, stored.get(listingKey(listing))?.listing));
  const { fresh, changed, unjudged, ageing } = listingChanges(found, stored, now);
  // Nothing new, but a later look of a person's at the same offer: its case must hear of it.
  const hasNews = new Set([...fresh, ...changed, ...unjudged, ...ageing]);
  const seenAgain = found.filter((listing) => isPersonsLook(listing) && !hasNews.has(listing));
  const put = (some: readonly Listing[]) =>
    listings.putMany(
      some.map((listing) => ({
        brandId,
        listing,
        digest: listingDigest(listing),
        firstSeenAt: stored.get(listingKey(listing))?.firstSeenAt ?? now.toISOString(),
        lastSeenAt: now.toISOString(),
      })),
    );
  // New ones are stored first, for a verdict needs something to be written to. Changed ones last: were they stored before their job
  // is sent, a crash in between would leave the new text under the old verdict for good.
  await put(fresh);
  const offline = job.archivedPage !== undefined && !job.brought;
  const scoreJob = (listing: Listing, digest?: string) => ({
    message: { brandId, listing, jobId, digest: isPersonsLook(listing) ? undefined : digest, offline },
    options: { group: brandId },
  });
  const toScore = [
    ...[...fresh, ...unjudged, ...changed].map((listing) => scoreJob(listing, listingDigest(listing))),
    // Without a digest, or the old verdict would answer for it.
    ...[...ageing, ...seenAgain].map((listing) => scoreJob(listing)),
  ];
  await scoreQueue.sendAll(toScore);
  await put([...changed, ...ageing, ...seenAgain]);
  return toScore.length;
}

/**
 * Under a job id of their own and without the rank: a brand learns nothing of another's keywords. What fails here must not
 * stop the scan of the brand whose page it is; it is counted, and the next page is another chance.
 */
async function scoreForOthers(
  job: ScanJob,
  readers: readonly Reader[],
  found: readonly Listing[],
  services: CrawlServices,
): Promise<number> {
  if (job.archivedPage) return 0; // replayed for one brand
  const alreadyScored = new Set(readers.map(({ brand }) => brand.id));
  let scored = 0;
  try {
    for (const [brandId, named] of await services.findOtherBrands(job, found)) {
      if (alreadyScored.has(brandId)) continue;
      const jobId = scanJobId({ ...job, brandId, keyword: '*' });
      const listings = named.map(({ rank: _, ...listing }) => listing);
      scored += await storeAndScore({ brandId, jobId }, listings, services);
    }
  } catch (error) {
    logger.error('page not matched against other brands', { jobId: job.jobId, error });
    countMetric('OtherBrandsNotMatched', 1);
  }
  return scored;
}

/** Sends the next page's job for all who follow that deep, and returns them. */
async function continueScan(
  readers: readonly Reader[],
  { reading }: PageOutcome,
  { scanQueue }: CrawlServices,
): Promise<Reader[]> {
  const following = readers.filter(({ job }) => reading.nextPageUrl && job.page < job.pages && !job.archivedPage);
  const [first, ...others] = following.map(({ job }) => job);
  if (!first || !reading.nextPageUrl) return [];
  const identity = { ...first, page: first.page + 1 };
  const next: ScanJob = {
    ...identity,
    jobId: scanJobId(identity),
    url: reading.nextPageUrl,
    rankOffset: first.rankOffset + reading.listings.length,
    sharedWith: others.map(({ brandId, period, pages, readBy = '' }) => ({ brandId, period, pages, readBy })),
  };
  await scanQueue.send(next, { group: first.brandId });
  return following;
}

/** Silence must never pass for "nothing found": a page that gave nothing is counted, and the brand hears of it once a period. */
async function reportCoverage(job: ScanJob, outcome: PageOutcome, { alertQueue, clock }: CrawlServices): Promise<void> {
  const { coverage, reason = 'no reason given', listings } = outcome.reading;
  const { brandId, marketplace, keyword, period, archivedPage } = job;
  const dimensions = { marketplace: withoutSite(marketplace) };
  const wasFetched = outcome.page !== undefined && outcome.page.status < 400;
  if (wasFetched) countMetric('ListingsPerPage', listings.length, dimensions);
  if (coverage === 'blocked') countMetric('PagesBlocked', 1, dimensions);
  if (coverage === 'unreadable' && wasFetched) countMetric('LayoutChanged', 1, dimensions);
  if (archivedPage || (coverage !== 'blocked' && coverage !== 'unreadable')) return;
  const alert: AlertJob = {
    alertId: ['coverage-lost', brandId, marketplace, keyword, period].join('|'),
    brandId,
    kind: 'coverage-lost',
    at: clock().toISOString(),
    message: `The search for "${keyword}" on ${marketplace} could not be read (${coverage}): ${reason}.`,
  };
  await alertQueue.send(alert, { group: brandId });
}
