import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { openStoreFile, sayOfStoreFile } from '#shared/store-files/by-people.ts';
import { foldStoreFile } from '#shared/store-files/fold.ts';
import { keepStoreFile, keepStoreFilesOf } from '#shared/store-files/keep.ts';
import { storeStatement } from '#shared/store-files/statement.ts';
import { countedStrikes, strikesOf, thresholdOf } from '#shared/store-files/strikes.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryStoreFiles } from '../../support/memory-store-files.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const NOW = new Date('2026-06-30T12:00:00.000Z');
const SELLER = {
  id: 'cheap-parka-store',
  name: 'Cheap Parka Store',
  url: 'https://bazaar.example/seller/cheap-parka-store',
};
const bazaar = programmeById('bazaar');
let serial = 0;

function struck(day: string, overrides: Parameters<typeof aCase>[0] = {}): Case {
  const id = `item-${++serial}`;
  const at = `${day}T00:00:00.000Z`;
  return aCase({
    listing: aListing({ id, url: `https://bazaar.example/item/${id}`, seller: SELLER }),
    state: 'removed',
    openedAt: at,
    submittedAt: at,
    removedAt: at,
    externalId: `BZ-${id}`,
    ...overrides,
  });
}

describe('the page of a store', () => {
  const fileOf = (seller: object) =>
    foldStoreFile(undefined, [struck('2026-06-01', { listing: aListing({ seller }) })], bazaar, NOW);
  it('is where its offers link it, else where its marketplace has the pages of sellers', () => {
    expect(fileOf({ id: 'x', url: 'https://bazaar.example/shops/9' }).url).toBe('https://bazaar.example/shops/9');
    expect(fileOf({ id: 'x y' }).url).toBe('https://bazaar.example/seller/x%20y');
  });
});

describe('a strike', () => {
  it.each(['restored', 'withdrawn', 'rejected', 'ended', 'dismissed', 'counter-noticed'] as const)(
    'is no offer that is %s',
    (state) => expect(strikesOf([struck('2026-06-01', { state })])).toEqual([]),
  );

  it('is no offer that went without a notice', () => {
    expect(strikesOf([struck('2026-06-01', { submittedAt: undefined })])).toEqual([]);
  });

  it('counts once with others within the days in which the venue merges them', () => {
    const programme = { strikes: { mergeWithinDays: 3 } };
    const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-20'];
    expect(countedStrikes(strikesOf(days.map((day) => struck(day))), programme, NOW)).toBe(3);
  });

  it('counts only within the window', () => {
    expect(countedStrikes(strikesOf([struck('2024-06-01'), struck('2026-06-01')]), {}, NOW)).toBe(1);
  });

  it('is counted against a threshold of ours where the venue names none, and that is said', () => {
    expect(thresholdOf({})).toEqual({ accepted: 3, windowDays: 365, whose: 'ours' });
    const from = { accepted: 5, windowDays: 90 };
    expect(thresholdOf({ storeClaim: { basis: 'repeat', reasons: [], from } })).toEqual({ ...from, whose: 'venue' });
  });
});

describe('the file on a store', () => {
  const three = [struck('2026-06-01'), struck('2026-06-08'), struck('2026-06-15')];

  it('is ready with enough strikes, and watched again when one of them is taken back', () => {
    const ready = foldStoreFile(undefined, three, bazaar, NOW);
    expect(ready).toMatchObject({ state: 'ready', counted: 3, sellerName: SELLER.name });
    const [first, ...others] = three;
    const withdrawn = foldStoreFile(ready, [{ ...first!, state: 'withdrawn' }, ...others], bazaar, NOW);
    expect(withdrawn).toMatchObject({ state: 'watch', counted: 2 });
    expect(withdrawn.events.at(-1)?.why).toBe('2 strikes are left');
  });

  it('folds to itself: nothing is said twice', () => {
    const ready = foldStoreFile(undefined, three, bazaar, NOW);
    expect(foldStoreFile(ready, three, bazaar, NOW)).toEqual(ready);
  });

  it('is watched anew when the seller of a closed store sells again', () => {
    const ready = foldStoreFile(undefined, three, bazaar, NOW);
    const closed = {
      ...ready,
      state: 'closed' as const,
      events: [
        {
          at: '2026-06-20T00:00:00.000Z',
          from: 'filed' as const,
          to: 'closed' as const,
          by: 'analyst:ida',
          why: 'gone',
        },
      ],
    };
    expect(foldStoreFile(closed, three, bazaar, NOW).state).toBe('closed');
    const back = struck('2026-06-25', { state: 'flagged', submittedAt: undefined, removedAt: undefined });
    expect(foldStoreFile(closed, [...three, back], bazaar, NOW)).toMatchObject({ state: 'watch', openOffers: 1 });
  });
});

