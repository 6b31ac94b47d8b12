import { load } from 'cheerio/slim';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CaseState } from '#shared/domain/case.ts';
import { StoreState } from '#shared/domain/store-file.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase, aListing, aScanPage } from '../../support/builders.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');
const HOSTILE = '<img src=x onerror="document.title=1">\u202e';

let console_: TestConsole;
let visitor: Visitor;
beforeAll(async () => {
  console_ = await aConsole();
  console_.clock.now = NOW;
  const { brands, listings } = console_.services.stores;
  const cases = createCaseStore(console_.tables.client, console_.tables.names.cases, () => NOW);
  const found = async (brandId: string, marketplace: string, id: string, openedAt: string) => {
    const listing = aListing({ marketplace, id });
    await cases.open(aCase({ id: `${brandId}~${id}~1`, brandId, listing, state: 'flagged', openedAt }));
  };
  await brands.put(aBrand(), NOW);
  await brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), NOW);
  await found('nordhavn', 'bazaar', '1', '2026-11-28T00:00:00.000Z');
  await found('nordhavn', 'bazaar', '2', '2026-10-28T00:00:00.000Z');
  await found('nordhavn', 'ebay', '3', '2026-11-28T00:00:00.000Z');
  await found('fjordlys', 'secret-shop', '4', '2026-11-28T00:00:00.000Z');
  await listings.putScanPage(aScanPage({ period: '2026-11-29T08:00:00.000Z' }));
  const blocked = { marketplace: 'ebay', coverage: 'blocked', reason: `HTTP 403 ${HOSTILE}` } as const;
  await listings.putScanPage(aScanPage({ period: '2026-11-29T08:00:00.000Z', ...blocked }));
  await listings.putScanPage(aScanPage({ period: '2026-10-01T08:00:00.000Z', coverage: 'unreadable' }));
  await console_.give(IDA, 'nordhavn', ['moderator']);
  visitor = new Visitor();
  await visitor.open(console_.link());
});
afterAll(() => console_.stop());

const open = (path: string) => visitor.open(console_.url + path);
const pageOf = async (path: string) => load(await (await open(path)).text());
const NOVEMBER = 'from=2026-11-01&to=2026-11-30';

test('figures are of the days and the marketplace that were asked for, each with its definition', async () => {
  const all = await pageOf('/figures?from=&to=&marketplace=');
  expect(all('.figure').first().text()).toBe('3found');
  const month = await pageOf(`/figures?${NOVEMBER}`);
  expect(month('.figure').first().text()).toBe('2found');
  expect(month('main').text()).toContain('cases opened in the period');
  const venue = await pageOf(`/figures?${NOVEMBER}&marketplace=bazaar`);
  expect(venue('.figure').first().text()).toBe('1found');
  expect(venue('main').text()).toContain('On Bazaar (sample)');
  expect(venue('select[name="marketplace"] option[selected]').text()).toBe('Bazaar (sample)');
  const dollars = await pageOf(`/figures?${NOVEMBER}&currency=USD`);
  expect(dollars('select[name="currency"] option[selected]').text()).toBe('USD');
});

test('they say what could not be seen in these days, and why', async () => {
  const november = await pageOf(`/figures?${NOVEMBER}`);
  const text = november('#unseen').text();
  expect(text).toMatch(
    /50 % \(1 of 2\).*eBay: 1 page.*blocked.*unknown, not absent.*HTTP 403.*official search interface/s,
  );
  expect(text).not.toContain('unreadable');
  expect(text).not.toContain('\u202e');
  expect(november('#unseen img').length).toBe(0);
  expect((await pageOf('/figures?from=2026-10-01&to=2026-10-31'))('#unseen').text()).toContain('0 % (0 of 1)');
  const never = await pageOf('/figures?from=2026-01-01&to=2026-01-31');
  expect(never('#unseen').text()).toContain('what the marketplaces showed is unknown');
});

test('the report and the CSV are of the same days, and come as files', async () => {
  const page = await pageOf(`/figures?${NOVEMBER}`);
  const addresses = ['/report.html', '/figures.csv'].map((path) => page(`a[href^="${path}"]`).attr('href')!);
  const [report, csv] = await Promise.all(addresses.map(open));
  expect(report!.headers.get('content-disposition')).toBe(
    'attachment; filename="nordhavn-2026-11-01-2026-11-30-report.html"',
  );
  expect(load(await report!.text())('header').text()).toContain('from 2026-11-01 to 2026-11-30');
  expect(csv!.headers.get('content-disposition')).toContain('attachment');
  expect(await csv!.text()).toContain('*,found,count,2,,\r\n');
});

test('what still runs is counted once in a quarter of an hour; until then any period is six reads', async () => {
  await open('/figures');
  const asked = vi.spyOn(console_.tables.client, 'send');
  const readsOf = async (path: string) => {
    asked.mockClear();
    await open(path);
    return asked.mock.calls.length;
  };
  expect(await readsOf('/figures?from=2025-12-01&to=2026-11-30')).toBeLessThanOrEqual(6);
  expect(await readsOf(`/figures?${NOVEMBER}&marketplace=ebay`)).toBeLessThanOrEqual(6);
  const anew = await readsOf('/figures?anew');
  expect(anew).toBeGreaterThan(CaseState.options.length);
  expect(anew).toBeLessThanOrEqual(CaseState.options.length + StoreState.options.length + 10);
  asked.mockRestore();
});

test('a file says what its page shows, also when more has happened since; counted anew both say so', async () => {
  const found = async (path: string) => (await (await open(path)).text()).match(/\*,found,count,(\d+)/)?.[1];
  const period = 'from=2026-11-01&to=2026-11-30';
  await open(`/figures?${period}&anew`);
  const before = Number(await found(`/figures.csv?${period}`));
  const openedAt = console_.clock.now.toISOString();
  await console_.services.stores.cases.open(aCase({ listing: aListing({ id: 'one-more' }), openedAt }));
  expect(Number(await found(`/figures.csv?${period}`))).toBe(before);
  await open(`/figures?${period}&anew`);
  expect(Number(await found(`/figures.csv?${period}`))).toBe(before + 1);
});

test.each([
  ['from=2026-12-01&to=2026-11-01', 'from: 2026-12-01 is after 2026-11-01.'],
  ['from=2020-01-01&to=2026-11-01', 'from: at most 366 days'],
  ['from=<b>', 'from: is not a day such as 2026-11-30'],
])('%s is refused: %s', async (query, message) => {
  for (const path of ['/figures', '/report.html', '/figures.csv']) {
    const answer = await open(`${path}?${query}`);
    expect([path, answer.status, await answer.text()]).toEqual([path, 400, expect.stringContaining(message)]);
  }
});

test("nothing of another's brand is in any of them, whoever asks for it", async () => {
  for (const path of ['/figures', '/report.html', '/figures.csv']) {
    const text = await (await open(`${path}?brand=fjordlys`)).text();
    expect(text).toMatch(/nordhavn/i);
    expect(text).not.toMatch(/secret|fjordlys/i);
  }
});
