import { listingKey } from '#shared/domain/listing.ts';
import type { ScoreJob } from '#shared/domain/messages.ts';
import { ownerIdOf } from '#shared/domain/owner.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { featuresOf } from '#shared/domain/verdict.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { sellerOfferFrom } from '#shared/scoring/seller-offer.ts';
import { isAuthorised, openAudit } from './audit.ts';
import { type Judgement, judgeListing } from './evaluate-listing.ts';
import { followUp, openReturned } from './follow-up.ts';
import type { LookAtImage } from './listing-images.ts';
import type { ScoreServices } from './services.ts';

/**
 * One listing that could matter to a brand: gather what could decide, judge, store the verdict, and open a case when it is
 * worth a person's time or more. The verdict is stored last: its presence tells the crawl that this listing is done.
 * @throws ThrottledError
 */
export async function score(job: ScoreJob, services: ScoreServices): Promise<void> {
  const { brandId, listing, digest, offline } = job;
  const registered = await services.brands.get(brandId);
  if (!registered) {
    logger.warn('score of a brand that is gone', { brandId });
    return;
  }
  if (digest && (await isJudged(job, digest, services))) return;
  const scoringContext = await services.scoringContext(registered);
  const { brand } = scoringContext;
  const pictures = countingMissed(services.lookAtImage);
  const judgement = await judgeListing(scoringContext, listing, offline, { ...services, lookAtImage: pictures.look });
  const { verdict, finding } = judgement;
  // A bare 404 proves nothing yet: the next crawl that still finds the offer has it judged again.
  const isAbsent = finding === 'absent';
  const isGone = isAbsent || finding === 'removed-by-venue' || finding === 'ended-by-seller' || finding === 'sold-out';
  if (verdict.decision !== 'ignore' && !isGone) await followUp(brand, judgement, services);
  if (verdict.decision === 'ignore' && !offline) {
    const isBack = !isGone && !isAuthorised(judgement) && (await openReturned(brand, judgement, services));
    if (!isBack) await openAudit(brand, judgement, services);
  }
  if (!isAbsent) await keepForOthers(judgement, services);
  const judgeAgainAt = isAbsent ? services.clock() : pictures.missed() > 0 ? anotherLook(services.clock()) : undefined;
  await services.listings.putVerdict(brandId, listingKey(listing), verdict, digest, judgeAgainAt);
  countMetric('ListingsScored', 1, { decision: verdict.decision });
}

/** The seller's next offers are judged in the light of this one. */
async function keepForOthers({ facts, verdict }: Judgement, { sellerOffers }: ScoreServices): Promise<void> {
  const { brand, listing } = facts;
  const offer = sellerOfferFrom(facts, featuresOf(verdict) ?? {});
  if (offer && listing.seller?.id)
    await sellerOffers.put(ownerIdOf(brand), { marketplace: listing.marketplace, sellerId: listing.seller.id }, offer);
}

/** A picture host that is away must not send all of its listings to scoring at every crawl. */
const ANOTHER_LOOK_MS = DAY_MS;
const anotherLook = (now: Date) => new Date(now.getTime() + ANOTHER_LOOK_MS);

async function isJudged({ brandId, listing }: ScoreJob, digest: string, { listings, clock }: ScoreServices) {
  const stored = await listings.get(brandId, listingKey(listing));
  const isDue = stored?.judgeAgainAt !== undefined && stored.judgeAgainAt <= clock().toISOString();
  return stored?.judgedDigest === digest && !isDue;
}

/** Counts the pictures that could be seen another time. */
function countingMissed(lookAtImage: LookAtImage): { look: LookAtImage; missed: () => number } {
  let missed = 0;
  const look: LookAtImage = async (url) => {
    const seen = await lookAtImage(url);
    if (seen === 'not-now') missed++;
    return seen;
  };
  return { look, missed: () => missed };
}
