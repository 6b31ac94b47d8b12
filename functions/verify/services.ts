import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import type { VenueDesk } from '#shared/enforcement/channels/channel.ts';
import type { Venue, VenueOf } from '#shared/enforcement/venue.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

export type VerifyServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: CaseStore;
  venueOf: VenueOf;
  deskFor: (venue: Venue) => VenueDesk;
  pages: PageFetcher;
  takedowns: Queue<TakedownJob>;
  alerts: Queue<AlertJob>;
  clock: Clock;
};
