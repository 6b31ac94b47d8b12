import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import type { Period } from '#shared/domain/days.ts';
import { rollUpFinishedDays } from '#shared/reporting/brand-figures.ts';
import type { BrandFigures } from '#shared/reporting/figures.ts';
import { periodFigures } from '#shared/reporting/period-figures.ts';
import { rebuildRollUps } from '#shared/reporting/rebuild.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createRollUpStore, type RollUpStore } from '#shared/stores/roll-up-store.ts';
import { aCase, aListing } from '../../support/builders.ts';
import { caseHistories } from '../../support/case-histories.ts';
import { figuresByHand } from '../../support/figures-by-hand.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { tries } from '../../support/tries.ts';

/** Nothing was scanned, and no store asked to be closed. */
const NOTHING_ELSE = {
  listings: { scanPagesAfter: async () => ({ pages: [] }) },
  storeFiles: { byBrand: async () => ({ files: [] }) },
};
const QUARTER = { mostAgeMs: 15 * 60_000 };
const brandFigures = (
  brandId: string,
  period: Period,
  rolling: { rollUps: RollUpStore; now: Date },
  kept?: { mostAgeMs: number },
) => periodFigures(brandId, period, 'EUR', { ...NOTHING_ELSE, ...rolling }, kept);

const SHOWN = { searches: 1, clean: 3, dirty: 1, unjudged: 2, first: { clean: 1, dirty: 1 } };
const NONE = { part: 0, of: 0, share: null };
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const BRAND = 'nordhavn';

let tables: Tables;
let client: DynamoDBDocumentClient;
let rollUps: RollUpStore;
beforeAll(async () => {
  tables = await startTables();
  // With more than one attempt: while a year is added up nothing else runs, and the server then finds its connections too old.
  const patient = new DynamoDBClient({ endpoint: tables.endpoint, maxAttempts: 5 });
  client = DynamoDBDocumentClient.from(patient, { marshallOptions: { removeUndefinedValues: true } });
  rollUps = createRollUpStore(client, tables.names.cases);
});
afterAll(async () => {
  client.destroy();
  await tables.stop();
});

const ofMarketplace = (cases: readonly Case[], marketplace: string) =>
  cases.filter(({ listing }) => listing.marketplace === marketplace);

const CASES = tries(10_000, 100_000);

describe(`a year of ${CASES.toLocaleString('en')} cases`, () => {
  const now = new Date('2027-04-01T08:00:00Z');
  let cases: Case[];
  let figures: BrandFigures;
  let itemsRead = 0;
  beforeAll(async () => {
    cases = caseHistories({ seed: 16, count: CASES, from: '2025-12-01', days: 420, until: now.toISOString() });
    // In place of the index, which the test below uses: what changed since is handed out.
    const eachChangedSince: RollUpStore['eachChangedSince'] = async (_brandId, day, show) =>
      cases.filter(({ updatedAt }) => updatedAt >= day).forEach(show);
    await rollUpFinishedDays(BRAND, { rollUps: { ...rollUps, eachChangedSince }, now });
    const send = async (command: unknown) => {
      const answer = (await client.send(command as never)) as { Items?: unknown[] };
      itemsRead += answer.Items?.length ?? 1;
      return answer;
    };
    const counting = createRollUpStore({ send } as DynamoDBDocumentClient, tables.names.cases);
    figures = await brandFigures(BRAND, YEAR, { rollUps: counting, now });
  });

  it('gives the figures that a slow recomputation from every history gives, in all and for each marketplace', () => {
    expect(figures.total).toEqual(figuresByHand(cases, YEAR, '2027-04-01'));
    expect(figures.total.counts.noticed).toBeGreaterThan(0.3 * CASES);
    expect(figures.venues).toHaveLength(4);
    for (const venue of figures.venues)
      expect(venue.figures).toEqual(figuresByHand(ofMarketplace(cases, venue.marketplace), YEAR, '2027-04-01'));
    const found = figures.months.map((month) => month.found).reduce((a, b) => a + b);
    expect(found).toBe(figures.total.counts.found);
  });

  it('reads at most 400 items for it', () => {
    expect(itemsRead).toBeGreaterThan(365);
    expect(itemsRead).toBeLessThanOrEqual(400);
  });
});

