import { describe, expect, test } from 'vitest';
import { AnalystDecision, analystAgreement, decisionWeight, type Evidence } from '#shared/learning/analyst-decision.ts';
import { evidenceVector, type LinearModel, modelProbability, type SignalRole } from '#shared/learning/linear-model.ts';
import { logistic } from '#shared/learning/logistic-fit.ts';
import { refit } from '#shared/learning/refit.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';

const ROLES: SignalRole[] = [
  { id: 'price', role: 'evidence', gated: true },
  { id: 'record', role: 'evidence', gated: false },
  { id: 'noise', role: 'evidence', gated: false },
  { id: 'accessory', role: 'gate', gated: false },
  { id: 'authorised', role: 'stop', gated: false },
];
const TRUTH: LinearModel = { bias: -2, weights: { price: 3, record: 2, noise: 0 } };

/** Decisions that follow TRUTH; a new seller every few days. */
function decisionsFrom(model: LinearModel, count: number, seed: number): Evidence[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const features = { price: random(), record: random() < 0.3 ? 1 : 0, noise: random(), accessory: 0 };
    const logOdds = model.bias + features.price * model.weights.price! + features.record * model.weights.record!;
    return AnalystDecision.parse({
      brandId: 'nordhavn',
      sellerId: `seller-${Math.floor(i / 4)}`,
      decision: random() < logistic(logOdds) ? 'confirmed' : 'rejected',
      decidedAt: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
      features,
    }) as Evidence;
  });
}

describe('refit', () => {
  const wrong: LinearModel = { bias: -2, weights: { price: 0.2, record: 0.2, noise: 3 } };

  test('decisions mend a wrong model, and the mended one is promoted', () => {
    const decisions = decisionsFrom(TRUTH, 3000, 1);
    const result = refit(wrong, decisions, ROLES);
    expect(result.promoted).toBe(true);
    expect(result.after!.averagePrecision.estimate).toBeGreaterThan(result.before!.averagePrecision.estimate + 0.1);
    expect(result.model.weights.price).toBeGreaterThan(2);
    expect(result.model.weights.noise).toBeLessThan(0.5);
    // What chance alone leaves on these held-out decisions: the truth itself is not calibrated better there.
    const chance = refit(TRUTH, decisions, ROLES).before!.calibrationError.estimate;
    expect(result.after!.calibrationError.estimate).toBeLessThan(chance + 0.02);
    expect(result.before!.calibrationError.estimate).toBeGreaterThan(chance + 0.1);
  });

  test('a model that misleading decisions made worse is not promoted', () => {
    // Training saw the world turned round; the newest sellers follow the old rule.
    const misled = decisionsFrom(TRUTH, 1200, 2).map((item, i) => ({
      ...item,
      decision:
        i < 900 ? (item.decision === 'confirmed' ? ('rejected' as const) : ('confirmed' as const)) : item.decision,
    }));
    const result = refit(TRUTH, misled, ROLES);
    expect(result.promoted).toBe(false);
    expect(result.why).toMatch(/precision.* fell beyond chance on held-out sellers/);
  });

  test('a model that ranks worse by no more than chance is promoted', () => {
    // The truth cannot be beaten: what it ranks better by, it does by chance or by a little.
    const refits = [20, 21, 22, 23, 24, 25].map((seed) => refit(TRUTH, decisionsFrom(TRUTH, 600, seed), ROLES));
    const worse = refits.filter(
      ({ before, after }) => after!.averagePrecision.estimate < before!.averagePrecision.estimate,
    );
    expect(worse.length).toBeGreaterThan(0);
    expect(worse.map(({ promoted }) => promoted)).not.toContain(false);
  });

  test('decisions count for what they are worth: that all of them are rare makes none of them stronger', () => {
    const decisions = decisionsFrom(TRUTH, 400, 9);
    const rare = decisions.map((item): Evidence => ({ ...item, selectionProbability: 0.02 }));
    const [often, seldom] = [decisions, rare].map((own) => refit(wrong, own, ROLES).model.weights);
    for (const [id, weight] of Object.entries(seldom!)) expect(weight).toBeCloseTo(often![id]!, 6);
  });

  test('a handful of decisions moves little and promotes nothing', () => {
    const result = refit(TRUTH, decisionsFrom(TRUTH, 12, 3), ROLES);
    expect(result.promoted).toBe(false);
    expect(result.why).toMatch(/are needed/);
    expect(Math.abs(result.model.weights.price! - 3)).toBeLessThan(1);
  });

  test('unsure decisions and authorised sellers teach nothing', () => {
    const decisions = decisionsFrom(TRUTH, 400, 4);
    const with_ = [
      ...decisions,
      ...decisions.map((item): Evidence => ({ ...item, decision: 'unsure' })),
      ...decisions.map((item): Evidence => ({ ...item, features: { ...item.features, authorised: 1 } })),
    ];
    expect(refit(TRUTH, with_, ROLES)).toEqual(refit(TRUTH, decisions, ROLES));
  });

  test('no weight ever turns against its sign', () => {
    const reversed = decisionsFrom({ bias: 1, weights: { price: -4, record: -4, noise: 0 } }, 1500, 5);
    for (const weight of Object.values(refit(TRUTH, reversed, ROLES).model.weights)) {
      expect(weight).toBeGreaterThanOrEqual(0);
    }
  });

  /** Every fiftieth decision is an audit's, which weighs as much as so many. */
  const audited = (weight: number) =>
    decisionsFrom(TRUTH, 1500, 12).map(
      (item, i): Evidence => ({ ...item, selectionProbability: i % 50 === 0 ? 1 / weight : 1 }),
    );

  test('a few audits that outweigh everything else do not calibrate a model', () => {
    expect(refit(wrong, audited(1), ROLES).model.curve).toBeDefined();
    expect(refit(wrong, audited(50), ROLES).model.curve).toBeUndefined();
  });

  test('with enough decisions a curve calibrates the sums, and leaves their order alone', () => {
    // The truth is bent: weights and a slope cannot follow it.
    const random = seededRandom(11);
    const bent = decisionsFrom(TRUTH, 6000, 11).map((item): Evidence => {
      const sum = TRUTH.bias + item.features.price! * 3 + item.features.record! * 2;
      return { ...item, decision: random() < (sum > 0 ? 0.95 : 0.02) ? 'confirmed' : 'rejected' };
    });
    const result = refit(TRUTH, bent, ROLES);
    expect(result.after!.calibrationError.estimate).toBeLessThan(0.5 * result.errorWithoutCurve!.estimate);
    const { curve, ...sums } = result.model;
    const order = (model: LinearModel) =>
      bent
        .map((item, i) => ({ i, p: modelProbability(model, item.features, ROLES) }))
        .sort((a, b) => a.p - b.p)
        .map(({ i }) => i);
    expect(curve).toBeDefined();
    expect(order(result.model)).toEqual(order(sums));
  });

  test("last night's model is what must be beaten, not what is believed: learning the same again changes nothing", () => {
    const decisions = decisionsFrom(TRUTH, 900, 7);
    const first = refit(wrong, decisions, ROLES);
    expect(refit(first.model, decisions, ROLES, wrong).model).toEqual(first.model);
  });

  test('the same decisions give the same model', () => {
    const decisions = decisionsFrom(TRUTH, 500, 6);
    expect(refit(TRUTH, decisions, ROLES)).toEqual(refit(TRUTH, decisions, ROLES));
  });
});

