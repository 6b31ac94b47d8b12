import * as z from 'zod';

/** Knots of a curve: probability as predicted → share as observed. Read between them on a straight line. */
export const CalibrationCurve = z
  .strictObject({ predicted: z.array(z.number().min(0).max(1)).min(2), observed: z.array(z.number().min(0).max(1)) })
  .refine(({ predicted, observed }) => predicted.length === observed.length, 'as many observed as predicted are needed')
  .refine(({ predicted, observed }) => isRising(predicted) && isRising(observed), 'must rise from knot to knot')
  .refine(({ predicted }) => predicted[0] === 0 && predicted.at(-1) === 1, 'must reach from 0 to 1');
export type CalibrationCurve = z.infer<typeof CalibrationCurve>;

/** Strictly: two listings that the sum tells apart must not become equal, or their order would be lost. */
const isRising = (values: readonly number[]): boolean => values.every((value, i) => i === 0 || value > values[i - 1]!);

/** The curve at this probability; flat beyond its ends. */
export function readCurve(
  { predicted, observed }: { predicted: readonly number[]; observed: readonly number[] },
  probability: number,
): number {
  if (predicted.length === 0) return probability;
  let high = predicted.findIndex((knot) => knot >= probability);
  if (high === -1) high = predicted.length - 1;
  if (high === 0 || predicted[high]! <= probability) return observed[high]!;
  const share = (probability - predicted[high - 1]!) / (predicted[high]! - predicted[high - 1]!);
  return observed[high - 1]! + share * (observed[high]! - observed[high - 1]!);
}
