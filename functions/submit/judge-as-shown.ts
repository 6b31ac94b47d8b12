import { type Judged, judgeAgain, standsAsJudged } from '#shared/cases/judge-again.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { autoSubmitThreshold } from '#shared/domain/expediting.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { SubmitServices } from './services.ts';

/** The verdict that holds for the page as it shows now: the one there is, or where the page has changed a new one. */
export async function judgeAsShown(
  before: Judged,
  shown: Listing,
  brand: Brand,
  { models, clock }: Pick<SubmitServices, 'models' | 'clock'>,
): Promise<Verdict> {
  if (standsAsJudged(before, shown)) return before.verdict;
  const model = modelInUse(await models.promoted());
  const expediteAt = autoSubmitThreshold(brand, await models.expediting(brand.id), model.version).from;
  const measured = { ...brand, enforcement: { ...brand.enforcement, expediteAt } };
  return judgeAgain(before, shown, { brand: measured, model, now: clock() });
}