describe('the file on a store that the venue kept', () => {
  const kept = {
    ...foldStoreFile(undefined, [struck('2026-05-01'), struck('2026-05-08'), struck('2026-05-15')], bazaar, NOW),
    state: 'kept' as const,
    events: [{ at: '2026-05-20T00:00:00.000Z', from: 'filed' as const, to: 'kept' as const, by: 'x', why: 'kept' }],
  };
  const andOf = (...days: string[]) => [
    ...kept.strikes.map(({ at }) => struck(at.slice(0, 10))),
    ...days.map((day) => struck(day)),
  ];

  it('is ready once more with as many strikes since then, and with fewer stays as it is', () => {
    expect(foldStoreFile(kept, andOf('2026-06-01', '2026-06-08'), bazaar, NOW).state).toBe('kept');
    const again = foldStoreFile(kept, andOf('2026-06-01', '2026-06-08', '2026-06-15'), bazaar, NOW);
    expect([again.state, again.events.at(-1)?.why]).toEqual(['ready', '3 strikes since the venue kept it']);
  });

  it('is watched when one of these is taken back, whatever it was kept with', () => {
    const again = foldStoreFile(kept, andOf('2026-06-01', '2026-06-08', '2026-06-15'), bazaar, NOW);
    const watched = foldStoreFile(again, andOf('2026-06-01', '2026-06-08'), bazaar, NOW);
    expect([watched.state, watched.events.at(-1)?.why]).toEqual(['watch', '2 strikes are left']);
    expect(foldStoreFile(watched, andOf('2026-06-01', '2026-06-08'), bazaar, NOW).state).toBe('watch');
  });
});

