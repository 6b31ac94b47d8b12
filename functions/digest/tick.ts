import { type AddressServices, countUnreached } from './count-unreached.ts';
import { type DigestServices, digest } from './digest.ts';
import { type EnterReviewServices, enterReviewOfEveryBrand } from './enter-review.ts';
import { type RollUpServices, rollUpEveryBrand } from './roll-up-every-brand.ts';

/** What the hour brings: alerts that were collected, figures of finished days, what waits since before there was an order to review it in, and who is not reached. What fails of one does not keep the other from its work. */
export async function tick(
  services: DigestServices & RollUpServices & EnterReviewServices & AddressServices,
): Promise<void> {
  const done = await Promise.allSettled([
    digest(services),
    rollUpEveryBrand(services),
    enterReviewOfEveryBrand(services),
    countUnreached(services),
  ]);
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}
