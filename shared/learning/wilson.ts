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

export type Share = { of: number; count: number; share: number; least: number; most: number };

/** Two-sided 95 %. */
const TWO_SIDED_Z = 1.959963984540054;

/** A share with its two-sided 95 % interval. */
export const shareOf = (count: number, of: number): Share => ({
  of,
  count,
  share: of === 0 ? 0 : count / of,
  least: wilsonLowerBound(count, of, TWO_SIDED_Z),
  most: wilsonUpperBound(count, of, TWO_SIDED_Z),
});
