import { beforeEach, describe, expect, test } from 'vitest';
import { createScoringContext } from '#functions/score/scoring-context.ts';
import { brandProfile } from '#shared/recognition/brand-profile.ts';
import { type ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { aProof } from '../../support/builders.ts';
import { NORDHAVN, NOW } from '../../support/facts.ts';
import { CASE_ID, COUNTERFEIT, INNOCENT, type ScoreWorld, scoreWorld } from '../../support/score-world.ts';

/** The shipped weights, calibrated so that the counterfeit has a probability of 0.93. */
const FAIR: ScoringModel = (() => {
  const { probability } = scoreListing({ brand: NORDHAVN, listing: COUNTERFEIT, now: NOW, infringingImages: [] });
  const curve = { predicted: [0, probability, 1], observed: [0, 0.93, 1] };
  return { ...shipped, version: 'fair', calibration: { reason: 'learnt for the test, from nothing', curve } };
})();

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('what was learnt', () => {
  const learnt = { ...shipped, version: 'learnt', bias: { ...shipped.bias, value: -12 } };

  test('judges from when it is promoted, at most ten minutes later, and its name stands in the verdict', async () => {
    let now = NOW;
    world.services = {
      ...world.services,
      scoringContext: createScoringContext(world.models, () => now),
      clock: () => now,
    };
    await world.run(COUNTERFEIT);
    expect((await world.cases.get(CASE_ID))?.verdict.modelVersion).toBe(shipped.version);
    await world.models.promote({ ...learnt, bias: shipped.bias }, undefined, NOW);
    await world.run({ ...COUNTERFEIT, id: '1002' });
    now = new Date(NOW.getTime() + 10 * 60_000);
    await world.run({ ...COUNTERFEIT, id: '1003' });
    const versionOf = async (id: string) => (await world.cases.get(`nordhavn~bazaar~${id}~1`))?.verdict.modelVersion;
    expect([await versionOf('1002'), await versionOf('1003')]).toEqual([shipped.version, 'learnt']);
  });

  test('decides: what it makes harmless opens no case', async () => {
    await world.models.promote(learnt, undefined, NOW);
    await world.run(COUNTERFEIT);
    expect(await world.cases.byBrand('nordhavn')).toEqual([]);
  });

  test("the model and the brand's threshold are read once in ten minutes, however many listings there are", async () => {
    let reads = 0;
    const counting = {
      promoted: async () => void reads++,
      expediting: async () => void reads++,
    } as unknown as ModelStore;
    world.services = { ...world.services, scoringContext: createScoringContext(counting, () => NOW) };
    for (let id = 1; id <= 20; id++) await world.run({ ...INNOCENT, id: String(id) });
    expect(reads).toBe(2);
  });

  test('a brand with its threshold stays one object, so that its fingerprint is prepared once for all listings', async () => {
    let now = NOW;
    const scoringContext = createScoringContext(world.models, () => now);
    const [{ brand: first }, { brand: second }] = [await scoringContext(NORDHAVN), await scoringContext(NORDHAVN)];
    expect(second).toBe(first);
    expect(brandProfile(second)).toBe(brandProfile(first));
    await world.models.putExpediting('nordhavn', aProof({ from: 0.92, modelVersion: shipped.version }));
    now = new Date(NOW.getTime() + 10 * 60_000);
    expect((await scoringContext(NORDHAVN)).brand.enforcement.expediteAt).toBe(0.92);
  });

  test('a brand that has proved nothing starts carefully: between its own threshold and 95 % a person decides', async () => {
    await world.models.promote(FAIR, undefined, NOW);
    await world.run(COUNTERFEIT);
    expect(await world.cases.get(CASE_ID)).toMatchObject({ state: 'flagged', verdict: { decision: 'review' } });
    await world.models.putExpediting('nordhavn', aProof({ from: 0.92, modelVersion: 'fair' }));
    world.services = { ...world.services, scoringContext: createScoringContext(world.models, () => NOW) };
    await world.run({ ...COUNTERFEIT, id: '1002' });
    expect((await world.cases.get('nordhavn~bazaar~1002~1'))?.state).toBe('queued');
  });
});
