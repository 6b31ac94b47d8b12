import { beforeEach, describe, expect, test } from 'vitest';
import { score } from '#functions/score/score.ts';
import type { ScoreServices } from '#functions/score/services.ts';
import { aCase, aListing, aVerdict } from '../../support/builders.ts';
import { NOW } from '../../support/facts.ts';
import { CASE_ID, COUNTERFEIT, type ScoreWorld, SUSPECT, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('a listing that comes again', () => {
  test('ten deliveries open one case and send one message in effect', async () => {
    for (let delivery = 0; delivery < 10; delivery++) await world.run(COUNTERFEIT);
    expect(await world.cases.byBrand('nordhavn')).toHaveLength(1);
    expect(new Set(world.takedowns.sent.map(({ options }) => options?.deduplicationId))).toEqual(
      new Set([`${CASE_ID}~1`]),
    );
    expect(new Set(world.alerts.sent.map(({ message }) => message.alertId)).size).toBe(1);
  });

  /** Every call to the outside as a place to die; the redelivery must bring everything about. */
  test('a crash after any step is healed by the next delivery', async () => {
    for (let survives = 0; survives < 12; survives++) {
      const { cases, services, takedowns, kinds, verdicts } = scoreWorld();
      const removed = aCase({
        listing: aListing({ id: 'old' }),
        state: 'removed',
        removedAt: NOW.toISOString(),
        openedAt: '2026-05-01T00:00:00.000Z',
      });
      await cases.open(removed);
      const listing = { ...COUNTERFEIT, title: removed.listing.title };
      const job = { brandId: 'nordhavn', listing, jobId: 'job', offline: false };
      await score(job, dyingAfter(survives, services)).catch(() => undefined);
      await score(job, services);
      expect((await cases.get(CASE_ID))?.relistingOf).toBe(removed.id);
      expect((await cases.get(removed.id))?.state).toBe('relisted');
      expect(takedowns.sent.length).toBeGreaterThan(0);
      expect(new Set(kinds())).toEqual(new Set(['relisted']));
      expect(verdicts.get('bazaar~1001')).toBe('expedite');
    }
  });

  test('a case that somebody is already working on is not sent again', async () => {
    await world.cases.open(aCase({ state: 'submitted', submittedAt: NOW.toISOString() }));
    await world.run(COUNTERFEIT);
    expect(world.takedowns.sent).toEqual([]);
    expect(world.alerts.sent).toEqual([]);
  });

  test('a dismissed case stays dismissed while the offer is what it was, whatever is found out about it', async () => {
    await world.cases.open(aCase({ state: 'dismissed', listing: COUNTERFEIT, verdict: aVerdict({ signals: [] }) }));
    await world.run(COUNTERFEIT);
    await world.run({ ...COUNTERFEIT, soldCount: 900 });
    expect((await world.cases.get(CASE_ID))?.state).toBe('dismissed');
    expect(world.takedowns.sent).toEqual([]);
  });

  test('a dismissed case comes back to a person when the offer is changed into a copy, and not for a change of no weight', async () => {
    const honest = aListing({ ...COUNTERFEIT, title: 'Nordhavn Fjord Parka, worn once', price: null });
    const dismissed = aCase({ state: 'dismissed', listing: honest, verdict: aVerdict({ signals: [] }) });
    await world.cases.open(dismissed);
    await world.run({ ...honest, title: `${honest.title}, navy` });
    expect((await world.cases.get(CASE_ID))?.state).toBe('dismissed');
    await world.run(COUNTERFEIT);
    const record = await world.cases.get(CASE_ID);
    expect(record).toMatchObject({ state: 'flagged', listing: { title: COUNTERFEIT.title } });
    expect(record?.events.at(-1)?.why).toMatch(/^changed since it was dismissed; probability/);
    expect(record?.verdict.signals.map(({ id }) => id)).toContain('suspicious-wording');
    expect(world.takedowns.sent).toEqual([]);
  });

  test('a contact that was read on a picture stays with the case when the pictures are not read again', async () => {
    await world.run(SUSPECT);
    const flagged = await world.cases.get(CASE_ID);
    await world.cases.update(flagged!, { contactHandles: ['wechat:nh_store88'] });
    await world.run({ ...SUSPECT, title: `${SUSPECT.title} navy`, imageUrls: [] });
    const changed = await world.cases.get(CASE_ID);
    expect(changed?.listing.title).toBe(`${SUSPECT.title} navy`);
    expect(changed?.contactHandles).toEqual(['wechat:nh_store88']);
  });

  test('a flagged case shows what the offer says now; a weaker look at the same offer changes nothing', async () => {
    await world.run(SUSPECT);
    const before = await world.cases.get(CASE_ID);
    await world.run({ ...SUSPECT, title: `${SUSPECT.title} navy` });
    const changed = await world.cases.get(CASE_ID);
    expect(changed).toMatchObject({ state: 'flagged', listing: { title: `${SUSPECT.title} navy` } });
    await world.cases.update(changed!, { verdict: { ...before!.verdict, probability: 0.94 } });
    await world.run({ ...SUSPECT, title: `${SUSPECT.title} navy` });
    expect((await world.cases.get(CASE_ID))?.verdict.probability).toBe(0.94);
  });

  test('a flagged case moves up when the listing gives itself away, unless a person has touched it', async () => {
    await world.run(SUSPECT);
    await world.run(COUNTERFEIT);
    expect((await world.cases.get(CASE_ID))?.state).toBe('queued');
    expect(world.takedowns.sent).toHaveLength(1);

    const touched = aCase({
      listing: aListing({ id: '7' }),
      state: 'flagged',
      events: [{ at: NOW.toISOString(), from: 'dismissed', to: 'flagged', by: 'analyst:jane', why: 'unsure' }],
    });
    await world.cases.open(touched);
    await world.run({ ...COUNTERFEIT, id: '7' });
    expect((await world.cases.get(touched.id))?.state).toBe('flagged');
  });
});

/** The same services, whose n-th write succeeds and takes the process with it. */
function dyingAfter(writes: number, whole: ScoreServices): ScoreServices {
  let left = writes;
  const mortal = <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) => {
    return async (...given: Arguments): Promise<Result> => {
      if (left < 0) throw new Error('the process is dead');
      const result = await call(...given);
      if (left-- === 0) throw new Error('the process dies');
      return result;
    };
  };
  return {
    ...whole,
    cases: { ...whole.cases, open: mortal(whole.cases.open), transition: mortal(whole.cases.transition) },
    takedowns: { ...whole.takedowns, send: mortal(whole.takedowns.send) },
    alerts: { ...whole.alerts, send: mortal(whole.alerts.send) },
    listings: { ...whole.listings, putVerdict: mortal(whole.listings.putVerdict) },
  };
}
