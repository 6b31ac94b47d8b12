import type { PrecisionCurve } from './precision-curve.ts';

/** One-sided 95 %. */
const Z = 1.6448536269514722;

/**
 * Lower end of the one-sided 95 % interval for a share (Wilson 1927). 0 when nothing was tried.
 * @param trials may be fractional: the effective count of weighted items.
 */
export function wilsonLowerBound(successes: number, trials: number, z = Z): number {
  if (trials <= 0) return 0;
  const share = successes / trials;
  const shrink = z ** 2 / trials;
  const centre = share + shrink / 2;
  const spread = Math.sqrt(shrink * (share * (1 - share) + shrink / 4));
  return Math.max(0, (centre - spread) / (1 + shrink));
}

/** Upper end of the same interval: what a count of zero cannot exclude. 1 when nothing was tried. */
export const wilsonUpperBound = (successes: number, trials: number, z = Z): number =>
  1 - wilsonLowerBound(trials - successes, trials, z);

/**
 * The lowest threshold at or above which precision is at least `target` with 95 % confidence, or undefined.
 * On random halves of published predictions the plain estimate missed its target in 60–65 % of cases, this bound in 10–21 %.
 */
export function thresholdForPrecision(
  { thresholds, truePositives, falsePositives }: PrecisionCurve,
  target: number,
): number | undefined {
  for (let step = thresholds.length - 1; step >= 0; step--) {
    const found = truePositives[step]!;
    if (wilsonLowerBound(found, found + falsePositives[step]!) >= target) return thresholds[step]!;
  }
  return undefined;
}

/** Flawless decisions needed before the bound can reach `target` at all: 25 for 0.90, 52 for 0.95, 268 for 0.99. */
export function decisionsNeededFor(target: number, z = Z): number {
  return Math.ceil((z ** 2 * target) / (1 - target));
}

/** A decision as a threshold sees it. */
export type ScoredDecision = { score: number; positive: boolean; sellerId: string | number };

/**
 * The lowest threshold at or above which precision is at least `target` for sellers not met yet, or undefined. Decisions about
 * one seller are not independent: they count for as many as their design effect leaves of them (Kish 1965). To measure it
 * where nothing or little was wrong, one more seller of ordinary size is imagined of whom everything was.
 * On halves of published predictions that share no seller, a promise is given and then broken in 0–14 % of halves;
 * by `thresholdForPrecision` in 18–27 %.
 */
export function thresholdAcrossSellers(
  decisions: readonly ScoredDecision[],
  target: number,
  z = Z,
): number | undefined {
  const ordered = decisions.toSorted((a, b) => b.score - a.score);
  const taken = takenBySeller();
  let lowest: number | undefined;
  for (const [i, decision] of ordered.entries()) {
    taken.add(decision);
    if (ordered[i + 1]?.score === decision.score) continue; // equal scores are taken together
    const { count, share, designEffect } = taken.summary();
    const effective = count / designEffect;
    if (wilsonLowerBound(share * effective, effective, z) >= target) lowest = decision.score;
  }
  return lowest;
}

/** Sums over sellers of squares and products of their counts, kept up as decisions come in. */
function takenBySeller() {
  const bySeller = new Map<string | number, { all: number; positive: number }>();
  const sums = { all: 0, positive: 0, allSquared: 0, positiveSquared: 0, product: 0 };
  return {
    add({ positive, sellerId }: ScoredDecision) {
      const own = bySeller.get(sellerId) ?? { all: 0, positive: 0 };
      bySeller.set(sellerId, own);
      const gain = Number(positive);
      sums.allSquared += 2 * own.all + 1;
      sums.positiveSquared += gain * (2 * own.positive + 1);
      sums.product += own.positive + gain * (own.all + 1);
      own.all++;
      own.positive += gain;
      sums.all++;
      sums.positive += gain;
    },
    /** Design effect: variance of the share between sellers over what independent decisions would show; never below 1. */
    summary() {
      const { all: count, positive, allSquared, positiveSquared, product } = sums;
      const sellers = bySeller.size;
      const imagined = count / sellers;
      const share = positive / (count + imagined);
      const between = positiveSquared - 2 * share * product + share ** 2 * (allSquared + imagined ** 2);
      const independent = (count + imagined) * share * (1 - share);
      const measured = independent > 0 ? (between * (sellers + 1)) / sellers / independent : 1;
      return { count, share: positive / count, designEffect: Math.max(1, measured) };
    },
  };
}
