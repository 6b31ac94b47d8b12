import { apiFor } from '#functions/api/api.ts';
import type { ApiServices } from '#functions/api/services.ts';
import { type CrawlServices, crawl } from '#functions/crawl/crawl.ts';
import { buildPacket } from '#functions/packet/build-packet.ts';
import { createConfirmedCases } from '#functions/score/confirmed-cases.ts';
import { score } from '#functions/score/score.ts';
import { createScoringContext } from '#functions/score/scoring-context.ts';
import type { ScoreServices } from '#functions/score/services.ts';
import type { SubmitServices } from '#functions/submit/services.ts';
import { submit } from '#functions/submit/submit.ts';
import type { AlertJob, ScanJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { createDocumentStore } from '#shared/evidence/documents.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createStreamedObjects } from '#shared/evidence/streamed-object.ts';
import { createUploads } from '#shared/evidence/uploads.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { lookAtListing } from '#shared/listing-page/listing-status.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { venues } from '#shared/notices/venue.ts';
import type { Access } from '#shared/people/access.ts';
import { BlockedError } from '#shared/runtime/errors.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { createSellerOfferStore } from '#shared/stores/seller-offer-store.ts';
import { anApi } from './an-api.ts';
import type { Buckets } from './buckets.ts';
import { aPromotedModel, aProof } from './builders.ts';
import { memoryQueue } from './memory-queue.ts';
import { memoryModelStore } from './memory-stores.ts';
import type { Tables } from './tables.ts';

export type IntakeWorld = ReturnType<typeof intakeWorld>;

/**
 * API, crawl, score and submit over real tables and buckets, with a wall before every marketplace: the crawler is let in nowhere, and
 * counts how often it knocked. Queues are played by `settle`.
 */
export function intakeWorld(tables: Tables, buckets: Buckets, now: () => Date) {
  const [scans, scores, takedowns, alerts] = [
    memoryQueue<ScanJob>(),
    memoryQueue<ScoreJob>(),
    memoryQueue<TakedownJob>(),
    memoryQueue<AlertJob>(),
  ];
  const { services: stored } = anApi(tables, now);
  const { brands, cases, notices, switches } = stored;
  const quotas = createQuotaStore(tables.client, tables.names.cases);
  const listings = createListingStore(tables.client, tables.names.listings, now);
  const archive = createPageArchive(buckets.client, 'pages');
  const evidence = createEvidenceStore(buckets.client, 'evidence');
  const packets = createStreamedObjects(buckets.client, 'evidence');
  const uploads = createUploads(buckets.client, 'pages');
  const knocks: string[] = [];
  const pages: PageFetcher = {
    async fetch(url) {
      knocks.push(url);
      throw new BlockedError('a captcha');
    },
    report: async () => {},
  };
  const venueOf = venues();
  const api: ApiServices = {
    ...stored,
    listings,
    scans,
    takedowns,
    archive,
    uploads,
    models: memoryModelStore(),
    alerts,
    documents: createDocumentStore(buckets.client, 'evidence'),
    evidence,
    exportCase: (request) => buildPacket(request, { evidence, packets }),
    packStore: (request) => buildPacket(request, { evidence, packets }),
  };
  const crawling: CrawlServices = {
    pages,
    askApi: async () => undefined,
    archive,
    renderPage: () => Promise.reject(new BlockedError('a captcha')),
    brands,
    listings,
    scanQueue: scans,
    scoreQueue: scores,
    alertQueue: alerts,
    findOtherBrands: async () => new Map(),
    origins: {},
    clock: now,
  };
  const scoring: ScoreServices = {
    brands,
    listings,
    cases,
    sellerRecords: api.sellerRecords,
    sellerOffers: createSellerOfferStore(tables.client, tables.names.cases),
    takedowns,
    captures: memoryQueue(),
    alerts,
    lookAtImage: async () => undefined,
    officialImages: async () => ({ images: [], copies: new Map(), known: 'all' }),
    confirmedCases: createConfirmedCases(cases, async () => ({ images: [], copies: new Map(), known: 'all' }), now),
    undecidedPictures: async () => () => [],
    scoringContext: createScoringContext(memoryModelStore(), now),
    lookAtListing: (listing) => lookAtListing(listing, venueOf(listing)!, pages),
    clock: now,
  };
  const submitting: SubmitServices = {
    brands,
    cases,
    quotas,
    notices,
    switches,
    takedowns,
    models: { promoted: async () => aPromotedModel(), expediting: async () => aProof() },
    venueOf,
    channelFor: (notice, venue) =>
      channelFor(notice, venue, {
        buildPacket: (request) => buildPacket(request, { evidence, packets }),
        signingKeys: async () => ({}),
        accounts: { read: async () => undefined, write: async () => {} },
        mailer: undefined,
        sleep: async () => {},
        clock: now,
        fetcher: () => Promise.reject(new Error('not sent')),
      }),
    pages,
    archive,
    fetchPicture: () => Promise.reject(new BlockedError('a captcha')),
    render: () => Promise.reject(new BlockedError('a captcha')),
    evidence,
    alerts,
    sendingEnabled: true,
    clock: now,
    newToken: () => crypto.randomUUID(),
  };

  /** Until nothing waits. */
  async function settle(): Promise<void> {
    for (;;) {
      const [scan, job, takedown] = [scans.sent.shift(), scores.sent.shift(), takedowns.sent.shift()];
      if (!scan && !job && !takedown) return;
      if (scan) await crawl(scan.message, crawling);
      if (job) await score(job.message, scoring);
      if (takedown) await submit(takedown.message, submitting);
    }
  }

  const call = (caller: Access, path: string, init: RequestInit) => apiFor(api, caller).request(path, init);
  return { call, settle, brands, cases, listings, notices, evidence, archive, knocks, scans, scores, alerts };
}
