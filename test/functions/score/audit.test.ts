import { beforeEach, describe, expect, test } from 'vitest';
import { isDrawn } from '#functions/score/audit.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { aListing } from '../../support/builders.ts';
import { NORDHAVN } from '../../support/facts.ts';
import { CASE_ID, INNOCENT, type ScoreWorld, SUSPECT, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('random audit', () => {
  const audited = (share: number): Brand => ({
    ...NORDHAVN,
    enforcement: { ...NORDHAVN.enforcement, auditShare: share },
  });
  const withShare = (share: number) => {
    world.services = { ...world.services, brands: { get: async () => audited(share) } };
  };

  test('a harmless offer drawn by lot is shown to a person, quietly, and its verdict stays', async () => {
    withShare(0.1);
    for (let id = 1; id <= 100; id++) await world.run({ ...INNOCENT, id: String(id) });
    const drawn = await world.cases.byBrand('nordhavn');
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn.length).toBeLessThan(25);
    for (const record of drawn) {
      expect(record).toMatchObject({ state: 'flagged', selectionProbability: 0.1, verdict: { decision: 'ignore' } });
      expect(record.events[0]!.why).toMatch(/^random audit; probability/);
    }
    expect(new Set(world.verdicts.values())).toEqual(new Set(['ignore']));
    expect([world.alerts.sent, world.takedowns.sent]).toEqual([[], []]);
  });

  test('the lot is the same whenever it is drawn, close to the share, and another one for another brand', () => {
    const brand = audited(0.02);
    const drawn = (by: typeof brand) =>
      Array.from({ length: 5_000 }, (_, id) => isDrawn(by, aListing({ id: String(id) })));
    const first = drawn(brand);
    expect(drawn(brand)).toEqual(first);
    expect(drawn({ ...brand, id: 'another' })).not.toEqual(first);
    expect(first.filter(Boolean).length / first.length).toBeCloseTo(0.02, 2);
  });

  test('never an authorised seller, one who may be, a saved page, or with the share at nought', async () => {
    withShare(0.1);
    for (let id = 1; id <= 60; id++) {
      await world.run({ ...INNOCENT, id: String(id), seller: { id: 'nordhavn-official' } });
      await world.run({ ...INNOCENT, id: String(id), seller: null });
      await world.run({ ...INNOCENT, id: String(id) }, true);
    }
    withShare(0);
    for (let id = 1; id <= 60; id++) await world.run({ ...INNOCENT, id: String(id) });
    expect(await world.cases.byBrand('nordhavn')).toEqual([]);
  });

  test('what its score flags is no audit', async () => {
    withShare(0.1);
    await world.run(SUSPECT);
    expect((await world.cases.get(CASE_ID))?.selectionProbability).toBeUndefined();
  });
});
