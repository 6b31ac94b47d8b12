import { describe, expect, test } from 'vitest';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { calibrationTarget, DEPLOYED, errorsOnUnseenSellers, METHOD_NAMES } from './calibration.ts';
import { meanWithError } from './mean-of-draws.ts';
import type { Predictions } from './published-predictions.ts';
import { liftTarget } from './seller-prior.ts';
import { isBroken, isKept, judgement } from './targets.ts';

/** Says far too much: what it calls 80 % comes in 64 %, what it calls 30 % in 9 %. Sellers of 10 listings. */
function exaggerating(seed: number): Predictions {
  const random = seededRandom(seed);
  const scores = Array.from({ length: 8000 }, () => random());
  return {
    scores,
    positive: scores.map((score) => random() < score ** 2),
    sellers: scores.map((_, i) => Math.floor(i / 10)),
  };
}

/** As with few draws of the decisions: means differ by far less than draws do. */
const drawsAround = (mean: number, count = 6): number[] =>
  Array.from({ length: count }, (_, i) => mean + 0.011 * Math.sqrt(3) * ((2 * i) / (count - 1) - 1));

describe('the gate on a mean of draws', () => {
  test('calls calibration broken when it is switched off, and ends with an error', () => {
    const { errors } = errorsOnUnseenSellers(exaggerating(1), Number.POSITIVE_INFINITY, 3);
    const targetOf = (method: string) => calibrationTarget([errors[METHOD_NAMES.indexOf(method)]!]);
    expect(isKept(targetOf(DEPLOYED))).toBe(true);
    expect(judgement([targetOf(DEPLOYED)]).exitCode).toBe(0);
    expect(isBroken(targetOf('as published'))).toBe(true);
    const { exitCode, lines } = judgement([targetOf(DEPLOYED), targetOf('as published')]);
    expect(exitCode).toBe(1);
    expect(lines.filter((line) => line.startsWith('BROKEN PROMISE'))).toHaveLength(1);
  });

  test('is not moved by one lucky half, whose error alone would pass', () => {
    const errors = [0.057, 0.049, 0.061, 0.019, 0.055];
    expect(isBroken(calibrationTarget([errors]))).toBe(true);
  });

  test.each([
    [0.02, 0.706],
    [0.1, 0.705],
  ])("calls the seller's record broken when it adds nothing (%d decided)", (share, nothingAdded) => {
    const without = liftTarget(share, drawsAround(nothingAdded));
    expect(isBroken(without)).toBe(true);
    expect(judgement([without]).exitCode).toBe(1);
  });

  test('keeps the promise of the record with what is usually measured', () => {
    for (const [share, usual] of [
      [0.02, 0.787],
      [0.1, 0.817],
    ] as const) {
      expect(isKept(liftTarget(share, drawsAround(usual)))).toBe(true);
    }
  });

  test('asks the same of a noisy run as of a quiet one', () => {
    const required = (draws: number[]) => liftTarget(0.02, draws).required;
    expect(required([0.6, 0.9])).toBe(required([0.78, 0.78]));
  });
});

test('more draws of the same spread leave less doubt about their mean; one draw says nothing of it', () => {
  const widthOf = (count: number) => {
    const [low, high] = meanWithError(drawsAround(0.8, count)).interval!;
    return high - low;
  };
  expect(widthOf(30)).toBeLessThan(widthOf(6) / 2);
  expect(meanWithError([0.8])).toEqual({ estimate: 0.8 });
});
