import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { apiFor } from '#functions/api/api.ts';
import type { Case } from '#shared/domain/case.ts';
import { ownStores } from '#shared/people/own-stores.ts';
import { caseItem } from '#shared/stores/case-item.ts';
import { writeItems } from '#shared/stores/dynamo-access.ts';
import { noticeItem, taskItem } from '#shared/stores/notice-item.ts';
import { anAccess, anAdmin } from '../../support/an-access.ts';
import { anApi, NOW } from '../../support/an-api.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { aNoticeRecord } from '../../support/notice-builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const put = (items: Parameters<typeof writeItems>[2]['put']) =>
  writeItems(tables.client, tables.names.cases, { put: JSON.parse(JSON.stringify(items, reachedAsSet)) });
/** A set has no JSON; no list reads it. */
const reachedAsSet = (key: string, value: unknown) => (key === 'reached' ? undefined : value);

/** Offers of a brand that differ in everything one can ask for. */
async function waiting(brandId: string, count: number): Promise<Case[]> {
  const records = Array.from({ length: count }, (_, n) =>
    aCase({
      id: `${brandId}~${n % 2 ? 'bazaar' : 'ebay'}~${n}~1`,
      brandId,
      state: n % 5 === 4 ? 'dismissed' : 'flagged',
      openedAt: new Date(NOW.getTime() - n * 60_000).toISOString(),
      updatedAt: new Date(NOW.getTime() - n * 60_000).toISOString(),
      verdict: aVerdict({ probability: 0.5 + (n % 50) / 100 }),
      harm: { points: n % 40, parts: [] },
      imageHashes: [(n % 3 === 0 ? '3c' : 'a5').repeat(32)],
      listing: aListing({
        id: String(n),
        marketplace: n % 2 ? 'bazaar' : 'ebay',
        title: n % 7 === 0 ? 'Fjord Parka, NEW!' : `Jacket no. ${n}`,
        seller: { id: `seller-${n % 4}` },
        rank: n + 1,
        price: { amountMinor: (10 + n) * 100, currency: 'EUR' },
      }),
    }),
  );
  await put(records.map(caseItem));
  return records;
}

