import type { Random } from '#shared/runtime/seeded-random.ts';

/** Estimate on all data, and the middle 95 % of the estimates on resampled data. */
export type Interval = { estimate: number; low: number; high: number };

/**
 * Draws whole clusters (sellers) with replacement, because listings of one seller are not independent evidence.
 * `statistic` gets how often each item was drawn and returns one or more figures; NaN (unanswerable sample) is left out.
 */
export function clusteredBootstrap({
  clusterOf,
  statistic,
  random,
  samples = 1000,
}: {
  clusterOf: ArrayLike<string | number>;
  statistic: (weights: Float64Array) => number[];
  random: Random;
  samples?: number;
}): Interval[] {
  const { indexOf, count } = numberClusters(clusterOf);
  const estimates = statistic(new Float64Array(clusterOf.length).fill(1));
  const drawn: number[][] = estimates.map(() => []);
  const weights = new Float64Array(clusterOf.length);
  for (let sample = 0; sample < samples; sample++) {
    const times = new Uint32Array(count);
    for (let i = 0; i < count; i++) times[Math.floor(random() * count)]!++;
    for (let i = 0; i < weights.length; i++) weights[i] = times[indexOf[i]!]!;
    statistic(weights).forEach((value, figure) => {
      if (!Number.isNaN(value)) drawn[figure]!.push(value);
    });
  }
  return estimates.map((estimate, figure) => ({ estimate, ...middle(drawn[figure]!) }));
}

function numberClusters(clusterOf: ArrayLike<string | number>): { indexOf: Uint32Array; count: number } {
  const numbers = new Map<string | number, number>();
  const indexOf = Uint32Array.from(clusterOf as ArrayLike<unknown>, (cluster) => {
    const key = cluster as string | number;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { indexOf, count: numbers.size };
}

function middle(values: number[]): { low: number; high: number } {
  if (values.length === 0) return { low: Number.NaN, high: Number.NaN };
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { low: at(0.025), high: at(0.975) };
}
