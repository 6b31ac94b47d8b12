import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess, weighed } from '#shared/scoring/assessment.ts';
import { explanationOf, signed, tellingReasons } from '#shared/scoring/explanation.ts';
import { model } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';
import { aBrand, aVerdict } from '#test/support/builders.ts';

const BIAS = model.bias.value;
const curve = { predicted: [0, 0.2, 0.8, 1], observed: [0, 0.05, 0.6, 1] };
const calibrated = { ...model, calibration: { reason: 'a test needs a curve that corrects much', curve } };

test('start, reasons and sum lead to the probability of any verdict, whatever the signals say', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(values, fc.constantFrom(model, calibrated), (found, judge) => {
      const evidence = signals
        .filter(({ family }) => family !== 'gate')
        .map((signal, i) => weighed(signal, found[i] ?? 0, 'so', judge));
      const { probability, logOdds } = assess(aBrand(), evidence, judge);
      const reasons = evidence.map(({ signal, contribution }) => ({
        id: signal.id,
        contribution: Number(contribution.toFixed(3)),
        evidence: 'so',
      }));
      const told = explanationOf(aVerdict({ probability, signals: reasons }), {
        bias: judge.bias.value,
        calibrated: judge === calibrated,
      });

      expect(told?.start.logOdds).toBe(BIAS);
      expect(told?.sum.logOdds).toBeCloseTo(logOdds, 1);
      expect(told?.sum.words).toContain(`${Math.min(99.9, probability * 100).toFixed(1)} %`);
    }),
  );
});

const oneReason = { signals: [{ id: 'low-price', contribution: 2.58, evidence: 'cheap' }] };

test('the sum is told with its probability, and with what a curve makes of it', () => {
  const plain = explanationOf(aVerdict({ ...oneReason, probability: 0.285 }), { bias: -3.5, calibrated: false });
  const corrected = explanationOf(aVerdict({ ...oneReason, probability: 0.1 }), { bias: -3.5, calibrated: true });

  expect(plain?.start.words).toBe('before any reason: where every offer starts, 2.9 %');
  expect(plain?.sum).toEqual({ logOdds: expect.closeTo(-0.92, 9), words: 'the sum, 28.5 %' });
  expect(corrected?.sum.words).toBe(
    'the sum, by itself 28.5 %; what was decided about earlier offers corrects it to 10.0 %',
  );
});

test('nothing is explained with a sum that does not lead to the probability', () => {
  const verdict = aVerdict({ ...oneReason, probability: 0.5 });
  expect(explanationOf(verdict, { bias: -3.5, calibrated: false })).toBeUndefined();
});

test('a reason of nothing is no reason', () => {
  const reasons = [0.005, 0.0049, 0, -0.004, -0.3].map((contribution) => ({ id: 'x', contribution, evidence: 'so' }));
  expect(tellingReasons(reasons).map(({ contribution }) => signed(contribution))).not.toContain('+0.00');
  expect(tellingReasons(reasons)).toContainEqual(reasons.at(-1));
});
