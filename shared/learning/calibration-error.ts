/** Mean prediction against observed share in one bin of a reliability diagram. */
export type ReliabilityBin = { predicted: number; observed: number; weight: number };

type BinOptions = {
  bins?: number;
  weights?: ArrayLike<number>;
  /** Result of `risingOrder`, when the same probabilities are binned many times. */
  order?: Uint32Array;
};

export const risingOrder = (values: ArrayLike<number>): Uint32Array =>
  Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);

/** Bins of (nearly) equal mass, lowest probabilities first. Items with equal probability may be parted by a bin's edge. */
export function reliabilityBins(
  probabilities: ArrayLike<number>,
  positive: ArrayLike<boolean | number>,
  { bins = 15, weights, order = risingOrder(probabilities) }: BinOptions = {},
): ReliabilityBin[] {
  const weightOf = (i: number) => (weights ? weights[i]! : 1);
  const total = order.reduce((sum, i) => sum + weightOf(i), 0);
  const sums = Array.from({ length: bins }, () => ({ predicted: 0, observed: 0, weight: 0 }));
  let passed = 0;
  for (const i of order) {
    const weight = weightOf(i);
    const bin = sums[Math.min(bins - 1, Math.floor((passed / total) * bins))]!;
    bin.predicted += weight * probabilities[i]!;
    bin.observed += weight * Number(positive[i]!);
    bin.weight += weight;
    passed += weight;
  }
  return sums
    .filter(({ weight }) => weight > 0)
    .map(({ predicted, observed, weight }) => ({ predicted: predicted / weight, observed: observed / weight, weight }));
}

/** Expected calibration error: mean gap between predicted and observed share over bins of equal mass. */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  positive: ArrayLike<boolean | number>,
  options: BinOptions = {},
): number {
  const bins = reliabilityBins(probabilities, positive, options);
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return bins.reduce((sum, bin) => sum + bin.weight * Math.abs(bin.predicted - bin.observed), 0) / total;
}