describe('day by day, from the real table', () => {
  it('the cache and the rest give at any time what the histories until then give', async () => {
    const brandId = 'havn';
    const store = createCaseStore(client, tables.names.cases, () => new Date('2026-03-01T00:00:00Z'));
    const planned = caseHistories({ seed: 5, count: 120, from: '2026-01-01', days: 40, until: '2026-03-20' });
    const steps = planned.flatMap((plan, index) => plan.events.map((event) => ({ event, plan, index })));
    steps.sort((a, b) => (a.event.at < b.event.at ? -1 : 1));
    const stored = new Map<number, Case>();
    const period = { from: '2026-01-03', to: '2026-02-20' };
    let next = 0;
    // Days are skipped: a night on which nobody asked is made good by the next one.
    for (const at of [
      '2026-01-04T03:00:00Z',
      '2026-01-05T00:20:00Z',
      '2026-01-19T12:00:00Z',
      '2026-02-21T01:00:00Z',
      '2026-03-20T23:00:00Z',
    ]) {
      for (; next < steps.length && steps[next]!.event.at < at; next++) {
        const { event, plan, index } = steps[next]!;
        const before = stored.get(index);
        if (before) {
          const { from: _, at, ...step } = event;
          stored.set(index, (await store.transition(before, { ...step, at: new Date(at) }))!);
          continue;
        }
        const record = aCase({
          brandId,
          listing: plan.listing,
          state: 'flagged',
          openedAt: plan.openedAt,
          events: [event],
          relistingOf: plan.relistingOf,
        });
        expect(await store.open(record)).toBe(true);
        stored.set(index, record);
      }
      const figures = await brandFigures(brandId, period, { rollUps, now: new Date(at) });
      expect(figures.total).toEqual(figuresByHand([...stored.values()], period, at.slice(0, 10)));
      // Counted for the one who looks first, and kept for the next.
      for (const minutes of [0, 14]) {
        const now = new Date(Date.parse(at) + minutes * 60_000);
        expect(await brandFigures(brandId, period, { rollUps, now }, QUARTER)).toEqual(figures);
      }
    }
    expect(await rollUps.rolledTo(brandId)).toBe('2026-03-19');
    expect(stored.size).toBe(120);
  });

  it('made anew from the histories it is the same, but for days that count cases which are no more', async () => {
    const brandId = 'fjord';
    const cases = caseHistories({ seed: 6, count: 60, from: '2026-01-01', days: 20, until: '2026-03-01' });
    let left = cases;
    const rebuilding = {
      ...rollUps,
      eachChangedSince: async (_brandId: string, _day: string, show: (record: Case) => void) => left.forEach(show),
    };
    const now = new Date('2026-03-02T09:00:00Z');
    await rollUpFinishedDays(brandId, { rollUps: rebuilding, now });
    const period = { from: '2026-01-01', to: '2026-03-01' };
    const total = async () => (await brandFigures(brandId, period, { rollUps, now })).total;
    const right = await total();
    expect((await rebuildRollUps(brandId, { rollUps: rebuilding, now })).changed).toEqual([]);

    const [spoilt, lost] = (await rollUps.rollUps(brandId, '2026-01-01', '2026-03-01')).map(({ day }) => day);
    await rollUps.put(brandId, { day: spoilt!, venues: {} });
    await rollUps.putShown(brandId, spoilt!, { bazaar: SHOWN }, { due: 5, read: 4, gaps: [] });
    left = cases.filter(({ openedAt }) => !openedAt.startsWith(lost!));
    const rebuilt = await rebuildRollUps(brandId, { rollUps: rebuilding, now });

    expect(rebuilt.changed).toContain(spoilt);
    expect(rebuilt.kept).toContain(lost);
    const { rates, unjudged, ...happened } = await total();
    expect({ ...happened, rates: { ...rates, cleanliness: NONE, saturation: NONE }, unjudged: 0 }).toEqual(right);
    expect([rates.cleanliness.share, rates.saturation.share, unjudged]).toEqual([0.75, 0.5, 2]);
  });

  it('what still runs is as old as it may be, says when that was, and is then counted anew', async () => {
    const store = createCaseStore(client, tables.names.cases);
    const [first, later] = ['2026-06-10T09:00:00.000Z', '2026-06-10T09:14:00.000Z'].map((at) => new Date(at));
    const look = async (now: Date, kept?: { mostAgeMs: number }) => {
      const { total, asOf } = await brandFigures('vik', YEAR, { rollUps, now }, kept);
      return [total.counts.found, asOf];
    };
    expect(await look(first!, QUARTER)).toEqual([0, first!.toISOString()]);
    await store.open(aCase({ id: 'vik~bazaar~1~1', brandId: 'vik', openedAt: first!.toISOString() }));
    expect(await look(later!, QUARTER)).toEqual([0, first!.toISOString()]);
    expect(await look(later!)).toEqual([1, later!.toISOString()]);
    expect(await look(later!, QUARTER)).toEqual([0, first!.toISOString()]);
    // Whoever asks for it has it counted for the others too.
    expect(await look(later!, { mostAgeMs: 0 })).toEqual([1, later!.toISOString()]);
    expect(await look(later!, QUARTER)).toEqual([1, later!.toISOString()]);
    const quarterLater = new Date(later!.getTime() + QUARTER.mostAgeMs);
    expect(await look(quarterLater, QUARTER)).toEqual([1, quarterLater.toISOString()]);
    // The night rolls the day up: it counts once.
    const nextDay = new Date('2026-06-11T02:00:00.000Z');
    expect(await look(nextDay)).toEqual([1, nextDay.toISOString()]);
  });

  it('of a brand to which nothing happened every rate is unknown, not zero', async () => {
    const { total, venues } = await brandFigures('nobody', YEAR, { rollUps, now: new Date('2026-06-01T00:00:00Z') });
    expect(total.rates.compliance).toEqual({ part: 0, of: 0, share: null });
    expect(total.durations.takedown).toEqual({ count: 0, medianMinutes: null, p90Minutes: null });
    expect(venues).toEqual([]);
  });

  it("never counts another brand's cases", async () => {
    const store = createCaseStore(client, tables.names.cases);
    await store.open(
      aCase({
        brandId: 'nord',
        listing: aListing({ id: '7' }),
        state: 'flagged',
        openedAt: '2026-05-01T00:00:00.000Z',
      }),
    );
    const { total } = await brandFigures('nor', YEAR, { rollUps, now: new Date('2026-06-01T00:00:00Z') });
    expect(total.counts.found).toBe(0);
  });
});
