import type { BrandWithoutProducts } from '#shared/domain/brand.ts';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import type { Evidence } from '#shared/learning/analyst-decision.ts';
import { collectDecisions, collectFromAll, type Limits } from '#shared/learning/collect-decisions.ts';
import { linearModelOf, modelFile, SIGNAL_ROLES } from '#shared/learning/model-file.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import { proveExpediting } from '#shared/learning/prove-expediting.ts';
import { type Refit, refit } from '#shared/learning/refit.ts';
import { reportedFigure, reportedFigures } from '#shared/learning/reported-figures.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { type ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ModelStore, PromotedModel } from '#shared/stores/model-store.ts';

export type TrainServices = {
  brands: Pick<BrandStore, 'list'>;
  cases: Pick<CaseStore, 'newest'>;
  models: ModelStore;
  clock: Clock;
};

/** Memory (a decision is about 1 KB) and time; thirteen weights learn nothing more from the older ones. */
const LIMITS: Limits = { perBrand: 5_000, together: 20_000 };

/**
 * Learns from the decisions of all brands: a deployment belongs to one company, and few brands have enough of their own. Promotes
 * the new weights only when they do not do worse, then says for every brand what its own decisions prove of the model in use.
 * The same decisions give the same model under the same name: a tick that runs twice changes nothing.
 */
export async function train(services: TrainServices, limits = LIMITS): Promise<TrainingReport> {
  const { models, clock } = services;
  const brands = await services.brands.list();
  const { decisions, agreement, ...counts } = await collectFromAll(services.cases, brands, limits);
  const promoted = await models.promoted();
  const inUse = modelInUse(promoted);
  const result = refit(linearModelOf(inUse), decisions, SIGNAL_ROLES, linearModelOf(shipped));
  const candidate = modelFile(shipped, result, decisions);
  const outcome = await promote({ result, candidate, inUse, promoted }, services);
  await proveAll(brands, counts.beyondLimit ? undefined : decisions, services, limits);

  const report: TrainingReport = {
    at: clock().toISOString(),
    inUse: inUse.version,
    candidate: candidate.version,
    ...outcome,
    decisions: counts,
    counts: result.counts,
    ...(result.before && { before: reportedFigures(result.before) }),
    ...(result.after && { after: reportedFigures(result.after) }),
    ...(result.errorWithoutCurve && { errorWithoutCurve: reportedFigure(result.errorWithoutCurve) }),
    agreement,
  };
  await models.putReport(report);
  logger.info('trained', { report });
  countMetric('DecisionsLearntFrom', decisions.length);
  if (report.promoted) countMetric('ModelsPromoted');
  return report;
}

type Candidacy = {
  result: Refit;
  candidate: ScoringModel;
  inUse: ScoringModel;
  promoted: PromotedModel | undefined;
};

async function promote(
  { result, candidate, inUse, promoted }: Candidacy,
  { models, clock }: TrainServices,
): Promise<{ promoted: boolean; why: string }> {
  if (candidate.version === inUse.version)
    return { promoted: false, why: 'these decisions made the model that is in use' };
  if (promoted?.pinned) {
    // Kept all the same: a person may want to pin this one instead.
    if (result.promoted) await models.putVersion(candidate, clock());
    const { by, at } = promoted.pinned;
    const why = `model ${promoted.version} was pinned by ${by} on ${at.slice(0, 10)}; the new one: ${result.why}`;
    return { promoted: false, why };
  }
  if (!result.promoted) return { promoted: false, why: result.why };
  // It was compared with the model in use: if that is another one by now, the comparison says nothing.
  if (await models.promote(candidate, promoted?.version, clock())) return { promoted: true, why: result.why };
  return { promoted: false, why: 'another model was promoted or pinned meanwhile' };
}

/**
 * The model is the one in use now, which somebody else may have promoted; the time is from before that was asked, so that the later
 * answer stays.
 * @param all every brand's decisions; undefined where they would fill the memory: then they are read a second time, brand by brand
 */
async function proveAll(
  brands: readonly BrandWithoutProducts[],
  all: readonly Evidence[] | undefined,
  { cases, models, clock }: TrainServices,
  limits: Limits,
) {
  const at = clock();
  const judge = modelInUse(await models.promoted());
  const known = all && Map.groupBy(all, ({ brandId }) => brandId);
  for (const brand of brands) {
    const decisions = known
      ? known.get(brand.id)
      : (await collectDecisions(cases, brand.id, limits.perBrand)).decisions;
    await models.putExpediting(brand.id, proveExpediting(brand, decisions ?? [], judge, at));
  }
}
