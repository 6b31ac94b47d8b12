import { decisionWeight, type Evidence } from '#shared/learning/analyst-decision.ts';
import { clusteredBootstrap, type Interval } from '#shared/learning/bootstrap.ts';
import { effectiveCount, fitCentredIsotonic } from '#shared/learning/calibration.ts';
import { expectedCalibrationError, reliabilityBins, risingOrder } from '#shared/learning/calibration-error.ts';
import { outOfFold } from '#shared/learning/cross-fit.ts';
import { weightsFrom } from '#shared/learning/fit-calibrated.ts';
import {
  evidenceVector,
  isStopped,
  type LinearModel,
  modelLogOdds,
  modelProbability,
  type SignalRole,
} from '#shared/learning/linear-model.ts';
import { fitLogistic, logistic, logOdds } from '#shared/learning/logistic-fit.ts';
import { averagePrecision, recallAtPrecision } from '#shared/learning/metrics.ts';
import { precisionCurve, rank } from '#shared/learning/precision-curve.ts';
import { refit } from '#shared/learning/refit.ts';
import { type Random, seededRandom } from '#shared/runtime/seeded-random.ts';
import { readCurve } from '#shared/scoring/calibration-curve.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';
import { calibrationNoise } from './calibration-noise.ts';
import type { Experiment } from './experiment.ts';
import { type Judged, judgedFromSearch, judgedWithPictures } from './judged-shops.ts';
import { figure, markdownTable, paragraphs, withInterval } from './markdown.ts';
import { meanOfDraws, meanWithError } from './mean-of-draws.ts';
import { applyBetaMap, fitBetaMap } from './slope-calibrations.ts';
import { unitPlot } from './svg-plot.ts';
import type { Target } from './targets.ts';
import { UNSEEN_SHOPS } from './whole-score.ts';

/** Which decisions were made is drawn this often. */
const DRAWS = 8;
const TEACHING_SHOPS = { fromSearch: 100, withPictures: 16 };
/** Only every third offer of the teaching shops gets its pictures read: 1,000 decisions need no more. */
const PICTURED = 3;
const AUDIT_SHARE = 0.02;
const SHOP_HOURS = 24;

const ROLES: readonly SignalRole[] = signals.map(({ id, family, gated }) => ({
  id,
  role: id === 'authorised-seller' ? 'stop' : family === 'gate' ? 'gate' : 'evidence',
  gated,
}));
const SHIPPED: LinearModel = {
  bias: shipped.bias.value,
  weights: Object.fromEntries(Object.entries(shipped.weights).map(([id, { weight }]) => [id, weight])),
};

export const shopDecisions: Experiment = {
  name: 'shop-decisions',
  promises: true,
  title: 'What decisions teach, and how well calibrated the score is then',
  datasets: [],
  async run(progress, { quick }) {
    const unseen = learnable(judgedFromSearch(UNSEEN_SHOPS.purpose, UNSEEN_SHOPS.fromSearch));
    const taught = inTime(judgedFromSearch('teaching', TEACHING_SHOPS.fromSearch), TEACHING_SHOPS.fromSearch);
    if (quick) {
      // Fewer figures, but every draw: one draw of the audit alone moves the error by a half.
      const promised = (select: Selection) => rowsOf(taught, unseen, [PROMISED], select);
      return { markdown: '', targets: calibrationTargets(promised(anyOffer), promised(queueAndAudit)) };
    }
    progress(`${taught.length} offers to decide, ${unseen.length} to judge on, from the search result`);
    const anyDecided = rowsOf(taught, unseen, [200, 1000, 4000], anyOffer);
    const queueDecided = rowsOf(taught, unseen, [200, 1000, 4000], queueAndAudit);
    const rows = [
      ...shippedRow('search result only', unseen),
      ...asCells('search result only', 'any offer', anyDecided),
      ...asCells('search result only', 'queue and audit', queueDecided),
    ];
    const pictured = {
      unseen: learnable(await judgedWithPictures(UNSEEN_SHOPS.purpose, UNSEEN_SHOPS.withPictures)),
      taught: inTime(
        await judgedWithPictures('teaching', TEACHING_SHOPS.withPictures, (index) => index % PICTURED === 0),
        TEACHING_SHOPS.withPictures,
      ),
    };
    progress(`${pictured.taught.length} to decide, ${pictured.unseen.length} to judge on, with pictures`);
    rows.push(
      ...shippedRow('with pictures', pictured.unseen),
      ...asCells('with pictures', 'any offer', rowsOf(pictured.taught, pictured.unseen, [200, 1000], anyOffer)),
    );
    return {
      markdown: paragraphs(
        `Generated shops again. The model starts from the shipped weights; true labels of offers in earlier shops play the analyst's decisions, and the figures are for later shops in which no seller is the same (authorised sellers, for whom a rule decides, are left out). *Any offer*: every offer is as likely to be decided. *Queue and audit*: as deployed, decided is what reaches a person and ${AUDIT_SHARE * 100} % of the rest by lot, weighed accordingly; *worth* is the number of equally weighed decisions that would teach as much. *Intercept alone*: the shipped score shifted to the share of counterfeits among the decisions. *Refit*: \`shared/learning/refit.ts\`. *Centred isotonic* and *beta map*: weights fitted on all decisions, calibrated on what models taught without the seller said of each. Means of ${DRAWS} draws of the decisions; ranges span the draws and resampled sellers; *floor* is the ECE that chance alone would leave.`,
        markdownTable(['facts', 'decided', 'decisions', 'worth', 'score', 'AP', 'R@P90', 'ECE', 'floor'], rows),
        'What the shipped weights get wrong here: an offer that names the brand at a fair price is given 10 to 20 % and deserves 4 %, and the surest are surer than they say. A shift of the intercept cannot mend both ends. Decisions by queue and audit are worth far fewer than they are, because an audited offer stands for fifty: the share of counterfeits among what is ignored rests on these few. What counts is what the decisions are worth, and a larger audit share is the cheapest way to more of it.',
        '![Calibration on generated shops](evaluation/whole-score-calibration.svg)',
      ),
      targets: calibrationTargets(anyDecided, queueDecided),
      plots: { 'whole-score-calibration.svg': reliabilityPlot(pictured.taught, pictured.unseen) },
    };
  },
};

