import type { CaptureJob } from '#shared/domain/capture.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { AlertJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import { MAX_IMAGE_BYTES } from '#shared/imaging/image-limits.ts';
import { type ListingStatus, lookAtListing } from '#shared/listing-page/listing-status.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { venues } from '#shared/notices/venue.ts';
import { dynamo, sqs } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore, type ListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { createPictureStore } from '#shared/stores/picture-store.ts';
import { createSellerOfferStore, type SellerOfferStore } from '#shared/stores/seller-offer-store.ts';
import { createSellerRecordStore, type SellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createConfirmedCases, type LookUpConfirmed } from './confirmed-cases.ts';
import type { Env } from './env.ts';
import { createImageLook, type LookAtImage } from './listing-images.ts';
import { createOfficialImages, type OfficialImages } from './official-images.ts';
import { createScoringContext, type LookUpScoringContext } from './scoring-context.ts';
import { createUndecidedPictures, type LookUpUndecided } from './undecided-pictures.ts';

export type ScoreServices = {
  brands: Pick<BrandStore, 'get'>;
  listings: Pick<ListingStore, 'get' | 'putVerdict'>;
  cases: Pick<CaseStore, 'bySeller' | 'latestFor' | 'get' | 'linkFrom' | 'open' | 'transition' | 'update'>;
  sellerRecords: Pick<SellerRecordStore, 'get'>;
  sellerOffers: SellerOfferStore;
  takedowns: Queue<TakedownJob>;
  captures: Queue<CaptureJob>;
  alerts: Queue<AlertJob>;
  lookAtImage: LookAtImage;
  officialImages: OfficialImages;
  confirmedCases: LookUpConfirmed;
  undecidedPictures: LookUpUndecided;
  scoringContext: LookUpScoringContext;
  /** The listing's own page. @throws ThrottledError, TransientError. */
  lookAtListing: (listing: Listing) => Promise<ListingStatus>;
  clock: Clock;
};

export async function buildServices(env: Env): Promise<ScoreServices & { jobs: Queue<ScoreJob> }> {
  const tables = dynamo();
  const queues = sqs();
  const { fetcher, pages } = await createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE), 'scan');
  const cases = createCaseStore(tables, env.CASES_TABLE);
  const fetchImage = imageFetcher(fetcher);
  const officialImages = createOfficialImages(fetchImage, createPictureStore(tables, env.BRANDS_TABLE), systemClock);
  const venueOf = venues(env.MARKETPLACE_ORIGINS);
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    listings: createListingStore(tables, env.LISTINGS_TABLE),
    cases,
    sellerRecords: createSellerRecordStore(tables, env.CASES_TABLE),
    sellerOffers: createSellerOfferStore(tables, env.CASES_TABLE),
    takedowns: createQueue<TakedownJob>(queues, env.TAKEDOWN_QUEUE_URL),
    captures: createQueue<CaptureJob>(queues, env.CAPTURE_QUEUE_URL),
    alerts: createQueue<AlertJob>(queues, env.ALERT_QUEUE_URL),
    jobs: createQueue<ScoreJob>(queues, env.SCORE_QUEUE_URL),
    lookAtImage: createImageLook(fetchImage),
    officialImages,
    confirmedCases: createConfirmedCases(cases, officialImages, systemClock),
    undecidedPictures: createUndecidedPictures(cases, officialImages, systemClock),
    scoringContext: createScoringContext(createModelStore(tables, env.BRANDS_TABLE), systemClock),
    lookAtListing: async (listing) => {
      const venue = venueOf(listing);
      return venue
        ? lookAtListing(listing, venue, pages)
        : { finding: 'unreadable', reason: 'no reader for this marketplace' };
    },
    clock: systemClock,
  };
}

const IMAGE_TIMEOUT_MS = 10_000;

function imageFetcher(fetcher: Fetcher): (url: string) => Promise<Uint8Array> {
  return async (url) => {
    const { status, body } = await fetcher(url, {
      maxBytes: MAX_IMAGE_BYTES,
      timeoutMs: IMAGE_TIMEOUT_MS,
      headers: { accept: 'image/*' },
    });
    if (status === 429 || status >= 500) throw new TransientError(`picture answered HTTP ${status}`);
    if (status !== 200) throw new Error(`picture answered HTTP ${status}`);
    return body;
  };
}