describe('the statement for the venue', () => {
  const three = [struck('2026-06-01'), struck('2026-06-08'), struck('2026-06-15')];
  const statement = (cases: readonly Case[]) =>
    storeStatement(foldStoreFile(undefined, cases, bazaar, NOW), aBrand(), cases);

  it('names every removed offer with its notice number, and no key or score of ours', () => {
    const page = statement(three);
    for (const { listing, externalId } of three) {
      expect(page).toContain(listing.url);
      expect(page).toContain(externalId);
    }
    expect(page).not.toMatch(/nordhavn~|probab|0\.96/);
  });

  it('says nothing about offers that nobody has noticed', () => {
    const flagged = struck('2026-06-20', { state: 'flagged', submittedAt: undefined, removedAt: undefined });
    expect(statement([...three, flagged])).not.toContain(flagged.listing.url);
  });

  it("shows a seller's name as text", () => {
    const named = struck('2026-06-21', {
      listing: aListing({ id: 'x', seller: { ...SELLER, name: '<script>alert(1)</script>' } }),
    });
    expect(statement([...three, named])).not.toContain('<script>');
  });
});

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe.each([
  ['on DynamoDB', () => createStoreFileStore(tables.client, tables.names.cases)],
  ['in memory', memoryStoreFiles],
])('a store file %s', (_, create) => {
  const world = async () => {
    const brandId = `brand-${++serial}`;
    const cases = createCaseStore(tables.client, tables.names.cases, () => NOW);
    const services = { cases, storeFiles: create(), alerts: memoryQueue<AlertJob>(), clock: () => NOW };
    const records = ['2026-06-01', '2026-06-08', '2026-06-15'].map((day) => struck(day, { brandId }));
    for (const record of records) await cases.open(record);
    await keepStoreFile(brandId, records[0]!.listing, services);
    return { brandId, services, listing: records[0]!.listing, id: `${brandId}~bazaar~${SELLER.id}` };
  };

  it('is listed when ready, filed by a person with the number, and closed', async () => {
    const { brandId, services, id } = await world();
    expect((await services.storeFiles.byBrand(brandId, 'ready')).files.map((file) => file.id)).toEqual([id]);
    const by = 'analyst:ida';
    await sayOfStoreFile(id, { state: 'filed', by, why: 'form sent', number: 'ST-1' }, services);
    expect((await services.storeFiles.byBrand(brandId, 'ready')).files).toEqual([]);
    const due = async (hour: number) => {
      const files = await services.storeFiles.due(new Date(NOW.getTime() + hour * 3_600_000), 500);
      return files.filter((file) => file.brandId === brandId).map((file) => file.id);
    };
    expect([await due(0.9), await due(1)]).toEqual([[], [id]]); // the first look at the store's page
    await sayOfStoreFile(id, { state: 'closed', by, why: 'the page says that the store is closed' }, services);
    const opened = await openStoreFile(id, services);
    expect(opened?.file).toMatchObject({ state: 'closed', externalId: 'ST-1' });
    expect(opened?.file.events.map(({ to }) => to)).toEqual(['watch', 'ready', 'filed', 'closed']);
  });

  it('learns that a strike was taken back with its notice', async () => {
    const { brandId, services, id } = await world();
    const [first] = (await services.storeFiles.get(id))!.strikes;
    const record = (await services.cases.get(first!.caseId))!;
    await services.cases.transition(record, { to: 'withdrawn', by: 'analyst:ida', why: 'a mistake', at: NOW });
    await keepStoreFilesOf(brandId, [record.id], services);
    expect(await services.storeFiles.get(id)).toMatchObject({ state: 'watch', counted: 2 });
    expect(services.alerts.sent).toEqual([]);
  });

  it('has the venue told, once, when what it was asked with is withdrawn', async () => {
    const { brandId, services, id } = await world();
    await sayOfStoreFile(id, { state: 'filed', by: 'analyst:ida', why: 'form sent' }, services);
    const [first] = (await services.storeFiles.get(id))!.strikes;
    const record = (await services.cases.get(first!.caseId))!;
    await services.cases.transition(record, { to: 'withdrawn', by: 'analyst:ida', why: 'a mistake', at: NOW });
    for (let n = 0; n < 2; n++) await keepStoreFilesOf(brandId, [record.id], services);
    expect(services.alerts.sent.map(({ message: { kind, message } }) => [kind, message])).toEqual([
      ['task-due', expect.stringContaining(`what was said of ${record.listing.id} is withdrawn since`)],
    ]);
    expect(await services.storeFiles.get(id)).toMatchObject({ state: 'filed', counted: 2 });
  });

  it('refuses what cannot follow, and says what can', async () => {
    const { services, id } = await world();
    expect(await sayOfStoreFile(id, { state: 'closed', by: 'analyst:ida', why: 'so' }, services)).toEqual({
      refused: 'The store is at "ready": it can go to filed, watch.',
    });
  });

  it('under a wrong number is corrected by whoever says once more that it was asked for, and the answer is due as before', async () => {
    const { services, id } = await world();
    const by = 'analyst:ida';
    await sayOfStoreFile(id, { state: 'filed', by, why: 'form sent', number: 'ST-1' }, services);
    const { updatedAt, nextCheckAt } = (await services.storeFiles.get(id))!;
    const later = { ...services, clock: () => new Date(NOW.getTime() + 86_400_000) };
    for (const number of ['ST-2', 'ST-2'])
      await sayOfStoreFile(id, { state: 'filed', by, why: 'a slip', number }, later);
    const file = (await services.storeFiles.get(id))!;
    expect(file).toMatchObject({ state: 'filed', externalId: 'ST-2', updatedAt, nextCheckAt });
    const numbered = file.events.filter(({ why }) => why.includes('ST-'));
    expect(numbered.map(({ why }) => why)).toEqual(["the venue's number is ST-2, and not ST-1: a slip"]);
    expect(await sayOfStoreFile(id, { state: 'filed', by, why: 'again' }, later)).toHaveProperty('refused');
  });

  it('lets the first writer through and turns the second away', async () => {
    const { services, id } = await world();
    const file = (await services.storeFiles.get(id))!;
    const both = await Promise.all([
      services.storeFiles.write(file),
      services.storeFiles.write({ ...file, counted: 9 }),
    ]);
    expect(both.filter((written) => written !== undefined)).toHaveLength(1);
  });
});
