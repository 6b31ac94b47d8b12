import type { Interval } from './bootstrap.ts';
import type { HeldOutFigures } from './refit.ts';

export function reportedFigures({ averagePrecision, recallAtP90, calibrationError }: HeldOutFigures) {
  return {
    averagePrecision: reportedFigure(averagePrecision),
    recallAtP90: reportedFigure(recallAtP90),
    calibrationError: reportedFigure(calibrationError),
  };
}

export const reportedFigure = ({ estimate, low, high }: Interval) => ({
  estimate: orNull(estimate),
  low: orNull(low),
  high: orNull(high),
});

const orNull = (value: number): number | null => (Number.isFinite(value) ? Number(value.toFixed(4)) : null);
