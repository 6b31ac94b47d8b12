import { beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import type { Case } from '#shared/domain/case.ts';
import { aCase, aListing } from '../../support/builders.ts';
import { anImage } from '../../support/facts.ts';
import {
  CASE_ID,
  COUNTERFEIT,
  INNOCENT,
  onSale,
  type ScoreWorld,
  SUSPECT,
  scoreWorld,
} from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('relisting', () => {
  const removed = (fields: Partial<z.input<typeof Case>> = {}) =>
    aCase({
      listing: aListing({ id: 'old', title: 'Completely different words' }),
      state: 'removed',
      submittedAt: '2026-05-10T00:00:00.000Z',
      removedAt: '2026-05-12T00:00:00.000Z',
      imageHashes: [anImage().pdq],
      ...fields,
    });

  test('the same picture from the same seller continues the removed case', async () => {
    const old = removed();
    await world.cases.open(old);
    world.pictures = { [COUNTERFEIT.imageUrls[0]!]: anImage() };
    // The title alone would be a case for review: pictures can still matter, so they are looked at.
    await world.run(SUSPECT);
    const successor = await world.cases.get(CASE_ID);
    expect(successor?.relistingOf).toBe(old.id);
    expect((await world.cases.get(old.id))?.state).toBe('relisted');
    expect(world.kinds()).toContain('relisted');
  });

  describe('is not what comes back after it went before anybody decided', () => {
    const ended = (fields: Partial<z.input<typeof Case>> = {}) => {
      const event = { at: '2026-05-12T00:00:00.000Z', to: 'ended', by: 'verify', why: 'sold out' } as const;
      const remark = { at: event.at, by: 'analyst:jane', text: 'ask the factory' };
      const listing = aListing({ ...COUNTERFEIT });
      return aCase({ listing, state: 'ended', events: [{ ...event, from: 'flagged' }], remarks: [remark], ...fields });
    };

    test('its case waits again, with what was said of it, and nobody is told of a removal', async () => {
      const before = ended();
      await world.cases.open(before);
      world.page = onSale(COUNTERFEIT);
      await world.run(COUNTERFEIT);
      await world.run(COUNTERFEIT);
      const [again, ...others] = await world.cases.byBrand('nordhavn');
      expect(others).toEqual([]);
      expect(again).toMatchObject({ id: before.id, state: 'flagged', remarks: before.remarks });
      expect(again!.events.at(-1)!.why).toMatch(/^on sale again; probability/);
      expect(world.kinds()).not.toContain('relisted');
    });

    test('another seller at its address has a case of their own', async () => {
      const seller = { id: 'somebody-else', name: 'Else' };
      await world.cases.open(ended({ listing: aListing({ ...COUNTERFEIT, seller }) }));
      world.page = onSale(COUNTERFEIT);
      await world.run(COUNTERFEIT);
      const states = (await world.cases.byBrand('nordhavn')).map(({ state, relistingOf }) => [state, relistingOf]);
      expect(states.toSorted()).toEqual([
        ['ended', undefined],
        [expect.stringMatching(/flagged|queued/), undefined],
      ]);
    });
  });

  test('nearly the same title does too', async () => {
    const old = removed({
      listing: aListing({ id: 'old', title: 'Nordhavn Fjord Parka mirror quality NEW' }),
      imageHashes: [],
    });
    await world.cases.open(old);
    await world.run(COUNTERFEIT);
    expect((await world.cases.get(CASE_ID))?.relistingOf).toBe(old.id);
  });

  test('what was on sale beside the removed offer all the time is no relisting', async () => {
    const old = removed({ listing: aListing({ id: 'old', title: COUNTERFEIT.title }) });
    await world.cases.open(old);
    world.firstSeenAt = '2026-05-01T00:00:00.000Z';
    await world.run(COUNTERFEIT);
    expect((await world.cases.get(CASE_ID))?.relistingOf).toBeUndefined();
    expect((await world.cases.get(old.id))?.state).toBe('removed');
  });

  test('is put before a person in milder words and at an honest price, after a notice that nobody acknowledged', async () => {
    const old = removed({ listing: aListing({ id: 'old', title: INNOCENT.title }), state: 'ended', imageHashes: [] });
    await world.cases.open(old);
    await world.run(INNOCENT);
    const record = await world.cases.get(CASE_ID);
    expect(record).toMatchObject({
      state: 'flagged',
      relistingOf: old.id,
      verdict: { decision: 'ignore' },
      links: [{ caseId: old.id, reasons: ['account', 'text'], continues: true }],
    });
    expect(record?.events[0]?.why).toContain(`continues case ${old.id} (the same account, the same wording)`);
    expect(world.takedowns.sent).toEqual([]);
    expect(world.kinds()).toEqual(['relisted']);
  });

  test("another seller's removed offer is not continued", async () => {
    const old = removed({ listing: aListing({ id: 'old', title: COUNTERFEIT.title, seller: { id: 'someone-else' } }) });
    await world.cases.open(old);
    await world.run(COUNTERFEIT);
    expect((await world.cases.get(CASE_ID))?.relistingOf).toBeUndefined();
  });

  test('the same listing id back on sale is a new generation', async () => {
    await world.cases.open(aCase({ state: 'removed', removedAt: '2026-05-12T00:00:00.000Z' }));
    world.page = onSale(COUNTERFEIT);
    await world.run(COUNTERFEIT);
    expect(await world.cases.get('nordhavn~bazaar~1001~2')).toMatchObject({ state: 'queued', relistingOf: CASE_ID });
    expect((await world.cases.get(CASE_ID))?.state).toBe('relisted');
  });

  test('a search result that still shows the removed offer proves nothing', async () => {
    await world.cases.open(aCase({ state: 'removed', removedAt: '2026-05-12T00:00:00.000Z' }));
    world.page = { finding: 'unreadable', reason: 'blocked' };
    await world.run(COUNTERFEIT);
    expect(await world.cases.get('nordhavn~bazaar~1001~2')).toBeUndefined();
    expect(world.takedowns.sent).toEqual([]);
  });
});