test('a gate closes the gated evidence that speaks against the seller, and only that', () => {
  expect(evidenceVector({ price: 1, record: 1, accessory: 0.75 }, ROLES)).toEqual([0.25, 1, 0, 1]);
  expect(evidenceVector({ price: -0.4, accessory: 1 }, ROLES)).toEqual([-0.4, 0, 0, 1]);
});

describe('analyst decisions', () => {
  const decision = (fields: object) =>
    AnalystDecision.parse({
      brandId: 'nordhavn',
      sellerId: 's',
      decision: 'confirmed',
      decidedAt: '2026-05-01T12:00:00+02:00',
      features: {},
      ...fields,
    });

  test('a listing drawn with probability 0.02 stands for fifty, and none for more than a hundred', () => {
    expect(decisionWeight(decision({ selectionProbability: 0.02 }))).toBe(50);
    expect(decisionWeight(decision({ selectionProbability: 1e-6 }))).toBe(100);
    expect(decisionWeight(decision({ decision: 'unsure' }))).toBe(0);
  });

  test('times are compared in UTC', () => {
    expect(decision({}).decidedAt).toBe('2026-05-01T10:00:00.000Z');
  });

  test('without features or listing there is nothing to learn from', () => {
    expect(AnalystDecision.safeParse({ ...decision({}), features: undefined }).success).toBe(false);
  });

  test('agreement counts only different analysts on the same listing', () => {
    const by = (decidedBy: string, listingId: string, verdict = 'confirmed') =>
      decision({ decidedBy, listingId, decision: verdict });
    const decisions = [by('ann', '1'), by('bo', '1'), by('bo', '1'), by('ann', '2'), by('bo', '2', 'rejected')];
    expect(analystAgreement(decisions)).toEqual({ pairs: 3, agreed: 2 });
  });
});
