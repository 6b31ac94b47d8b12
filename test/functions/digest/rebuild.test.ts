import { describe, expect, it } from 'vitest';
import { rebuildAsked } from '#functions/digest/rebuild.ts';
import { type Rebuild, rebuildNow } from '#shared/domain/rebuild.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import { aCase } from '../../support/builders.ts';

// Figures of a hundred thousand histories take longer than a request may: a function makes them, and writes down how far it is.

const NOW = new Date('2026-06-30T09:00:00Z');
const ASKED: Rebuild = {
  state: 'running',
  by: 'analyst:jane',
  askedAt: '2026-06-30T08:59:00.000Z',
  at: '2026-06-30T08:59:00.000Z',
  read: 0,
};

function world(count: number, asked: Rebuild | undefined = ASKED) {
  const said: Rebuild[] = [];
  const put: string[] = [];
  const rollUps: RollUpStore = {
    rolledTo: async () => undefined,
    rollUps: async () => [],
    put: async (_brandId, { day }) => void put.push(day),
    setRolledTo: async () => {},
    shownTo: async () => undefined,
    putShown: async () => {},
    setShownTo: async () => {},
    rebuild: async () => said.at(-1) ?? asked,
    beginRebuild: async () => true,
    setRebuild: async (_brandId, now) => void said.push(now),
    running: async () => undefined,
    keepRunning: async () => {},
    async eachChangedSince(_brandId, _day, show) {
      const record = aCase({ openedAt: '2026-06-01T00:00:00.000Z' });
      for (let n = 0; n < count; n++) show(record);
    },
  };
  return { said, put, rollUps, clock: () => NOW };
}

describe('figures that are made anew', () => {
  it('tell how many histories were read on the way, and in the end what differed', async () => {
    const w = world(12_000);
    await rebuildAsked('nordhavn', w);
    expect(w.said.map(({ state, read }) => `${state} ${read}`).slice(-1)).toEqual(['done 12000']);
    expect(w.said).toHaveLength(3);
    expect(w.said.at(-1)).toMatchObject({ by: 'analyst:jane', result: { days: 1, changed: ['2026-06-01'], kept: [] } });
  });

  it('say why they failed, and the failure reaches the alarm', async () => {
    const w = world(10);
    w.rollUps.put = () => Promise.reject(new Error('throttled'));
    await expect(rebuildAsked('nordhavn', w)).rejects.toThrow('throttled');
    expect(w.said.at(-1)).toMatchObject({ state: 'failed', why: 'throttled' });
  });

  it('are left alone where nobody asked for them', async () => {
    const w = world(10);
    w.rollUps.rebuild = async () => undefined;
    await rebuildAsked('nordhavn', w);
    expect([w.put, w.said]).toEqual([[], []]);
  });

  it('count as failed when nothing was heard of them for longer than the function runs', () => {
    const asOf = (minutes: number) => rebuildNow(ASKED, new Date(Date.parse(ASKED.at) + minutes * 60_000));
    expect(asOf(14)).toBe(ASKED);
    expect(asOf(16)).toMatchObject({ state: 'failed', why: expect.stringContaining('not heard of since') });
    expect(rebuildNow({ ...ASKED, state: 'done' }, new Date('2027-01-01T00:00:00Z')).state).toBe('done');
  });
});
