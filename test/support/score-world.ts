import type * as z from 'zod';
import { createConfirmedCases } from '#functions/score/confirmed-cases.ts';
import type { OfficialPictures } from '#functions/score/official-images.ts';
import { score } from '#functions/score/score.ts';
import { createScoringContext } from '#functions/score/scoring-context.ts';
import type { ScoreServices } from '#functions/score/services.ts';
import { createUndecidedPictures } from '#functions/score/undecided-pictures.ts';
import type { CaptureJob } from '#shared/domain/capture.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import type { SellerOffer } from '#shared/domain/seller-offer.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import type { GreyCopy } from '#shared/imaging/local-features.ts';
import type { ListingStatus } from '#shared/listing-page/listing-status.ts';
import type { EarlierOffer } from '#shared/stores/seller-record-store.ts';
import { aListing } from './builders.ts';
import { NORDHAVN, NOW } from './facts.ts';
import { memoryQueue } from './memory-queue.ts';
import { memoryCaseStore, memoryModelStore } from './memory-stores.ts';

/** Two families of evidence (wording and price): expedited on the search result alone. */
export const COUNTERFEIT = aListing({
  title: 'Nordhavn Fjord Parka mirror quality',
  price: { amountMinor: 3900, currency: 'EUR' },
});
export const SUSPECT = aListing({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 3900, currency: 'EUR' } });
export const INNOCENT = aListing({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 29_900, currency: 'EUR' } });
/** The first case of a listing of `aListing`'s id. */
export const CASE_ID = 'nordhavn~bazaar~1001~1';

export const onSale = (listing: Partial<z.input<typeof Listing>>): ListingStatus => ({
  finding: 'present',
  reason: 'on sale',
  listing: aListing(listing),
});

export type ScoreWorld = ReturnType<typeof scoreWorld>;

/** `score` over stores in memory. What the world looks like from outside is set by assigning to its fields. */
export function scoreWorld() {
  const [cases, models] = [memoryCaseStore(), memoryModelStore()];
  const [takedowns, captures, alerts] = [
    memoryQueue<TakedownJob>(),
    memoryQueue<CaptureJob>(),
    memoryQueue<AlertJob>(),
  ];
  const clock = () => NOW;
  const outside = {
    page: { finding: 'unreadable', reason: 'not set up' } as ListingStatus | Error,
    pictures: {} as Record<string, ImageFacts>,
    greys: {} as Record<string, GreyCopy>,
    official: {
      images: [{ source: 'fjord.jpg', pdq: '3c'.repeat(32) }],
      copies: new Map(),
      known: 'all',
    } as OfficialPictures,
    earlier: [] as EarlierOffer[],
    offers: [] as (SellerOffer & { ownerId: string; sellerId: string })[],
    firstSeenAt: NOW.toISOString(),
    judgedDigest: undefined as string | undefined,
    judgeAgainAt: undefined as string | undefined,
  };
  const officialImages = async () => world.official;
  const services: ScoreServices = {
    brands: { get: async (id) => (id === NORDHAVN.id ? NORDHAVN : undefined) },
    listings: {
      get: async (brandId) => ({
        brandId,
        listing: aListing(),
        digest: '',
        judgedDigest: world.judgedDigest,
        judgeAgainAt: world.judgeAgainAt,
        firstSeenAt: world.firstSeenAt,
        lastSeenAt: world.firstSeenAt,
      }),
      putVerdict: async (_brandId, key, { decision }, digest, again) => {
        world.verdicts.set(key, decision);
        world.judgedDigest = digest;
        world.judgeAgainAt = again?.toISOString();
      },
    },
    cases,
    sellerRecords: { get: async () => world.earlier },
    sellerOffers: {
      of: async (ownerId, { sellerId }) =>
        world.offers.filter((each) => each.ownerId === ownerId && each.sellerId === sellerId),
      put: async (ownerId, { sellerId }, offer) => {
        world.offers = [
          ...world.offers.filter(({ offerId }) => offerId !== offer.offerId),
          { ...offer, ownerId, sellerId },
        ];
      },
    },
    captures,
    takedowns,
    alerts,
    lookAtImage: async (url) => {
      world.imagesFetched.push(url);
      const facts = world.pictures[url];
      return (
        facts && {
          facts: { ...facts, words: undefined },
          withWords: async () => facts,
          grey: async () => world.greys[url]!,
        }
      );
    },
    officialImages,
    confirmedCases: createConfirmedCases(cases, officialImages, clock),
    undecidedPictures: createUndecidedPictures(cases, officialImages, clock),
    scoringContext: createScoringContext(models, clock),
    lookAtListing: async () => {
      if (world.page instanceof Error) throw world.page;
      return world.page;
    },
    clock,
  };
  const world = {
    ...outside,
    services,
    cases,
    models,
    takedowns,
    captures,
    alerts,
    verdicts: new Map<string, string>(),
    imagesFetched: [] as string[],
    run: (listing: Listing, offline = false) =>
      score({ brandId: 'nordhavn', listing, jobId: 'job', offline }, world.services),
    /** What people are told, by kind. */
    kinds: () => alerts.sent.map(({ message }) => message.kind),
    /** The signals that speak in the case of `CASE_ID`. */
    reasons: async () => (await cases.get(CASE_ID))?.verdict.signals.map(({ id }) => id) ?? [],
  };
  return world;
}
