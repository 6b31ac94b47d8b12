import { expectedCalibrationError, risingOrder } from '#shared/learning/calibration-error.ts';
import type { Random } from '#shared/runtime/seeded-random.ts';

/**
 * The calibration error that these probabilities would show if every one of them were exactly right: what is left is the
 * noise of finite bins, and an error near it cannot be told from none. Listings of one seller are not independent, so the
 * true floor lies higher.
 */
export function calibrationNoise(probabilities: readonly number[], random: Random, draws = 20): number {
  const order = risingOrder(probabilities);
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const positive = probabilities.map((probability) => random() < probability);
    sum += expectedCalibrationError(probabilities, positive, { order });
  }
  return sum / draws;
}
