import { type DigestServices, digest } from './digest.ts';
import { type RollUpServices, rollUpEveryBrand } from './roll-up-every-brand.ts';

/** What the hour brings: alerts that were collected, figures of finished days. What fails of one does not keep the other from its work. */
export async function tick(services: DigestServices & RollUpServices): Promise<void> {
  const done = await Promise.allSettled([digest(services), rollUpEveryBrand(services)]);
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}
