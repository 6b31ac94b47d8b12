import { expect, test } from 'vitest';
import { rollUpEveryBrand } from '#functions/digest/roll-up-every-brand.ts';
import type { RollUp } from '#shared/domain/roll-up.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import { aBrand, aCase } from '../../support/builders.ts';

test('finished days are stored though nobody asks, once, and one broken brand keeps no other from it', async () => {
  const stored: [string, RollUp][] = [];
  const rolledTo = new Map<string, string>();
  const shown: string[] = [];
  const rollUps: RollUpStore = {
    rolledTo: async (id) => rolledTo.get(id),
    rollUps: async () => [],
    put: async (id, rollUp) => void stored.push([id, rollUp]),
    setRolledTo: async (id, day) => void rolledTo.set(id, day),
    shownTo: async () => '2026-12-31',
    putShown: async () => {},
    rebuild: async () => undefined,
    beginRebuild: async () => true,
    setRebuild: async () => {},
    setShownTo: async () => {},
    running: async () => undefined,
    keepRunning: async () => {},
    eachChangedSince: async (id, _day, show) => {
      shown.push(id);
      if (id === 'broken') throw new Error('no table');
      for (const openedAt of ['2026-06-01T12:00:00.000Z', '2026-06-02T00:10:00.000Z'])
        show(aCase({ brandId: id, openedAt }));
    },
  };
  const unasked = { listings: {} as never, cases: {} as never };
  const brands = { list: async () => ['broken', 'nordhavn'].map((id) => aBrand({ id })) };
  const tick = (at: string) => rollUpEveryBrand({ brands, rollUps, ...unasked, clock: () => new Date(at) });

  await expect(tick('2026-06-02T01:10:00Z')).rejects.toThrow('figures of 1 brands');
  await expect(tick('2026-06-02T02:10:00Z')).rejects.toThrow('figures of 1 brands');

  expect(stored.map(([id, { day, venues }]) => [id, day, venues.bazaar?.counts.found])).toEqual([
    ['nordhavn', '2026-06-01', 1],
  ]);
  expect(shown).toEqual(['broken', 'nordhavn', 'broken']);
});
