import { precisionCurve, rank } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/learning/random.ts';
import { thresholdForPrecision } from '#shared/learning/wilson.ts';
import type { Experiment } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent } from './markdown.ts';
import { PREDICTION_FILES, type Predictions, readPredictions } from './published-predictions.ts';

const SPLITS = 200;
const TARGET = 0.9;

/** The lowest threshold at which precision was reached in the sample, as one would choose it by eye. */
const byEye = (curve: ReturnType<typeof precisionCurve>): number | undefined => {
  const { thresholds, truePositives, falsePositives } = curve;
  for (let step = thresholds.length - 1; step >= 0; step--) {
    if (truePositives[step]! >= TARGET * (truePositives[step]! + falsePositives[step]!)) return thresholds[step];
  }
  return undefined;
};

export const expediteThreshold: Experiment = {
  name: 'expedite-threshold',
  title: 'How often a threshold for expediting keeps its promise',
  datasets: ['ozon-ecup-2025'],
  run() {
    const models = readPredictions(PREDICTION_FILES['seller-disjoint, 58,410 listings']);
    const rows = ['mmd_mode3', 'p_full_lr'].flatMap((name) =>
      [false, true].flatMap((bySeller) =>
        (['by eye', 'Wilson bound'] as const).map((method) => [
          name,
          bySeller ? 'sellers' : 'listings',
          method,
          ...trials(models.get(name)!, bySeller, method === 'by eye' ? byEye : (c) => thresholdForPrecision(c, TARGET)),
        ]),
      ),
    );
    return {
      markdown: paragraphs(
        `Published predictions are cut in halves ${SPLITS} times; the threshold for a precision of ${TARGET} is chosen on one half and judged on the other. Where halves share sellers, the bound protects as it should; where the other half has only unseen sellers, their listings are not independent and a promise is broken more often: hence the demand for two independent families of evidence and for decided listings of the brand itself.`,
        markdownTable(
          ['model', 'halves of', 'threshold', 'none found', 'precision missed', 'mean precision', 'mean recall'],
          rows,
        ),
      ),
    };
  },
};

function trials(
  { scores, positive, sellers }: Predictions,
  bySeller: boolean,
  choose: (curve: ReturnType<typeof precisionCurve>) => number | undefined,
): string[] {
  const random = seededRandom(31);
  const ranking = rank(scores, positive);
  const everySeller = [...new Set(sellers)];
  const kept: { precision: number; recall: number }[] = [];
  for (let split = 0; split < SPLITS; split++) {
    const side = new Map(everySeller.map((seller) => [seller, random() < 0.5]));
    const first = sellers.map((seller) => Number(bySeller ? side.get(seller) : random() < 0.5));
    const threshold = choose(precisionCurve(ranking, first));
    if (threshold === undefined) continue;
    let found = 0;
    let taken = 0;
    let all = 0;
    for (let i = 0; i < scores.length; i++) {
      if (first[i]) continue;
      all += Number(positive[i]);
      if (scores[i]! < threshold) continue;
      taken++;
      found += Number(positive[i]);
    }
    kept.push({ precision: taken === 0 ? 1 : found / taken, recall: found / all });
  }
  const mean = (pick: (trial: (typeof kept)[number]) => number) =>
    kept.reduce((sum, trial) => sum + pick(trial), 0) / kept.length;
  return [
    percent((SPLITS - kept.length) / SPLITS, 0),
    percent(kept.filter(({ precision }) => precision < TARGET).length / kept.length, 0),
    figure(mean(({ precision }) => precision)),
    figure(mean(({ recall }) => recall)),
  ];
}
