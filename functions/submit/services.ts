import type { AlertJob } from '#shared/domain/messages.ts';
import type { Channel } from '#shared/enforcement/channels/channel.ts';
import type { Venue, VenueOf } from '#shared/enforcement/venue.ts';
import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { RenderClient } from '#shared/messaging/render-client.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import type { QuotaStore } from '#shared/stores/quota-store.ts';

export type SubmitServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: CaseStore;
  quotas: QuotaStore;
  models: Pick<ModelStore, 'promoted' | 'expediting'>;
  venueOf: VenueOf;
  channelFor: (venue: Venue) => Channel;
  pages: PageFetcher;
  render: RenderClient;
  evidence: EvidenceStore;
  alerts: Queue<AlertJob>;
  /** The kill switch: off, everything is prepared and nothing leaves. */
  sendingEnabled: boolean;
  clock: Clock;
  newToken: () => string;
};
