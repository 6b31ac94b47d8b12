import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { autoSubmitThreshold, carefulFrom, type Expediting, expeditingWords } from '#shared/domain/expediting.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { AnalystDecision, type Evidence } from '#shared/learning/analyst-decision.ts';
import { type Outcome, provedFrom, proveExpediting } from '#shared/learning/prove-expediting.ts';
import { wilsonLowerBound } from '#shared/learning/wilson.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { judgeFeatures } from '#shared/scoring/judge-features.ts';
import { model } from '#shared/scoring/model.ts';
import { aBrand, aProof } from '../../support/builders.ts';

const NOW = new Date('2026-06-01T02:00:00.000Z');
const brand = aBrand();

const FLOOR = 0.9;
const outcome = fc.record({
  sellerId: fc.uuid(),
  probability: fc.integer({ min: 85, max: 99 }).map((percent) => percent / 100),
  confirmed: fc.oneof({ weight: 24, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});
const outcomes = fc.oneof(
  fc.array(outcome, { minLength: 60, maxLength: 400, size: 'max' }),
  // Around the least number, where one decision more or less can bring a proof about.
  fc.array(
    outcome.map((one) => ({ ...one, probability: Math.max(one.probability, FLOOR) })),
    { minLength: 95, maxLength: 110, size: 'max' },
  ),
);
const start = (proof: ReturnType<typeof provedFrom>) => proof?.from ?? Number.POSITIVE_INFINITY;

describe('the proved threshold', () => {
  test('holds what it promises, on enough decisions, and is not below the floor', () => {
    let proved = 0;
    fc.assert(
      fc.property(outcomes, (decided) => {
        const proof = provedFrom(decided, FLOOR);
        if (!proof) return;
        proved++;
        const above = decided.filter(({ probability }) => probability >= proof.from);
        const confirmed = above.filter((one) => one.confirmed).length;
        expect(proof).toEqual({ from: proof.from, decided: above.length, confirmed });
        expect(confirmed).toBeGreaterThanOrEqual(100);
        expect(wilsonLowerBound(confirmed, above.length)).toBeGreaterThanOrEqual(0.9);
        expect(proof.from).toBeGreaterThanOrEqual(FLOOR);
      }),
    );
    expect(proved).toBeGreaterThan(10);
  });

  test('promises hardly anything on the word of twenty sellers, where counting their offers would', () => {
    // Every seller is wholly one thing and one in eight is honest: precision is 0.875, and no promise of 0.9 can be kept.
    const TRIALS = 200;
    const promised = { byOffers: 0, asDeployed: 0 };
    for (let trial = 0; trial < TRIALS; trial++) {
      const random = seededRandom(trial);
      const decided = Array.from({ length: 20 }, (_, seller) => {
        const confirmed = random() >= 1 / 8;
        return Array.from({ length: 25 }, (): Outcome => ({ sellerId: String(seller), probability: 0.95, confirmed }));
      }).flat();
      const confirmed = decided.filter((one) => one.confirmed).length;
      if (wilsonLowerBound(confirmed, decided.length) >= 0.9) promised.byOffers++;
      if (provedFrom(decided, FLOOR)) promised.asDeployed++;
    }
    expect(promised.byOffers / TRIALS).toBeGreaterThan(0.15);
    expect(promised.asDeployed / TRIALS).toBeLessThan(0.1); // all twenty are counterfeiters in 7 %
  });

  test('one more rejected decision never lowers it', () => {
    fc.assert(
      fc.property(outcomes, fc.array(outcome, { minLength: 1, maxLength: 10 }), (decided, more) => {
        const rejected = more.map((one): Outcome => ({ ...one, confirmed: false }));
        expect(start(provedFrom([...decided, ...rejected], FLOOR))).toBeGreaterThanOrEqual(
          start(provedFrom(decided, FLOOR)),
        );
      }),
    );
  });

  test('one more confirmed decision at the top never takes the proof away', () => {
    fc.assert(
      fc.property(outcomes, (decided) => {
        const more = [...decided, { probability: 0.995, confirmed: true, sellerId: 'another' }];
        expect(start(provedFrom(more, FLOOR))).toBeLessThanOrEqual(start(provedFrom(decided, FLOOR)));
      }),
    );
  });

  test('ninety-nine confirmed decisions are too few, whatever was rejected; a hundred are enough', () => {
    const flawless = (count: number): Outcome[] =>
      Array.from({ length: count }, (_, i) => ({ probability: 0.93, confirmed: true, sellerId: `s${i}` }));
    expect(provedFrom(flawless(99), FLOOR)).toBeUndefined();
    expect(provedFrom(flawless(100), FLOOR)).toEqual({ from: 0.93, decided: 100, confirmed: 100 });
    const rejected: Outcome = { probability: 0.95, confirmed: false, sellerId: 'other' };
    expect(provedFrom([...flawless(99), rejected], FLOOR)).toBeUndefined();
    expect(provedFrom([...flawless(100), rejected], FLOOR)).toEqual({ from: 0.93, decided: 101, confirmed: 100 });
  });
});

describe('many decisions about few sellers', () => {
  const copies = (sellers: number, each: number, confirmed = true): Outcome[] =>
    Array.from({ length: sellers * each }, (_, i) => ({ probability: 0.97, confirmed, sellerId: `s${i % sellers}` }));

  test('prove little: one seller with a hundred copies is no proof, twenty with five each are', () => {
    expect(provedFrom(copies(1, 100), FLOOR)).toBeUndefined();
    expect(provedFrom(copies(10, 100), FLOOR)).toBeUndefined();
    expect(provedFrom(copies(20, 5), FLOOR)).toEqual({ from: 0.97, decided: 100, confirmed: 100 });
  });

  test('count in full when they were wrong', () => {
    expect(provedFrom([...copies(30, 5), ...copies(1, 40, false)], FLOOR)).toBeUndefined();
  });
});

describe('a brand', () => {
  // Strong enough for any threshold; the second is below 0.95 and above 0.90.
  const CLEAR = { 'brand-named': 1, 'low-price': 1, 'suspicious-wording': 1 };
  const FAIR = { 'brand-named': 1, 'low-price': 1, 'suspicious-wording': 0.5 };
  const decided = (count: number, fields: Partial<Evidence> = {}): Evidence[] =>
    Array.from(
      { length: count },
      (_, i) =>
        AnalystDecision.parse({
          brandId: 'nordhavn',
          sellerId: `s${i}`,
          decision: 'confirmed',
          decidedAt: NOW.toISOString(),
          features: CLEAR,
          listingId: String(i),
          ...fields,
        }) as Evidence,
    );
  const words = (decisions: readonly Evidence[]) => {
    const found = proveExpediting(brand, decisions, model, NOW);
    return expeditingWords(autoSubmitThreshold(brand, found, model.version));
  };

  test('starts carefully and says how many decisions it still needs', () => {
    expect(judgeFeatures(brand, FAIR, model).probability).toBeLessThan(0.95);
    expect(judgeFeatures(brand, FAIR, model).probability).toBeGreaterThan(0.9);
    expect(words([])).toBe('Expediting starts carefully at 95 %: 100 more confirmed decisions needed (0 of 100)');
    expect(words([...decided(37), ...decided(30, { features: FAIR })])).toBe(
      'Expediting starts carefully at 95 %: 63 more confirmed decisions needed (37 of 100)',
    );
  });

  test('has proved its threshold where its own decisions show it', () => {
    const from = formatProbability(judgeFeatures(brand, CLEAR, model).probability);
    expect(words(decided(140))).toBe(`Expediting: proved from ${from} on 140 decisions`);
    expect(words([...decided(70), ...decided(70, { features: FAIR })])).toMatch(/proved from 9\d % on 140 decisions/);
  });

  test('whose decisions disprove it stays careful, and says why', () => {
    const half = [...decided(70), ...decided(70, { decision: 'rejected' })];
    expect(words(half)).toBe(
      'Expediting stays careful at 95 %: 70 of 140 decisions from there on were confirmed, and no threshold proves 90 % on 100 confirmed',
    );
  });

  test('is not helped by what a model says only after it has learnt from the decision', () => {
    const given = { probability: 0.6, decision: 'review' as const, modelVersion: 'earlier' };
    expect(proveExpediting(brand, decided(200, { verdict: given }), model, NOW)).toMatchObject({
      proved: false,
      decided: 0,
    });
    const high = { ...given, probability: 0.99 };
    const rejected = decided(60, { verdict: high, decision: 'rejected', features: {} });
    expect(proveExpediting(brand, [...decided(140), ...rejected], model, NOW).proved).toBe(false);
  });

  test('is not helped by second opinions, nor by refused notices that nobody judged', () => {
    expect(proveExpediting(brand, decided(200, { secondOpinion: true }), model, NOW).decided).toBe(0);
    const refused = decided(40, { decision: 'unsure' });
    expect(proveExpediting(brand, [...decided(100), ...refused], model, NOW)).toMatchObject({
      proved: false,
      decided: 140,
    });
  });

  test('is held back where a second person would not have confirmed', () => {
    const disputing = (count: number, said: 'rejected' | 'unsure' | 'confirmed') =>
      decided(count, { secondOpinion: true, decision: said });
    const first = decided(110);
    for (const said of ['rejected', 'unsure'] as const)
      expect(proveExpediting(brand, [...first, ...disputing(11, said)], model, NOW)).toMatchObject({
        proved: false,
        decided: 110,
        confirmed: 99,
      });
    expect(proveExpediting(brand, [...first, ...disputing(11, 'confirmed')], model, NOW).proved).toBe(true);
  });

  test('that a hundred copies of one seller were confirmed for needs the decisions that they do not count for', () => {
    expect(words(decided(100, { sellerId: 'one' }))).toBe(
      'Expediting starts carefully at 95 %: 95 more confirmed decisions needed (5 of 100)',
    );
  });

  test('does not call disproved what was counted for another model, from another threshold or not at all', () => {
    const strict = aBrand({ enforcement: { expediteAt: 0.97 } });
    const said = (found: Expediting | undefined, of = brand) => expeditingWords(autoSubmitThreshold(of, found, 'test'));
    const start = 'Expediting starts carefully at';
    const next = 'the next training counts them';
    expect(said(undefined)).toBe(`${start} 95 %: 100 confirmed decisions are needed, and none is counted yet; ${next}`);
    for (const proved of [true, false]) {
      expect(said(aProof({ proved, modelVersion: 'earlier' }))).toBe(
        `${start} 95 %: the decisions were counted for model earlier, and model test is in use; ${next}`,
      );
      expect(said(aProof({ proved, from: 0.95 }), strict)).toBe(
        `${start} 97 %: the decisions were counted from 95 % on; ${next}`,
      );
    }
    const lowered = aProof({ proved: false, from: 0.97, decided: 30, confirmed: 30 });
    expect(said(lowered)).toBe(`${start} 95 %: the decisions were counted from 97 % on; ${next}`);
    expect(autoSubmitThreshold(brand, lowered, 'test')).toMatchObject({ proved: false, decided: 0, confirmed: 0 });
  });

  test('that was right often enough, but on too few confirmed listings, is told that this is what it lacks', () => {
    const given = { probability: 0.96, decision: 'expedite' as const, modelVersion: 'earlier' };
    const rejected = decided(4, { decision: 'rejected', features: {}, verdict: given });
    expect(words([...decided(90), ...rejected])).toBe(
      'Expediting starts carefully at 95 %: 10 more confirmed decisions needed (90 of 100; 4 not confirmed)',
    );
    expect(words([...decided(96), ...rejected])).toBe(
      'Expediting stays careful at 95 %: 96 of 100 decisions from there on were confirmed, and no threshold proves 90 % on 100 confirmed',
    );
    expect(wilsonLowerBound(96, 100)).toBeGreaterThan(0.9);
  });

  test('keeps its proof only for the model it was made with, and not below what its analyst allows', () => {
    expect(autoSubmitThreshold(brand, aProof({ from: 0.92 }), 'test')).toMatchObject({ proved: true, from: 0.92 });
    expect(autoSubmitThreshold(brand, aProof({ from: 0.92 }), 'another')).toMatchObject({ proved: false, from: 0.95 });
    const strict = aBrand({ enforcement: { expediteAt: 0.97 } });
    expect(autoSubmitThreshold(strict, aProof({ from: 0.92 }), 'test')).toMatchObject({ proved: false, from: 0.97 });
    expect(proveExpediting(strict, [], model, NOW).from).toBe(carefulFrom(strict));
  });
});
