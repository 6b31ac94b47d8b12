import type { Interval } from '#shared/learning/bootstrap.ts';

/**
 * The mean of one figure over repeated draws, give or take twice its standard error: what a promise about a mean is judged
 * by. The range of the draws would forgive almost anything. One draw has no error to go by.
 */
export function meanWithError(draws: readonly number[]): { estimate: number; interval?: [number, number] } {
  const estimate = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  if (draws.length < 2) return { estimate };
  const variance = draws.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (draws.length - 1);
  const margin = 2 * Math.sqrt(variance / draws.length);
  return { estimate, interval: [estimate - margin, estimate + margin] };
}

/** Means of the estimates over repeated draws; the range spans every draw's own interval. */
export function meanOfDraws(draws: readonly (readonly Interval[])[]): Interval[] {
  return draws[0]!.map((_, column) => {
    const values = draws.map((figures) => figures[column]!);
    return {
      estimate: values.reduce((sum, { estimate }) => sum + estimate, 0) / draws.length,
      low: Math.min(...values.map(({ low }) => low)),
      high: Math.max(...values.map(({ high }) => high)),
    };
  });
}
