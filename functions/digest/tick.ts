import { type AddressServices, countUnreached } from './count-unreached.ts';
import { type DigestServices, digest } from './digest.ts';
import { type EnterReviewServices, enterReviewOfEveryBrand } from './enter-review.ts';
import { monthlyReports, type ReportServices } from './monthly-report.ts';
import { type RollUpServices, rollUpEveryBrand } from './roll-up-every-brand.ts';

export type TickServices = DigestServices & RollUpServices & EnterReviewServices & AddressServices & ReportServices;

/** What the hour brings: alerts that were collected, figures of finished days, what waits since before there was an order to review it in, who is not reached, and once a month its report. What fails of one does not keep the other from its work. */
export async function tick({ brands, ...others }: TickServices, remainingMs: () => number): Promise<void> {
  const all = brands.list(); // once for all five
  const services = { ...others, brands: { ...brands, list: () => all } };
  const done = await Promise.allSettled([
    digest(services),
    rollUpEveryBrand(services),
    enterReviewOfEveryBrand(services),
    countUnreached(services),
    monthlyReports(services, remainingMs),
  ]);
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}
