import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseEvent, CaseState } from '#shared/domain/case.ts';
import { caseId } from '#shared/domain/case.ts';
import { rollUpShownDays } from '#shared/reporting/roll-up-shown.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { aCase, aListing, aScanPage, aVerdict } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const BRAND = 'nordhavn';
const DAY = '2026-06-10';
const AFTER = new Date('2026-06-11T04:00:00Z');

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

function aWorld(brandId: string) {
  const clock = () => AFTER;
  const { client, names } = tables;
  const rollUps = createRollUpStore(client, names.cases);
  const listings = createListingStore(client, names.listings, clock);
  const cases = createCaseStore(client, names.cases, clock);
  const offer = async (id: string, probability?: number) => {
    const listing = aListing({ id });
    const at = `${DAY}T08:00:00.000Z`;
    await listings.putMany([{ brandId, listing, digest: 'd', firstSeenAt: at, lastSeenAt: at }]);
    if (probability !== undefined) await listings.putVerdict(brandId, `bazaar~${id}`, aVerdict({ probability }), 'd');
  };
  const decided = (id: string, to: CaseState, by = 'analyst:ida', generation = 1) => {
    const found: CaseEvent = { at: `${DAY}T09:00:00.000Z`, from: null, to: 'flagged', by: 'score', why: 'x' };
    const said: CaseEvent = { at: `${DAY}T10:00:00.000Z`, from: 'flagged', to, by, why: 'x' };
    const listing = aListing({ id });
    return cases.open(
      aCase({ id: caseId(brandId, listing, generation), brandId, listing, state: to, events: [found, said] }),
    );
  };
  const scan = (period: string, page: number, listingIds: string[], more = {}) =>
    listings.putScanPage(
      aScanPage({
        jobId: `${brandId}|${period}|${page}|${JSON.stringify(more)}`,
        brandId,
        keyword: 'nordhavn',
        period,
        page,
        rankOffset: (page - 1) * 60,
        listingIds,
        at: period,
        ...more,
      }),
    );
  const count = (now = AFTER, watches = [{ keyword: 'nordhavn' }]) =>
    rollUpShownDays(
      {
        id: brandId,
        watches: watches.map((watch) => ({
          marketplaces: ['bazaar'],
          excluded: [],
          every: '1d',
          pages: 2,
          priority: false,
          ...watch,
        })),
      },
      { rollUps, listings, cases, now },
    );
  const counted = async (day = DAY) => (await rollUps.rollUps(brandId, day, day))[0]?.shown?.bazaar;
  return { offer, decided, scan, count, counted, rollUps };
}

it('counts an offer each time that it is shown, as people and the score judge it when the day is over', async () => {
  const { offer, decided, scan, count, counted, rollUps } = aWorld(BRAND);
  for (const [id, probability] of [
    ['fake', 0.9],
    ['likely', 0.71],
    ['doubtful', 0.7],
    ['harmless', 0.05],
    ['cleared', 0.95],
    ['confirmed', 0.3],
    ['back', 0.2],
  ] as const)
    await offer(id, probability);
  await offer('waiting');
  await decided('cleared', 'dismissed');
  await decided('confirmed', 'queued');
  await decided('back', 'relisted');
  await decided('back', 'queued', 'analyst:ida', 2);

  await scan(`${DAY}T06:00:00.000Z`, 1, ['fake', 'fake', 'fake']); // not the last scan of the day
  await scan(`${DAY}T18:00:00.000Z`, 1, ['fake', 'harmless', 'cleared', 'confirmed', 'excluded']);
  await scan(`${DAY}T18:00:00.000Z`, 2, ['fake', 'likely', 'doubtful', 'back', 'waiting']);
  await scan(`${DAY}T22:00:00.000Z`, 1, [], { coverage: 'blocked' }); // shows nothing, which is not that it was clean
  await scan(`${DAY}T19:00:00.000Z`, 1, ['fake'], { keyword: 'not watched any more' });
  await count();

  expect(await counted()).toEqual({
    searches: 1,
    clean: 3, // harmless, cleared, doubtful
    dirty: 5, // fake twice, confirmed, likely, back
    unjudged: 2, // excluded by the watch, waiting for its score
    first: { clean: 2, dirty: 2 },
  });
  // What could be read at all, of every scan of the day.
  expect((await rollUps.rollUps(BRAND, DAY, DAY))[0]!.pages).toEqual({
    due: 5,
    read: 4,
    gaps: [{ marketplace: 'bazaar', coverage: 'blocked', pages: 1, reasons: {} }],
  });
});

it('looks at the first hundred offers', async () => {
  const world = aWorld('top');
  await world.offer('fake', 0.9);
  await world.scan(`${DAY}T18:00:00.000Z`, 1, Array<string>(60).fill('fake'));
  await world.scan(`${DAY}T18:00:00.000Z`, 2, Array<string>(60).fill('fake'));
  await world.count();
  expect(await world.counted()).toMatchObject({ dirty: 100, first: { dirty: 60 } });
});

it('where some watches are a priority, counts these', async () => {
  const world = aWorld('priority');
  await world.offer('fake', 0.9);
  await world.scan(`${DAY}T18:00:00.000Z`, 1, ['fake']);
  await world.scan(`${DAY}T18:00:00.000Z`, 1, ['fake'], { keyword: 'nordhavn parka' });
  const watches = [{ keyword: 'nordhavn' }, { keyword: 'nordhavn parka', priority: true }];
  await world.count(AFTER, watches);
  expect(await world.counted()).toMatchObject({ searches: 1, dirty: 1 });
});

it('counts a day once, makes good what was missed, and does not judge long ago by today', async () => {
  const world = aWorld('late');
  await world.offer('fake', 0.9);
  for (const day of ['2026-06-01', DAY, '2026-06-12', '2026-06-22'])
    await world.scan(`${day}T18:00:00.000Z`, 1, ['fake']);
  await world.count();
  await world.rollUps.putShown('late', DAY, {}, { due: 0, read: 0, gaps: [] });
  await world.count();
  expect(await world.counted('2026-06-01')).toBeUndefined();
  expect(await world.counted()).toBeUndefined();

  await world.count(new Date('2026-06-23T04:00:00Z'));
  expect(await world.counted('2026-06-12')).toBeUndefined();
  expect(await world.counted('2026-06-22')).toMatchObject({ dirty: 1 });
});