async function all(api: ReturnType<typeof anApi>, path: string, name: string, caller = anAdmin()) {
  const found: { id: string }[] = [];
  let after: string | undefined;
  do {
    const { status, json } = await api.call(
      'GET',
      `${path}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
      undefined,
      caller,
    );
    expect(status).toBe(200);
    found.push(...json[name]);
    after = json.next;
  } while (after);
  return found as never[];
}

describe('cases', () => {
  test('are found by whatever is asked, as a slow search through all of them finds them', async () => {
    const api = anApi(tables);
    const records = await waiting('lists-a', 120);
    const model = records[7]!;
    const questions: [string, (record: Case) => boolean][] = [
      ['state=flagged', ({ state }) => state === 'flagged'],
      ['seller=ebay~seller-2', ({ listing }) => listing.marketplace === 'ebay' && listing.seller?.id === 'seller-2'],
      [
        'seller=ebay~seller-2&state=dismissed',
        (r) => r.listing.marketplace === 'ebay' && r.listing.seller?.id === 'seller-2' && r.state === 'dismissed',
      ],
      ['marketplace=bazaar&state=flagged', (r) => r.listing.marketplace === 'bazaar' && r.state === 'flagged'],
      ['rankTo=20', ({ listing }) => listing.rank! <= 20],
      [
        'priceFrom=50&priceTo=60.5',
        ({ listing }) => listing.price!.amountMinor >= 5000 && listing.price!.amountMinor <= 6050,
      ],
      ['harmFrom=35', ({ harm }) => harm!.points >= 35],
      ['probabilityFrom=0.9&state=flagged', (r) => r.verdict.probability >= 0.9 && r.state === 'flagged'],
      ['since=2026-11-23T08:00:00.000Z', ({ updatedAt }) => updatedAt >= '2026-11-23T08:00:00.000Z'],
      [
        'since=2026-11-23T08:00:00.000Z&state=dismissed',
        (r) => r.updatedAt >= '2026-11-23T08:00:00.000Z' && r.state === 'dismissed',
      ],
      [`like=${model.id}&group=text`, ({ listing }) => listing.title.startsWith('Fjord Parka')],
      [
        `like=${model.id}&group=picture&state=flagged`,
        (r) => r.imageHashes[0] === model.imageHashes[0] && r.state === 'flagged',
      ],
      [
        `like=${model.id}&group=seller`,
        ({ listing }) => listing.marketplace === 'bazaar' && listing.seller?.id === 'seller-3',
      ],
      ['sort=worth', ({ state }) => state === 'flagged'],
      [
        'sort=worth&seller=ebay~seller-2&rankTo=100',
        (r) =>
          r.state === 'flagged' &&
          r.listing.marketplace === 'ebay' &&
          r.listing.seller?.id === 'seller-2' &&
          r.listing.rank! <= 100,
      ],
      [
        'sort=worth&priceTo=40&harmFrom=10',
        (r) => r.state === 'flagged' && r.listing.price!.amountMinor <= 4000 && r.harm!.points >= 10,
      ],
    ];
    for (const [question, isWanted] of questions)
      for (const limit of [11, 100]) {
        const found: Case[] = await all(api, `/cases?brand=lists-a&${question}&limit=${limit}`, 'cases');
        const ids = found.map(({ id }) => id);
        expect(new Set(ids).size, question).toBe(ids.length);
        expect(ids.toSorted(), `${question} by ${limit}`).toEqual(
          records
            .filter(isWanted)
            .map(({ id }) => id)
            .toSorted(),
        );
      }
  });

  test('come in the order that is asked for, never more than wanted', async () => {
    const api = anApi(tables);
    await waiting('lists-b', 150);
    const pages = await api.call('GET', '/cases?brand=lists-b&state=flagged&limit=30');
    const times = pages.json.cases.map(({ updatedAt }: Case) => updatedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times).toHaveLength(30);

    const worth: Case[] = await all(api, '/cases?brand=lists-b&sort=worth&limit=40', 'cases');
    const worths = worth.map(({ verdict, harm }) => Math.round(1000 * verdict.probability * harm!.points));
    expect(worths).toEqual(worths.toSorted((a, b) => b - a));
  });

  test.each([
    ['like=lists-b~ebay~0~1', 'like and group go together'],
    ['sort=worth&state=removed', 'sort=worth orders what waits'],
    ['seller=nobody', undefined],
    ['priceFrom=cheap', undefined],
    ['after=nonsense', 'after: this is not the "next"'],
  ])('refuse %s', async (question, words) => {
    const { status, json } = await anApi(tables).call('GET', `/cases?brand=lists-b&${question}`);
    expect(status).toBe(400);
    if (words) expect(json.detail).toContain(words);
  });

  test("refuse a page mark of another question, and one that leads into another's list", async () => {
    const api = anApi(tables);
    const { json } = await api.call('GET', '/cases?brand=lists-b&state=flagged&limit=5');
    expect((await api.call('GET', `/cases?brand=lists-b&state=dismissed&limit=5&after=${json.next}`)).status).toBe(400);
    expect((await api.call('GET', `/cases?brand=lists-a&state=flagged&limit=5&after=${json.next}`)).status).toBe(400);
    const mark = JSON.parse(Buffer.from(json.next, 'base64url').toString());
    mark.position.sort = 'removed~2026';
    const forged = Buffer.from(JSON.stringify(mark)).toString('base64url');
    expect((await api.call('GET', `/cases?brand=lists-b&state=flagged&limit=5&after=${forged}`)).status).toBe(400);
  });

  test("like a case of another tenant's is a case that there is not", async () => {
    const api = anApi(tables);
    await api.services.brands.put(aBrand(), NOW);
    const caller = anAccess('nordhavn', ['moderator']);
    const ask = (id: string) =>
      apiFor({ ...api.services, ...ownStores(api.services, caller) }, caller).request(`/cases?like=${id}&group=seller`);
    expect((await ask('lists-b~ebay~0~1')).status).toBe(404);
    expect((await ask('nordhavn~ebay~none~1')).status).toBe(404);
  });
});

describe('a page', () => {
  const QUESTIONS = [
    '/cases?state=flagged',
    '/cases?state=flagged&seller=ebay~seller-2',
    '/cases?sort=worth',
    '/cases?sort=worth&rankTo=3',
    '/cases?state=flagged&priceTo=1',
    '/cases?since=2026-11-23T08:59:00.000Z&state=flagged',
    '/notices?',
    '/notices?state=sent',
    '/tasks?',
  ];

  async function callsFor(brandId: string): Promise<number[]> {
    const api = anApi(tables);
    const send = vi.spyOn(tables.client as DynamoDBDocumentClient, 'send');
    const counts: number[] = [];
    for (const question of QUESTIONS) {
      send.mockClear();
      expect((await api.call('GET', `${question}&brand=${brandId}`)).status).toBe(200);
      counts.push(send.mock.calls.length);
    }
    send.mockRestore();
    return counts;
  }

  test('reads as often among 1,300 as among 600, and never more than ten times', async () => {
    const fill = async (brandId: string, count: number) => {
      await waiting(brandId, count);
      await put(
        Array.from({ length: count / 4 }, (_, n) =>
          noticeItem(aNoticeRecord({ id: `${brandId}~bazaar~${n}`, brandId, state: n % 2 ? 'sent' : 'draft' })),
        ),
      );
      await put(
        Array.from({ length: count / 4 }, (_, n) =>
          taskItem({
            id: `2026-12-01T00:00~file-packet~${brandId}~${n}~0`,
            brandId,
            kind: 'file-packet',
            openedAt: NOW.toISOString(),
            dueAt: '2026-12-01T00:00:00.000Z',
            text: 'File it.',
          }),
        ),
      );
    };
    await Promise.all([fill('lists-small', 600), fill('lists-large', 1300)]);

    const [small, large] = [await callsFor('lists-small'), await callsFor('lists-large')];
    const narrowed = QUESTIONS.indexOf('/cases?sort=worth&rankTo=3');
    expect(large.toSpliced(narrowed, 1)).toEqual(small.toSpliced(narrowed, 1));
    // What hardly anything matches is read on to a bound, and then the caller is asked to go on.
    expect(Math.max(...large)).toBe(10);
    expect(large[narrowed]).toBeLessThan(10);
    expect(large[QUESTIONS.indexOf('/notices?')]).toBe(2);
  });
});

describe('notices, tasks, stores and listings', () => {
  const EVIL = '=HYPERLINK("https://evil.example","a")\nnext';

  test('go on where a page ended, and can be narrowed', async () => {
    const api = anApi(tables);
    const notices: never[] = await all(api, '/notices?brand=lists-small', 'notices');
    expect(new Set(notices.map(({ id }) => id)).size).toBe(150);
    expect(await all(api, '/notices?brand=lists-small&state=sent&marketplace=bazaar', 'notices')).toHaveLength(75);
    expect(await all(api, '/notices?brand=lists-small&channel=packet', 'notices')).toEqual([]);
    const tasks: never[] = await all(api, '/tasks?brand=lists-small', 'tasks');
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(150);
    expect(await all(api, '/tasks?brand=lists-small&kind=restored', 'tasks')).toEqual([]);
  });

  test('tasks of several brands come by due date over all of them', async () => {
    const api = anApi(tables);
    for (const brandId of ['lists-x', 'lists-y']) await api.services.brands.put(aBrand({ id: brandId }), NOW);
    const due = (n: number) => new Date(NOW.getTime() + n * 3_600_000).toISOString();
    await put(
      Array.from({ length: 260 }, (_, n) => {
        const brandId = n % 2 ? 'lists-x' : 'lists-y';
        const id = `${due(n).slice(0, 16)}~restored~${brandId}~${n}~0`;
        return taskItem({ id, brandId, kind: 'restored', openedAt: due(0), dueAt: due(n), text: 'Look.' });
      }),
    );
    const tasks: { dueAt: string }[] = await all(api, '/tasks?kind=restored', 'tasks');
    expect(tasks.map(({ dueAt }) => dueAt)).toEqual(Array.from({ length: 260 }, (_, n) => due(n)));

    const { json } = await api.call('GET', `/tasks?kind=restored&dueBefore=${due(40)}`);
    expect(json.tasks).toHaveLength(40);
    expect(json.next).toBeUndefined();
    expect(await all(api, `/tasks?kind=restored&dueBefore=${due(150)}`, 'tasks')).toHaveLength(150);
    expect((await api.call('GET', '/tasks?after=~~')).status).toBe(400);
  });

  test('stores are paged through', async () => {
    const api = anApi(tables);
    for (let n = 0; n < 105; n++)
      await api.services.storeFiles.write({
        id: `lists-s~bazaar~seller-${n}`,
        brandId: 'lists-s',
        group: 'bazaar',
        sellerId: `seller-${n}`,
        sellerName: EVIL,
        marketplaces: [n % 2 ? 'bazaar' : 'ebay'],
        state: 'ready',
        version: 1,
        strikes: [],
        counted: 3,
        openOffers: 0,
        updatedAt: NOW.toISOString(),
        events: [],
      });
    expect(await all(api, '/stores?brand=lists-s', 'stores')).toHaveLength(105);
    expect(await all(api, '/stores?brand=lists-s&marketplace=ebay', 'stores')).toHaveLength(53);
  });

  test('listings are shown as the newest scans showed them', async () => {
    const api = anApi(tables);
    const { listings, brands } = api.services;
    await brands.put(aBrand({ id: 'lists-l' }), NOW);
    const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T06:00:00.000Z`;
    for (let day = 10; day < 20; day++) {
      const ids = [`${day}-a`, 'every-day'];
      await listings.putMany(
        ids.map((id) => ({
          brandId: 'lists-l',
          listing: aListing({ id, title: EVIL }),
          digest: 'd',
          firstSeenAt: at(10),
          lastSeenAt: at(day),
        })),
      );
      await listings.putScanPage({
        jobId: `lists-l|bazaar|parka|${at(day)}|1`,
        brandId: 'lists-l',
        marketplace: day % 2 ? 'bazaar' : 'ebay',
        keyword: 'parka',
        period: at(day),
        page: 1,
        coverage: 'complete',
        listingIds: ids,
        rankOffset: 0,
        at: at(day),
      });
    }
    const seen: { scannedAt: string; rank: number; listing: { id: string } }[] = await all(
      api,
      '/brands/lists-l/listings?marketplace=bazaar',
      'listings',
    );
    expect(seen.map(({ scannedAt, rank, listing }) => [scannedAt, rank, listing.id]).slice(0, 4)).toEqual([
      [at(19), 1, '19-a'],
      [at(19), 2, 'every-day'],
      [at(17), 1, '17-a'],
      [at(17), 2, 'every-day'],
    ]);
    expect(await all(api, `/brands/lists-l/listings?since=${at(15)}`, 'listings')).toHaveLength(6);
  });

  test.each([
    '/cases?brand=lists-a',
    '/notices?brand=lists-small',
    '/tasks?brand=lists-small',
    '/stores?brand=lists-s',
    '/brands/lists-l/listings?',
  ])('%s is also a table that no spreadsheet runs, and lines', async (path) => {
    const api = anApi(tables);
    const csv = await api.call('GET', path, undefined, anAdmin(), { accept: 'text/csv' });
    const rows = parseCsv(csv.text, { columns: true }) as Record<string, string>[];
    const lines = await api.call('GET', path, undefined, anAdmin(), { accept: 'application/jsonl' });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toHaveLength(rows.length);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
    const next = /^<(\?[^>]+)>; rel="next"$/.exec(csv.headers.get('link') ?? '')?.[1];
    if (next) expect((await api.call('GET', path.split('?')[0] + next)).status).toBe(200);
  });
});
