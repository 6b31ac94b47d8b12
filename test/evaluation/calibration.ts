import { fitCentredIsotonic, fitIsotonic } from '#shared/learning/calibration.ts';
import { expectedCalibrationError, reliabilityBins } from '#shared/learning/calibration-error.ts';
import { type Random, seededRandom } from '#shared/runtime/seeded-random.ts';
import { readCurve } from '#shared/scoring/calibration-curve.ts';
import { calibrationNoise } from './calibration-noise.ts';
import type { Experiment } from './experiment.ts';
import { figure, markdownTable, paragraphs, withInterval } from './markdown.ts';
import { meanWithError } from './mean-of-draws.ts';
import { PREDICTION_FILES, type Predictions, readPredictions } from './published-predictions.ts';
import { applyBetaMap, applyPlatt, fitBetaMap, fitPlatt } from './slope-calibrations.ts';
import { unitPlot } from './svg-plot.ts';
import type { Target } from './targets.ts';

/** Which sellers teach and which judge is drawn this often; figures are means. */
const HALVES = 10;
const DECISIONS = [200, 1000, 4000, Number.POSITIVE_INFINITY] as const;
const PLOTTED = 'p_full_lr';

type Outcomes = { probabilities: number[]; positive: boolean[] };
type Method = (fitting: Outcomes) => (probability: number) => number;

const METHODS: Record<string, Method> = {
  'as published': () => (p) => p,
  Platt: (fitting) => {
    const map = fitPlatt(fitting);
    return (p) => applyPlatt(map, p);
  },
  'beta map': (fitting) => {
    const map = fitBetaMap(fitting);
    return (p) => applyBetaMap(map, p);
  },
  'centred isotonic': (fitting) => {
    const map = fitCentredIsotonic(fitting);
    return (p) => readCurve(map, p);
  },
  isotonic: (fitting) => {
    const map = fitIsotonic(fitting);
    return (p) => readCurve(map, p);
  },
};

export const METHOD_NAMES: readonly string[] = Object.keys(METHODS);

export const calibration: Experiment = {
  name: 'calibration',
  promises: true,
  title: 'Calibration on unseen sellers',
  datasets: ['ozon-ecup-2025'],
  run(progress, { quick }) {
    const counts = quick ? [Number.POSITIVE_INFINITY] : DECISIONS;
    const halvesUsed = quick ? 3 : HALVES;
    const deployedErrors: number[][] = [];
    const models = readPredictions(PREDICTION_FILES['seller-disjoint, 58,410 listings']);
    const rows: string[][] = [];
    for (const [model, predictions] of models) {
      progress(model);
      for (const decisions of counts) {
        const { errors, floor } = errorsOnUnseenSellers(predictions, decisions, halvesUsed);
        const label = decisions === Number.POSITIVE_INFINITY ? 'all' : decisions.toLocaleString('en');
        rows.push([model, label, ...errors.map((values) => withInterval(meanAndRange(values))), figure(floor)]);
        if (label === 'all') deployedErrors.push(errors[METHOD_NAMES.indexOf(DEPLOYED)]!);
      }
    }
    const [first] = models.values();
    return {
      markdown: paragraphs(
        `Our calibration code on published predictions: fitted on decisions about half of the sellers, measured on the other half (about 29,000 listings). ECE over 15 bins of equal mass, mean of ${HALVES} random halves with the range over them. *Floor*: the ECE that remains by chance when every probability is exactly right. The share of counterfeits differs between two halves of the sellers by ${figure(baseRateGap(first!), 3)} on average, because few sellers hold most counterfeits: no calibration can foresee that, and it is what the upper ends of the ranges show. The promise is about the mean, and judged by its standard error over the halves.`,
        markdownTable(['model', 'decisions', ...METHOD_NAMES, 'floor'], rows),
        '![Predicted against observed share of counterfeits](evaluation/calibration.svg)',
      ),
      targets: [calibrationTarget(deployedErrors)],
      plots: { 'calibration.svg': reliabilityPlot(models.get(PLOTTED)!) },
    };
  },
};

/** The same halves for every model, method and number of decisions. */
function halves({ scores, positive, sellers }: Predictions, half: number) {
  const random = seededRandom(half);
  const side = new Map([...new Set(sellers)].map((seller) => [seller, random() < 0.5]));
  const part = (isFitting: boolean): Outcomes => {
    const index = sellers.flatMap((seller, i) => (side.get(seller) === isFitting ? [i] : []));
    return { probabilities: index.map((i) => scores[i]!), positive: index.map((i) => positive[i]!) };
  };
  return { fitting: part(true), test: part(false), random };
}

function some({ probabilities, positive }: Outcomes, count: number, random: Random): Outcomes {
  const kept = probabilities.map(() => random() < count / probabilities.length);
  return { probabilities: probabilities.filter((_, i) => kept[i]), positive: positive.filter((_, i) => kept[i]) };
}

/** By method, in the order of their names; one for each half. */
export function errorsOnUnseenSellers(predictions: Predictions, decisions: number, times: number) {
  const errors = METHOD_NAMES.map((): number[] => []);
  const floors: number[] = [];
  for (let half = 1; half <= times; half++) {
    const { fitting, test, random } = halves(predictions, half);
    const decided = some(fitting, decisions, random);
    for (const [i, method] of Object.values(METHODS).entries()) {
      const calibrated = test.probabilities.map(method(decided));
      errors[i]!.push(expectedCalibrationError(calibrated, test.positive));
      if (method === METHODS['beta map']) floors.push(calibrationNoise(calibrated, random, 2));
    }
  }
  return { errors, floor: mean(floors) };
}

const meanAndRange = (values: readonly number[]) => ({
  estimate: mean(values),
  low: Math.min(...values),
  high: Math.max(...values),
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What `shared/learning/fit-calibrated.ts` does once there are enough decisions. */
export const DEPLOYED = 'centred isotonic';

/** @param errors of each model, by half. The models share their halves, so a half counts once: with the mean of its models. */
export function calibrationTarget(errors: readonly (readonly number[])[]): Target {
  const { estimate, interval } = meanWithError(errors[0]!.map((_, half) => mean(errors.map((own) => own[half]!))));
  return {
    promise: `calibration error on unseen sellers, published predictions, every decision of the other half, mean of ${errors.length} models`,
    required: 0.02,
    measured: estimate,
    interval,
    better: 'lower',
    unit: '',
  };
}

function baseRateGap(predictions: Predictions): number {
  const share = ({ positive }: Outcomes) => positive.filter(Boolean).length / positive.length;
  let sum = 0;
  for (let half = 1; half <= HALVES; half++) {
    const { fitting, test } = halves(predictions, half);
    sum += Math.abs(share(fitting) - share(test));
  }
  return sum / HALVES;
}

function reliabilityPlot(predictions: Predictions): string {
  const { fitting, test } = halves(predictions, 1);
  const series = Object.entries(METHODS).map(([label, method]) => {
    const bins = reliabilityBins(test.probabilities.map(method(fitting)), test.positive);
    return { label, marks: true, points: bins.map((bin) => [bin.predicted, bin.observed] as const) };
  });
  return unitPlot(series, {
    title: 'Calibration on held-out sellers',
    x: 'predicted probability',
    y: 'observed share',
    ideal: true,
  });
}
