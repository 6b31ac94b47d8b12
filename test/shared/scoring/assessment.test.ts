import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess, type Weighed, weighed } from '#shared/scoring/assessment.ts';
import { model, type ScoringModel } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';
import { NORDHAVN, someFacts } from '../../support/facts.ts';
import { tries } from '../../support/tries.ts';

const RANK = { ignore: 0, review: 1, expedite: 2 };
const evidence = signals.filter(({ family }) => family !== 'gate');
const gates = signals.filter(({ id }) => id === 'reference-use');

/** Any subset of the signals with any values they can take. */
const anyEvidence = fc
  .tuple(
    fc.array(fc.tuple(fc.nat({ max: evidence.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 12,
    }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  )
  .map(([drawn, gate]) => {
    const byIndex = new Map(drawn);
    const list = [...byIndex].map(([index, share]) => {
      const signal = evidence[index]!;
      const [least, greatest] = signal.bounds(someFacts({ title: 'Parka' }));
      return weighed(signal, least + share * (greatest - least), 'some evidence');
    });
    return gate === null ? list : [...list, weighed(gates[0]!, gate, 'a gate')];
  });

test('more evidence never lowers probability or decision', () => {
  fc.assert(
    fc.property(anyEvidence, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (list, pick, more) => {
      const index = list.length === 0 ? 0 : pick % list.length;
      const chosen = list[index];
      if (!chosen || chosen.signal.family === 'gate') return;
      const raised: Weighed[] = list.with(index, weighed(chosen.signal, chosen.value + more, 'more'));
      const before = assess(NORDHAVN, list);
      const after = assess(NORDHAVN, raised);
      expect(after.probability).toBeGreaterThanOrEqual(before.probability - 1e-12); // sums round
      expect(RANK[after.decision]).toBeGreaterThanOrEqual(RANK[before.decision]);
    }),
    { numRuns: tries(400, 2000) },
  );
});

test('what would be expedited is still worth a review when any one signal is taken away', () => {
  fc.assert(
    fc.property(anyEvidence, fc.nat(), (list, pick) => {
      if (assess(NORDHAVN, list).decision !== 'expedite') return;
      const incriminating = list.filter(({ signal }) => ['text', 'price', 'image', 'seller'].includes(signal.family));
      const lost = incriminating[pick % incriminating.length]!;
      expect(
        assess(
          NORDHAVN,
          list.filter((one) => one !== lost),
        ).decision,
      ).not.toBe('ignore');
    }),
    { numRuns: tries(800, 5000) },
  );
});

test('a review below the threshold says why a person is asked, and nothing else does', () => {
  fc.assert(
    fc.property(anyEvidence, (list) => {
      const { decision, probability, closerLook } = assess(NORDHAVN, list);
      expect(closerLook !== undefined).toBe(decision === 'review' && probability < NORDHAVN.enforcement.reviewAt);
    }),
    { numRuns: tries(400, 2000) },
  );
});

test('a signal without a weight is an error, not a zero', () => {
  expect(() => weighed({ ...evidence[0]!, id: 'made-up' }, 1, '')).toThrow(/no weight for signal made-up/);
});

const BENT: ScoringModel = {
  ...model,
  version: 'bent',
  calibration: {
    reason: 'learnt for the test, from nothing',
    curve: { predicted: [0, 0.3, 0.9, 1], observed: [0, 0.05, 0.97, 1] },
  },
};

test('with a calibration curve more evidence still never lowers probability or decision, and the sum stays the sum', () => {
  fc.assert(
    fc.property(anyEvidence, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (list, pick, more) => {
      const chosen = list[list.length === 0 ? 0 : pick % list.length];
      if (!chosen || chosen.signal.family === 'gate') return;
      const raised = list.with(list.indexOf(chosen), weighed(chosen.signal, chosen.value + more, 'more', BENT));
      const [before, after] = [assess(NORDHAVN, list, BENT), assess(NORDHAVN, raised, BENT)];
      expect(after.probability).toBeGreaterThanOrEqual(before.probability - 1e-12);
      expect(RANK[after.decision]).toBeGreaterThanOrEqual(RANK[before.decision]);
      expect(before.logOdds).toBe(assess(NORDHAVN, list).logOdds);
    }),
    { numRuns: tries(300, 1000) },
  );
});

test('decisions use the calibrated probability', () => {
  const plain = assess(NORDHAVN, [weighed(evidence.find(({ id }) => id === 'low-price')!, 1.0, 'cheap')]);
  expect(plain.probability).toBeCloseTo(0.426, 2);
  const bent = assess(NORDHAVN, [weighed(evidence.find(({ id }) => id === 'low-price')!, 1.2, 'cheap', BENT)], {
    ...BENT,
    cheapProduct: undefined,
  });
  expect(bent.probability).not.toBeCloseTo(1 / (1 + Math.exp(-bent.logOdds)), 2);
  expect(bent.decision).toBe(bent.probability >= 0.5 ? 'review' : 'ignore');
});
