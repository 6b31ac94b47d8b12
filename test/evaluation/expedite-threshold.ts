import { curveOf, type PrecisionCurve } from '#shared/learning/precision-curve.ts';
import { provedFrom } from '#shared/learning/prove-expediting.ts';
import { wilsonLowerBound } from '#shared/learning/wilson.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import type { Experiment } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent } from './markdown.ts';
import { PREDICTION_FILES, type Predictions, readPredictions } from './published-predictions.ts';

const SPLITS = 200;
const TARGET = 0.9;

type ScoredDecision = { score: number; positive: boolean; sellerId: string | number };
type Method = (half: readonly ScoredDecision[]) => number | undefined;

/** The lowest threshold at which precision was reached in the sample, as one would choose it by eye. */
const byEye = ({ thresholds, truePositives, falsePositives }: PrecisionCurve): number | undefined => {
  for (let step = thresholds.length - 1; step >= 0; step--) {
    if (truePositives[step]! >= TARGET * (truePositives[step]! + falsePositives[step]!)) return thresholds[step];
  }
  return undefined;
};

/** The lowest at which it is proved with 95 % confidence, were the listings independent. */
const byWilson = ({ thresholds, truePositives, falsePositives }: PrecisionCurve): number | undefined => {
  for (let step = thresholds.length - 1; step >= 0; step--) {
    const found = truePositives[step]!;
    if (wilsonLowerBound(found, found + falsePositives[step]!) >= TARGET) return thresholds[step];
  }
  return undefined;
};

const curveFrom = (half: readonly ScoredDecision[]): PrecisionCurve =>
  curveOf(
    half.map(({ score }) => score),
    half.map(({ positive }) => positive),
  );

const METHODS: Record<string, Method> = {
  'by eye': (half) => byEye(curveFrom(half)),
  'Wilson bound': (half) => byWilson(curveFrom(half)),
  'as deployed': (half) =>
    provedFrom(
      half.map(({ score, positive, sellerId }) => ({
        probability: score,
        confirmed: positive,
        sellerId: String(sellerId),
      })),
      0,
    )?.from,
};

export const expediteThreshold: Experiment = {
  name: 'expedite-threshold',
  title: 'How often a threshold for expediting keeps its promise',
  datasets: ['ozon-ecup-2025'],
  run(progress) {
    const models = readPredictions(PREDICTION_FILES['seller-disjoint, 58,410 listings']);
    const rows = ['mmd_mode3', 'p_full_lr', 'catboost_fe_plus'].flatMap((name) =>
      [false, true].flatMap((bySeller) =>
        Object.entries(METHODS).map(([method, choose]) => {
          progress(`${name}, ${method}`);
          const halves = bySeller ? 'sellers' : 'listings';
          return [name, halves, method, ...trials(models.get(name)!, bySeller, choose)];
        }),
      ),
    );
    return {
      markdown: paragraphs(
        `Published predictions are cut in halves ${SPLITS} times; the threshold for a precision of ${TARGET} is chosen on one half and judged on the other. *None found*: no threshold could be promised, and nothing would be expedited. *Promised and broken* counts against all halves, *of promises* against those where one was found; the second is large where a model's true precision never reaches the target, because only lucky halves promise anything, and what counts there is that hardly any does. The Wilson bound takes listings for independent, which those of one seller are not. *As deployed* (\`provedFrom\`) lets a seller count as confirmed five times at most, asks for a hundred confirmed listings, and one more rejected listing can only raise it or undo it: it pays for that in promises not given and in recall. The halves are of 29,000 listings; with fewer, fewer promises.`,
        markdownTable(
          [
            'model',
            'halves of',
            'threshold',
            'none found',
            'promised and broken',
            'of promises',
            'mean precision',
            'mean recall',
          ],
          rows,
        ),
      ),
    };
  },
};

function trials({ scores, positive, sellers }: Predictions, bySeller: boolean, choose: Method): string[] {
  const random = seededRandom(31);
  const everySeller = [...new Set(sellers)];
  const kept: { precision: number; recall: number }[] = [];
  for (let split = 0; split < SPLITS; split++) {
    const side = new Map(everySeller.map((seller) => [seller, random() < 0.5]));
    const isFirst = sellers.map((seller) => (bySeller ? side.get(seller)! : random() < 0.5));
    const half = scores.flatMap((score, i) =>
      isFirst[i] ? [{ score, positive: positive[i]!, sellerId: sellers[i]! }] : [],
    );
    const threshold = choose(half);
    if (threshold === undefined) continue;
    let found = 0;
    let taken = 0;
    let all = 0;
    for (let i = 0; i < scores.length; i++) {
      if (isFirst[i]) continue;
      all += Number(positive[i]);
      if (scores[i]! < threshold) continue;
      taken++;
      found += Number(positive[i]);
    }
    kept.push({ precision: taken === 0 ? 1 : found / taken, recall: found / all });
  }
  const mean = (pick: (trial: (typeof kept)[number]) => number) =>
    kept.reduce((sum, trial) => sum + pick(trial), 0) / kept.length;
  const broken = kept.filter(({ precision }) => precision < TARGET).length;
  return [
    percent((SPLITS - kept.length) / SPLITS, 0),
    percent(broken / SPLITS, 0),
    percent(broken / kept.length, 0),
    figure(mean(({ precision }) => precision)),
    figure(mean(({ recall }) => recall)),
  ];
}
