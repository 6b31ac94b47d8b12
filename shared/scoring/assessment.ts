import type { Brand } from '#shared/domain/brand.ts';
import type { Signal, SignalFamily } from '#shared/domain/signal.ts';
import type { Decision } from '#shared/domain/verdict.ts';
import { readCurve } from './calibration-curve.ts';
import { type ScoringModel, model as shipped } from './model.ts';

/** One signal that applies, with what it adds in log-odds before any gate, and the addresses of the pictures that show it. */
export type Weighed = { signal: Signal; value: number; contribution: number; evidence: string; pictures?: string[] };

/**
 * `logOdds` is the plain sum, and what the contributions explain. `probability` is read from the model's calibration curve
 * where it has one: every decision uses it, and it keeps the order of the sums.
 */
export type Assessment = {
  logOdds: number;
  probability: number;
  decision: Decision;
  takenBack: number;
  /** One sentence, where an offer goes to a person although its probability is below the brand's threshold. */
  closerLook?: string;
};

/** @throws Error when the model has no weight for the signal: they are added together. */
export function weighed(signal: Signal, value: number, evidence: string, model: ScoringModel = shipped): Weighed {
  const entry = model.weights[signal.id];
  if (!entry) throw new Error(`model ${model.version} has no weight for signal ${signal.id}`);
  const gate = signal.family === 'gate';
  return { signal, value, evidence, contribution: gate ? 0 : entry.weight * value };
}

/** From weighed signals to probability and decision. More evidence never lowers either. */
export function assess(
  brand: Pick<Brand, 'enforcement'>,
  signals: readonly Weighed[],
  model: ScoringModel = shipped,
): Assessment {
  const gate = valueFor(signals, 'reference-use');
  let ungated = model.bias.value;
  let takenBack = 0;
  for (const one of signals) {
    ungated += one.contribution;
    takenBack += one.contribution - effective(one, gate);
  }
  if (valueFor(signals, 'authorised-seller') > 0) return hardStop(ungated, model);
  const logOdds = ungated - takenBack;
  const { reviewAt, expediteAt } = brand.enforcement;
  const probability = probabilityOf(logOdds, model);
  const decision = (): Decision => {
    if (
      probability >= expediteAt &&
      gate <= model.expedite.gateLimit &&
      isWellFounded(signals, logOdds, gate, reviewAt, model)
    )
      return 'expedite';
    if (
      probability >= leastForReview(signals, gate, reviewAt, model) ||
      (gate > 0 && contradictsGate(signals, ungated, brand, model))
    )
      return 'review';
    return 'ignore';
  };
  const decided = decision();
  if (decided !== 'review' || probability >= reviewAt) return { logOdds, probability, decision: decided, takenBack };
  const isCheap = probability >= leastForReview(signals, gate, reviewAt, model);
  return { logOdds, probability, decision: decided, takenBack, closerLook: isCheap ? CHEAP_PRODUCT : AGAINST_GATE };
}

const CHEAP_PRODUCT =
  "Below the brand's threshold for review, and shown all the same: it may be one of the brand's goods far below their price, where copies are missed most.";
const AGAINST_GATE =
  "Below the brand's threshold for review, and shown all the same: the title says that it is something else than the brand's goods, other facts speak against that.";

function hardStop(ungated: number, model: ScoringModel): Assessment {
  const logOdds = logOddsOf(model.probabilityOfAuthorised);
  return { logOdds, probability: model.probabilityOfAuthorised, decision: 'ignore', takenBack: ungated - logOdds };
}

/** Lower for goods of the brand far below their price: there a doubt about which product it is costs most copies. */
function leastForReview(
  signals: readonly Weighed[],
  gate: number,
  reviewAt: number,
  { cheapProduct }: ScoringModel,
): number {
  if (!cheapProduct) return reviewAt;
  const { reviewShare, productMatch, lowPrice, lowPriceAlone = Number.POSITIVE_INFINITY } = cheapProduct;
  const cheapness = valueFor(signals, 'low-price') * (1 - gate);
  const isProduct = valueFor(signals, 'product-match') * (1 - gate) >= productMatch;
  const isCheap = isProduct ? cheapness >= lowPrice : gate === 0 && cheapness >= lowPriceAlone;
  return isCheap ? reviewShare * reviewAt : reviewAt;
}

const INCRIMINATING: readonly SignalFamily[] = ['text', 'price', 'image', 'seller'];

/**
 * Two independent families, and without the strongest of them, or the strongest signal, still worth a review: so nothing
 * that stands in a single field, true or false, can send a notice by itself, nor hide an offer that the others give away.
 */
function isWellFounded(
  signals: readonly Weighed[],
  logOdds: number,
  gate: number,
  reviewAt: number,
  model: ScoringModel,
): boolean {
  const families = INCRIMINATING.map((family) => familyLogOdds(signals, family, gate)).filter(
    (part) => part >= model.expedite.familyLogOdds,
  );
  // A family may hold a credit beside the signal (an old offer of a seller with strikes), so that it weighs less than that.
  const strongest = Math.max(...families, ...signals.map((one) => effective(one, gate)));
  return families.length >= model.expedite.families && probabilityOf(logOdds - strongest, model) >= reviewAt;
}

const effective = ({ signal, contribution }: Weighed, gate: number): number =>
  signal.gated && contribution > 0 ? contribution * (1 - gate) : contribution;

function familyLogOdds(signals: readonly Weighed[], family: SignalFamily, gate: number): number {
  const members = signals.filter(({ signal }) => signal.family === family);
  return sum(members.map((one) => effective(one, gate)));
}

/** The title says "accessory", the seller's words elsewhere, the pictures or the record say otherwise: a person looks. */
function contradictsGate(
  signals: readonly Weighed[],
  ungated: number,
  { enforcement }: Pick<Brand, 'enforcement'>,
  model: ScoringModel,
): boolean {
  if (probabilityOf(ungated, model) < enforcement.reviewAt) return false;
  const onRecord = signals.filter(({ signal }) => signal.needs === 'seller-record'); // a young account contradicts nothing
  const against = [
    familyLogOdds(signals, 'text', 0),
    familyLogOdds(signals, 'image', 0),
    familyLogOdds(onRecord, 'seller', 0),
  ];
  return sum(against) >= model.expedite.familyLogOdds;
}

function valueFor(signals: readonly Weighed[], id: string): number {
  return signals.find(({ signal }) => signal.id === id)?.value ?? 0;
}

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

function probabilityOf(logOdds: number, { calibration }: ScoringModel): number {
  const probability = 1 / (1 + Math.exp(-logOdds));
  return calibration ? readCurve(calibration.curve, probability) : probability;
}

const logOddsOf = (probability: number): number => Math.log(probability / (1 - probability));
