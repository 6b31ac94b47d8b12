import { sha256Hex } from '#shared/runtime/sha256.ts';
import { ScoringModel } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';
import type { AnalystDecision } from './analyst-decision.ts';
import type { LinearModel, SignalRole } from './linear-model.ts';
import type { Refit } from './refit.ts';

/** The registered signals as training sees them. */
export const SIGNAL_ROLES: readonly SignalRole[] = signals.map(({ id, family, gated }) => ({
  id,
  role: id === 'authorised-seller' ? 'stop' : family === 'gate' ? 'gate' : 'evidence',
  gated,
}));

export const linearModelOf = ({ bias, weights, calibration }: ScoringModel): LinearModel => ({
  bias: bias.value,
  weights: Object.fromEntries(Object.entries(weights).map(([id, { weight }]) => [id, weight])),
  ...(calibration && { curve: calibration.curve }),
});

/**
 * The prior's data with what was learnt, and reasons that say so; everything else stays. The version names the newest decision,
 * how many there were, and the content: the same decisions make the same model under the same name.
 */
export function modelFile(
  prior: ScoringModel,
  { model, counts }: Refit,
  decisions: readonly AnalystDecision[],
): ScoringModel {
  const newest = decisions.reduce((latest, { decidedAt }) => (decidedAt > latest ? decidedAt : latest), '');
  const refitted = (reason: string, before: number, after: number) =>
    `${reason.replace(/ Refitted from \d.*$/, '')} Refitted from ${counts.training} decisions: ${before.toFixed(2)} became ${after.toFixed(2)}.`;
  const { calibration: _, ...kept } = prior;
  const learnt = {
    ...kept,
    bias: { value: rounded(model.bias), reason: refitted(prior.bias.reason, prior.bias.value, model.bias) },
    weights: Object.fromEntries(
      Object.entries(prior.weights).map(([id, { weight, reason }]) => {
        const now = model.weights[id];
        return [
          id,
          now === undefined ? { weight, reason } : { weight: rounded(now), reason: refitted(reason, weight, now) },
        ];
      }),
    ),
    ...(model.curve && {
      calibration: {
        reason: `Isotonic regression on ${counts.training} decisions, each judged by weights that had not seen its seller.`,
        curve: model.curve,
      },
    }),
  };
  const digest = sha256Hex(JSON.stringify(learnt)).slice(0, 6);
  return ScoringModel.parse({ ...learnt, version: `${newest.slice(0, 10)}-${decisions.length}-${digest}` });
}

const rounded = (value: number) => Number(value.toFixed(4));
