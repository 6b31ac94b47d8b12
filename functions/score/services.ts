import type { Listing } from '#shared/domain/listing.ts';
import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import type { ListingLook } from '#shared/enforcement/listing-look.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { LookUpConfirmed } from './confirmed-cases.ts';
import type { LookAtImage } from './listing-images.ts';
import type { OfficialImages } from './official-images.ts';
import type { LookUpYardstick } from './yardstick.ts';

export type ScoreServices = {
  brands: Pick<BrandStore, 'get'>;
  listings: Pick<ListingStore, 'get' | 'putVerdict'>;
  cases: Pick<CaseStore, 'bySeller' | 'latestFor' | 'get' | 'open' | 'transition' | 'update'>;
  takedowns: Queue<TakedownJob>;
  alerts: Queue<AlertJob>;
  lookAtImage: LookAtImage;
  officialImages: OfficialImages;
  confirmedCases: LookUpConfirmed;
  yardstick: LookUpYardstick;
  /** The listing's own page. @throws ThrottledError, TransientError. */
  lookAtListing: (listing: Listing) => Promise<ListingLook>;
  clock: Clock;
};
