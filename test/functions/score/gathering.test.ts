import { beforeEach, describe, expect, test } from 'vitest';
import { score } from '#functions/score/score.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aCase, aConfirmedCase, aListing } from '../../support/builders.ts';
import { aLine, NOW } from '../../support/facts.ts';
import { CASE_ID, COUNTERFEIT, onSale, type ScoreWorld, SUSPECT, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('facts are gathered only when they could matter', () => {
  test('the logo on the picture gives away a silent title', async () => {
    const listing = aListing({ title: 'Warm winter parka', price: null });
    world.pictures = { [listing.imageUrls[0]!]: aLine('NORDHAVN') };
    await world.run(listing);
    expect((await world.cases.get(CASE_ID))?.verdict.signals[0]?.id).toBe('logo-text');
  });

  test('no picture is fetched of an authorised seller, nor for a job from a saved page', async () => {
    await world.run({ ...COUNTERFEIT, seller: { id: 'nordhavn-official' } });
    await world.run(COUNTERFEIT, true);
    await world.run(aListing({ title: 'Warm winter parka' }), true);
    expect(world.imagesFetched).toEqual([]);
  });

  test('a picture that cannot be had is no evidence, in either direction', async () => {
    await world.run(aListing({ title: 'Warm winter parka', price: null }));
    expect(world.imagesFetched).toHaveLength(1);
    expect(world.verdicts.get('bazaar~1001')).toBe('ignore');
  });

  test('a picture that could be had another time leaves the listing to be judged again', async () => {
    const job = { brandId: 'nordhavn', listing: aListing({ title: 'Warm winter parka', price: null }), jobId: 'job' };
    world.services = { ...world.services, lookAtImage: async () => 'not-now' };
    await score({ ...job, digest: 'as seen', offline: false }, world.services);
    expect([world.verdicts.get('bazaar~1001'), world.judgedDigest]).toEqual(['ignore', 'as seen']);
    const tomorrow = new Date(NOW.getTime() + 24 * 3_600_000);
    expect(world.judgeAgainAt).toBe(tomorrow.toISOString());
    world.services = { ...world.services, lookAtImage: async () => undefined };
    await score({ ...job, digest: 'as seen', offline: false }, world.services);
    expect(world.judgeAgainAt).toBe(tomorrow.toISOString());
    await score({ ...job, digest: 'as seen', offline: false }, { ...world.services, clock: () => tomorrow });
    expect(world.judgeAgainAt).toBeUndefined();
  });

  test("the page names the seller before anything is concluded: an authorised one's offer is left alone", async () => {
    world.page = onSale({ ...COUNTERFEIT, seller: { id: 'nordhavn-official' } });
    await world.run({ ...COUNTERFEIT, seller: null });
    expect(await world.cases.byBrand('nordhavn')).toEqual([]);
    expect(world.verdicts.get('bazaar~1001')).toBe('ignore');
  });

  test('what is known of the seller is read once, and again only of another whom the page names', async () => {
    const asked: string[] = [];
    const bySeller: typeof world.cases.bySeller = (brandId, marketplace, sellerId) => {
      asked.push(sellerId);
      return world.cases.bySeller(brandId, marketplace, sellerId);
    };
    world.services = { ...world.services, cases: { ...world.cases, bySeller } };
    world.page = onSale({ ...COUNTERFEIT, seller: { id: 'north-shop' } });
    await world.run({ ...COUNTERFEIT, seller: { id: 'north-shop' } });
    expect(asked).toEqual(['north-shop']);
    await world.run({ ...COUNTERFEIT, id: '1002', seller: { id: 'south-shop' } });
    expect(asked).toEqual(['north-shop', 'south-shop', 'north-shop']);
  });

  test('while the seller is unknown and might be authorised, a person decides', async () => {
    await world.run({ ...COUNTERFEIT, seller: null });
    expect((await world.cases.get(CASE_ID))?.state).toBe('flagged');
  });

  test('an offer that is gone already opens no case', async () => {
    world.page = { finding: 'removed-by-venue', reason: 'the page says so' };
    await world.run(COUNTERFEIT);
    expect(await world.cases.byBrand('nordhavn')).toEqual([]);
  });

  test('a page out of reach does not hold the verdict up; a host that is busy does', async () => {
    world.page = new TransientError('connection reset');
    await world.run(COUNTERFEIT);
    expect((await world.cases.get(CASE_ID))?.state).toBe('queued');
    world.page = new ThrottledError('slow down', 5000);
    await expect(world.run(aListing({ ...COUNTERFEIT, id: '1002' }))).rejects.toThrow(ThrottledError);
    expect(world.verdicts.has('bazaar~1002')).toBe(false);
  });

  test("the seller's confirmed cases count; our own notices, and offers that ended before anybody looked, do not", async () => {
    const other = (id: string) => aListing({ id, title: 'Other goods' });
    for (const id of ['1', '2', '3']) await world.cases.open(aCase({ listing: other(id), state: 'submitted' }));
    for (const id of ['7', '8', '9']) await world.cases.open(aCase({ listing: other(id), state: 'removed' }));
    await world.run(SUSPECT);
    expect((await world.cases.get(CASE_ID))?.state).toBe('flagged');
    for (const id of ['4', '5', '6']) await world.cases.open(aConfirmedCase({ listing: other(id) }));
    await world.run({ ...SUSPECT, id: '1002' });
    expect((await world.cases.get('nordhavn~bazaar~1002~1'))?.state).toBe('queued');
  });
});
