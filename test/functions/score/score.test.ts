import { beforeEach, describe, expect, test } from 'vitest';
import { score } from '#functions/score/score.ts';
import { aCase, aListing } from '../../support/builders.ts';
import { NOW } from '../../support/facts.ts';
import { CASE_ID, COUNTERFEIT, INNOCENT, type ScoreWorld, SUSPECT, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('a listing is scored', () => {
  test('once for the same facts, however many watches find it, and again when they change', async () => {
    const job = { brandId: 'nordhavn', listing: COUNTERFEIT, jobId: 'job', offline: false };
    await score({ ...job, digest: 'as seen' }, world.services);
    await score({ ...job, digest: 'as seen' }, world.services);
    expect(world.takedowns.sent).toHaveLength(1);
    world.verdicts.clear();
    await score({ ...job, digest: 'dearer now' }, world.services);
    expect(world.verdicts.size).toBe(1);
  });

  test('a clear counterfeit is queued for takedown, and people are told', async () => {
    await world.run(COUNTERFEIT);
    expect(await world.cases.get(CASE_ID)).toMatchObject({ state: 'queued', version: 1, listing: { id: '1001' } });
    expect(world.takedowns.sent).toEqual([
      { message: { caseId: CASE_ID }, options: { group: 'bazaar~nordhavn', deduplicationId: `${CASE_ID}~1` } },
    ]);
    expect(world.alerts.sent[0]!.message).toMatchObject({
      alertId: `${CASE_ID}|case-queued|critical`,
      probability: expect.any(Number),
    });
    expect(world.alerts.sent[0]!.message.message).toMatch(
      /"Nordhavn Fjord Parka mirror quality" on bazaar infringes with a probability of over 99 %/,
    );
    expect(world.verdicts.get('bazaar~1001')).toBe('expedite');
  });

  test('a suspect waits for a person', async () => {
    await world.run(SUSPECT);
    expect((await world.cases.get(CASE_ID))?.state).toBe('flagged');
    expect(world.takedowns.sent).toEqual([]);
    expect(world.kinds()).toEqual(['case-flagged']);
    expect(world.captures.sent.map(({ message }) => message)).toEqual([
      { caseId: CASE_ID, since: NOW.toISOString(), asked: false },
    ]);
  });

  test('an innocent one leaves nothing but its verdict', async () => {
    await world.run(INNOCENT);
    expect(await world.cases.byBrand('nordhavn')).toEqual([]);
    expect([...world.verdicts]).toEqual([['bazaar~1001', 'ignore']]);
    expect(world.alerts.sent).toEqual([]);
  });

  test('what an imported list says of the seller counts, but not of this offer, nor twice of one that is a case here', async () => {
    const seller = { id: 'cheap-parka-store' };
    const listing = { ...SUSPECT, seller };
    await world.cases.open(
      aCase({
        id: 'nordhavn~bazaar~55~1',
        state: 'flagged',
        listing: aListing({ id: '55', url: 'https://bazaar.example/item/55', seller }),
      }),
    );
    const at = '2026-05-01';
    const offers = [listing.url, 'https://bazaar.example/item/55', 'https://bazaar.example/item/77'];
    world.earlier = offers.map((url) => ({ offer: url.replace('https://', ''), at, outcome: 'confirmed' as const }));
    await world.run(listing);
    const [record] = (await world.cases.bySeller('nordhavn', 'bazaar', seller.id)).filter(({ id }) => id === CASE_ID);
    expect(record?.verdict.signals.find(({ id }) => id === 'seller-history')?.evidence).toBe(
      '1 earlier case of this seller confirmed, the last on 2026-05-01; 1 of these as an imported list says.',
    );
  });

  test('a brand that is gone stops the job quietly', async () => {
    await score({ brandId: 'gone', listing: COUNTERFEIT, jobId: 'job', offline: false }, world.services);
    expect(world.verdicts.size).toBe(0);
  });
});