type Case = {
  features: Record<string, number>;
  sellerId: string;
  counterfeit: boolean;
  probability: number;
  goesToReview: boolean;
};
type Decided = Case & { decidedAt: string };
type Score = (item: Case) => number;
type Selection = (taught: readonly Decided[], count: number, random: Random) => Evidence[];

/** Nothing is learnt from authorised sellers, and nothing is left to calibrate. */
function learnable(items: readonly Judged[]): Case[] {
  return items
    .map(({ found, sellerId, counterfeit, probability, decision }) => ({
      features: Object.fromEntries(found.map(({ signal, value }) => [signal.id, value])),
      sellerId,
      counterfeit,
      probability,
      goesToReview: decision !== 'ignore',
    }))
    .filter(({ features }) => !isStopped(features, ROLES));
}

/** One shop after the other, a day each. */
function inTime(items: readonly Judged[], shops: number): Decided[] {
  const cases = learnable(items);
  const stepMs = (shops * SHOP_HOURS * 3_600_000) / cases.length;
  return cases.map((item, i) => ({ ...item, decidedAt: new Date(Date.UTC(2026, 0, 1) + i * stepMs).toISOString() }));
}

const decisionOn = ({ features, sellerId, counterfeit, decidedAt }: Decided, selectionProbability = 1): Evidence => ({
  brandId: 'nordhavn',
  secondOpinion: false,
  sellerId,
  decision: counterfeit ? 'confirmed' : 'rejected',
  decidedAt,
  selectionProbability,
  features,
});

const anyOffer: Selection = (taught, count, random) => {
  const left = { wanted: count };
  return taught.flatMap((item, i) => {
    if (random() >= left.wanted / (taught.length - i)) return [];
    left.wanted--;
    return [decisionOn(item)];
  });
};

/** From a random day on, until there are enough. */
const queueAndAudit: Selection = (taught, count, random) => {
  const start = Math.floor(random() * taught.length);
  const decisions: Evidence[] = [];
  for (let i = 0; i < taught.length && decisions.length < count; i++) {
    const item = taught[(start + i) % taught.length]!;
    if (item.goesToReview) decisions.push(decisionOn(item));
    else if (random() < AUDIT_SHARE) decisions.push(decisionOn(item, AUDIT_SHARE));
  }
  return decisions;
};

const shippedScore: Score = ({ probability }) => probability;

const probabilityBy = (model: LinearModel, { features }: { features: Record<string, number> }): number =>
  logistic(modelLogOdds(model, evidenceVector(features, ROLES), ROLES));

/** Every way to score that the decisions allow, by name. */
function taughtScores(decisions: readonly Evidence[], random: Random): Record<string, Score> {
  const outcomes = {
    positive: decisions.map(({ decision }) => decision === 'confirmed'),
    weights: decisions.map(decisionWeight),
  };
  const intercept = shiftOf(
    decisions.map((item) => logOdds(probabilityBy(SHIPPED, item))),
    outcomes,
  );
  const result = refit(SHIPPED, decisions, ROLES);
  const refitted = result.promoted ? result.model : SHIPPED;
  const taughtBy = (some: readonly Evidence[]) => weightsFrom(SHIPPED, some, ROLES);
  const model = taughtBy(decisions);
  const unseen = outOfFold(decisions, { fit: taughtBy, predict: probabilityBy, random });
  const centred = fitCentredIsotonic({ ...outcomes, probabilities: unseen });
  const beta = fitBetaMap({ ...outcomes, probabilities: unseen });
  return {
    'intercept alone': ({ probability }) => logistic(logOdds(probability) + intercept),
    refit: (item) => modelProbability(refitted, item.features, ROLES),
    'beta map': (item) => applyBetaMap(beta, probabilityBy(model, item)),
    'centred isotonic': (item) => readCurve(centred, probabilityBy(model, item)),
  };
}

