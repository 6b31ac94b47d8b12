import type { Interval } from '#shared/learning/bootstrap.ts';

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
