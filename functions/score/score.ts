import { listingKey } from '#shared/domain/listing.ts';
import type { ScoreJob } from '#shared/domain/messages.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { openAudit } from './audit.ts';
import { judgeListing } from './evaluate-listing.ts';
import { followUp } from './follow-up.ts';
import type { LookAtImage } from './listing-images.ts';
import type { ScoreServices } from './services.ts';

/**
 * One listing that could matter to a brand: gather what could decide, judge, store the verdict, and open a case when it is
 * worth a person's time or more. The verdict is stored last: its presence tells the crawl that this listing is done.
 * @throws ThrottledError
 */
export async function score({ brandId, listing, digest, offline }: ScoreJob, services: ScoreServices): Promise<void> {
  const registered = await services.brands.get(brandId);
  if (!registered) {
    logger.warn('score of a brand that is gone', { brandId });
    return;
  }
  if (digest && (await services.listings.get(brandId, listingKey(listing)))?.judgedDigest === digest) return;
  const scoringContext = await services.scoringContext(registered);
  const { brand } = scoringContext;
  const pictures = countingMissed(services.lookAtImage);
  const judgement = await judgeListing(scoringContext, listing, offline, { ...services, lookAtImage: pictures.look });
  const { verdict, finding } = judgement;
  // A bare 404 proves nothing yet: the next crawl that still finds the offer has it judged again.
  const isAbsent = finding === 'absent';
  const isGone = isAbsent || finding === 'removed-by-venue' || finding === 'ended-by-seller' || finding === 'sold-out';
  if (verdict.decision !== 'ignore' && !isGone) await followUp(brand, judgement, services);
  if (verdict.decision === 'ignore' && !offline) await openAudit(brand, judgement, services);
  // Without the digest the next crawl that finds the listing has it judged again.
  const judgedDigest = pictures.missed() > 0 || isAbsent ? undefined : digest;
  await services.listings.putVerdict(brandId, listingKey(listing), verdict, judgedDigest);
  countMetric('ListingsScored', 1, { decision: verdict.decision });
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