function shiftOf(scores: readonly number[], { positive, weights }: { positive: boolean[]; weights: number[] }): number {
  const fit = fitLogistic(
    scores.map((score, i) => ({ features: [score, 1], positive: positive[i]!, weight: weights[i]! })),
    [
      { mean: 1, sigma: 1e-3 },
      { mean: 0, sigma: 2 },
    ],
  );
  return fit.weights[1]!;
}

const shippedRow = (facts: string, unseen: readonly Case[]): string[][] => {
  const { figures, floor } = judge(unseen, shippedScore);
  return [[facts, '–', '0', '0', 'as shipped', ...figures.map((value) => withInterval(value)), figure(floor)]];
};

/** What one score reached after so many decisions, means over the draws. `errors`: the ECE of each draw. */
type Taught = { decisions: number; worth: number; score: string; figures: Interval[]; errors: number[]; floor: number };

function rowsOf(
  taught: readonly Decided[],
  unseen: readonly Case[],
  counts: readonly number[],
  select: Selection,
): Taught[] {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return counts.flatMap((count) => {
    const draws = Array.from({ length: DRAWS }, (_, draw) => {
      const random = seededRandom(1000 * count + draw);
      const decisions = select(taught, count, random);
      const worth = effectiveCount(decisions.map(decisionWeight));
      const judged = Object.entries(taughtScores(decisions, random)).map(([name, score]) => ({
        name,
        ...judge(unseen, score),
      }));
      return { worth, judged };
    });
    return draws[0]!.judged.map(({ name }, i) => ({
      decisions: count,
      worth: mean(draws.map(({ worth }) => worth)),
      score: name,
      figures: meanOfDraws(draws.map(({ judged }) => judged[i]!.figures)),
      errors: draws.map(({ judged }) => judged[i]!.figures[ECE]!.estimate),
      floor: mean(draws.map(({ judged }) => judged[i]!.floor)),
    }));
  });
}

const asCells = (facts: string, decided: string, rows: readonly Taught[]): string[][] =>
  rows.map(({ decisions, worth, score, figures, floor }) => [
    facts,
    decided,
    decisions.toLocaleString('en'),
    worth.toFixed(0),
    score,
    ...figures.map((value) => withInterval(value)),
    figure(floor),
  ]);

const PROMISED = 4000;

/** How decisions are come by makes the difference, so both ways stand in the table. */
function calibrationTargets(any: readonly Taught[], queue: readonly Taught[]): Target[] {
  const decisions = `${PROMISED.toLocaleString('en')} decisions`;
  return [
    calibrationTarget(any, `${decisions} on search results drawn by lot, which nobody labels in practice`),
    {
      ...calibrationTarget(queue, `${decisions} by queue and audit, as deployed`),
      shortfall: `an audited offer stands for fifty, so these decisions are worth ${refitOf(queue).worth.toFixed(0)}`,
    },
  ];
}

const refitOf = (rows: readonly Taught[]): Taught =>
  rows.find((row) => row.decisions === PROMISED && row.score === 'refit')!;

/** Several draws are judged by the error of their mean; a single one by its resampled sellers. */
function calibrationTarget(rows: readonly Taught[], taughtBy: string): Target {
  const { errors, figures } = refitOf(rows);
  const { estimate, interval } = meanWithError(errors);
  return {
    promise: `calibration error on unseen sellers of generated shops, refitted from ${taughtBy}`,
    required: 0.02,
    measured: estimate,
    interval: interval ?? [figures[ECE]!.low, figures[ECE]!.high],
    better: 'lower',
    unit: '',
  };
}

/** Its place among the figures of `judge`. */
const ECE = 2;

function judge(unseen: readonly Case[], score: Score): { figures: Interval[]; floor: number } {
  const scores = unseen.map(score);
  const positive = unseen.map(({ counterfeit }) => counterfeit);
  const ranking = rank(scores, positive);
  const order = risingOrder(scores);
  const figures = clusteredBootstrap({
    clusterOf: unseen.map(({ sellerId }) => sellerId),
    random: seededRandom(1),
    samples: 40,
    statistic: (weights) => {
      const curve = precisionCurve(ranking, weights);
      return [
        averagePrecision(curve),
        recallAtPrecision(curve, 0.9),
        expectedCalibrationError(scores, positive, { weights, order }),
      ];
    },
  });
  return { figures, floor: calibrationNoise(scores, seededRandom(2), 5) };
}

function reliabilityPlot(taught: readonly Decided[], unseen: readonly Case[]): string {
  const random = seededRandom(1);
  const { refit: refitted, 'centred isotonic': centred } = taughtScores(anyOffer(taught, 1000, random), random);
  const positive = unseen.map(({ counterfeit }) => counterfeit);
  const series = Object.entries({ 'as shipped': shippedScore, refit: refitted!, 'centred isotonic': centred! }).map(
    ([label, score]) => ({
      label,
      marks: true,
      points: reliabilityBins(unseen.map(score), positive, { bins: 10 }).map(
        ({ predicted, observed }) => [predicted, observed] as const,
      ),
    }),
  );
  return unitPlot(series, {
    title: 'Calibration, generated shops, with pictures',
    x: 'predicted probability',
    y: 'observed share',
    ideal: true,
  });
}
