import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConsole } from '#functions/console/console.ts';
import { parseBrandFile } from '#shared/brands/brand-file.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import { scanJobId } from '#shared/domain/messages.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { accessibilityProblems } from '../../support/accessibility.ts';
import { launchBrowser } from '../../support/browser.ts';
import { aBrand, aPromotedModel, aProof } from '../../support/builders.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');
const HOSTILE = '<img src=x onerror="document.title=1">\u202e"\'><script>document.title=1</script>';
const LOOKS = [
  ['desktop', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const;

let console_: TestConsole;
let browser: Browser;
let visitor: Visitor;

async function scanned(brandId: string, keyword: string, marketplace: string, daysAgo: number, coverage: Coverage) {
  const period = new Date(NOW.getTime() - daysAgo * DAY_MS - keyword.length * 60_000).toISOString();
  const job = { brandId, marketplace, keyword, period, page: 1 };
  await console_.services.stores.listings.putScanPage({
    ...job,
    jobId: scanJobId(job),
    coverage,
    ...(coverage === 'blocked' && { reason: `HTTP 403 ${HOSTILE}` }),
    listingIds: coverage === 'complete' ? ['1', '2'] : [],
    rankOffset: 0,
    at: period,
  });
}

beforeAll(async () => {
  [console_, browser] = await Promise.all([aConsole(), launchBrowser()]);
  console_.clock.now = NOW;
  const { brands, notices } = console_.services.stores;
  const every = '1d';
  const keywords = ['nordhavn jacket', 'nordhavn bottle', 'nordhavn hat', HOSTILE];
  const watches = keywords.map((keyword) => ({ keyword, marketplaces: ['bazaar', 'ebay@www.ebay.de'], every }));
  await brands.put(aBrand({ watches }), NOW);
  await brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), NOW);
  for (let day = 0; day < 12; day++) {
    await scanned('nordhavn', 'nordhavn jacket', 'bazaar', day, 'complete');
    await scanned('nordhavn', 'nordhavn jacket', 'ebay@www.ebay.de', day, day < 3 ? 'blocked' : 'complete');
    await scanned('nordhavn', 'nordhavn bottle', 'bazaar', day, day === 4 ? 'partial' : 'empty');
    await scanned('nordhavn', HOSTILE, 'bazaar', day, day % 2 ? 'not-read' : 'unreadable');
  }
  await scanned('fjordlys', 'secret lamp', 'bazaar', 0, 'blocked');
  const task = { brandId: 'nordhavn', kind: 'answer-clarification', openedAt: '2026-11-20T00:00:00.000Z' } as const;
  const text = `The venue asks about "${HOSTILE}".`;
  await notices.openTask({ ...task, id: '2026-11-28~1', dueAt: '2026-11-28T00:00:00.000Z', text });
  await notices.openTask({ ...task, id: '2026-12-05~2', dueAt: '2026-12-05T00:00:00.000Z', text: 'File the packet.' });
  const other = { ...task, brandId: 'fjordlys', id: '2026-12-01~3', dueAt: '2026-12-01T00:00:00.000Z' };
  await notices.openTask({ ...other, text: 'secret task' });
  await console_.give(IDA, 'nordhavn', ['moderator']);
  visitor = new Visitor();
  await visitor.open(console_.link());
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});

const textOf = async (path: string) => (await visitor.open(console_.url + path)).text();

describe.each(LOOKS)('on a %s', (name, look) => {
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    page = await browser.newPage(look);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(console_.link());
  });
  afterAll(() => page.close());

  test.each(['/', '/scans', '/learning', '/brand'])(
    '%s is accessible, fits, and runs nothing of anybody',
    async (path) => {
      await page.goto(console_.url + path);
      const folder = process.env.SCREENSHOTS;
      const file = `${path.slice(1) || 'today'}-${name}-${look.colorScheme}.png`;
      if (folder) await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(await page.title()).toMatch(/Markwarden$/);
      expect(await page.locator('main img:not([src^="/pictures"]), main script').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );
});

describe('scans', () => {
  test('say of each search how it went, why it was not read and what to do, the unread first', async () => {
    const page = await browser.newPage();
    await page.goto(console_.link());
    await page.goto(`${console_.url}/scans`);
    const [first, second, third] = await page.locator('section.search').allInnerTexts();
    expect(first).toMatch(/unreadable.*Open the search yourself/s);
    expect(second).toMatch(/blocked.*unknown, not absent.*HTTP 403.*official search interface/s);
    expect(third).toMatch(/no results/);
    expect(await page.locator('section.search').nth(1).locator('.strip li').count()).toBe(12);
    expect(await page.getByText('never read yet').count()).toBe(4);
    await page.close();
  });

  test('go back in steps of three hundred pages, and no step reads more', async () => {
    for (let day = 12; day < 352; day++) await scanned('nordhavn', 'nordhavn hat', 'bazaar', day, 'complete');
    const first = await textOf('/scans');
    const earlier = /href="(\/scans\?[^"]*before=[^"]*)">Earlier/.exec(first)![1]!.replaceAll('&amp;', '&');
    const second = await textOf(earlier);
    expect(second).toContain('nordhavn hat');
    expect(second).not.toContain('>Earlier');
    expect(second).toContain('Newest');
  });

  test.each(['x', '["SCAN~1"]', '["PERSON~1","2026-01-01T00:00:00.000Z"]'])(
    'refuse a place that is none: %s',
    async (before) => {
      const answer = await visitor.open(`${console_.url}/scans?${new URLSearchParams({ before })}`);
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining('Not a place in the history'),
      ]);
    },
  );
});

describe('today', () => {
  test('counts what waits and tells what is overdue and what could not be read', async () => {
    const page = await browser.newPage();
    await page.goto(console_.link());
    const figures = (await page.locator('.figure').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(figures).toEqual([
      '0 cases to review',
      '0 notices being written',
      '2 tasks with a date, 1 overdue',
      '2 searches not read whole',
    ]);
    await page.getByText('overdue since 2026-11-28').waitFor();
    expect(await page.getByRole('link', { name: 'notices being written' }).getAttribute('href')).toBe(
      '/notices?brand=nordhavn',
    );
    await page.getByText('HTTP 403').waitFor();
    await page.close();
  });

  test('does not say 0 of what nobody can know before the first scan', async () => {
    await console_.services.stores.brands.put(aBrand({ id: 'vidda', name: 'Vidda' }), NOW);
    await console_.give(IDA, 'vidda', ['moderator']);
    const text = await textOf('/?brand=vidda');
    expect(text).toMatch(/<strong[^>]*>\?<\/strong><span><a href="\/scans\?brand=vidda"/);
    expect(text).toContain('Nothing was scanned yet');
  });

  test('leads to the e-mails only where they are kept on this machine', async () => {
    expect(await textOf('/')).not.toContain('E-mails sent on this machine');
    const here = createConsole({ ...console_.services, outboxPath: '/outbox' });
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await here.request(`${console_.url}/`, { headers: { cookie } });
    expect(await answer.text()).toContain('<a href="/outbox">');
  });
});

test('what was learnt says which model judges, and from where notices may leave', async () => {
  const shipped = await textOf('/learning?brand=nordhavn');
  expect(shipped).toContain('No training has run yet');
  expect(shipped).toContain('Offers are judged as Markwarden was shipped');
  const models = createModelStore(console_.tables.client, console_.tables.names.brands);
  await models.promote(aPromotedModel('m2').model, undefined, NOW);
  const proof = aProof({ modelVersion: 'm2', from: 0.96 });
  await models.putExpediting('nordhavn', proof);
  expect(await textOf('/learning?brand=nordhavn')).toContain(
    `Expediting: proved from ${formatProbability(0.96)} on ${proof.decided} decisions`,
  );
  const figure = (estimate: number | null) => ({ estimate, low: estimate && estimate - 0.05, high: estimate && 0.9 });
  const figures = (recall: number | null) => ({
    averagePrecision: figure(0.8),
    recallAtP90: figure(recall),
    calibrationError: figure(0.06),
  });
  await models.putReport({
    at: NOW.toISOString(),
    inUse: 'm1',
    candidate: 'm2',
    promoted: true,
    why: 'it orders better',
    decisions: { read: 240, withoutFeatures: 0, beyondLimit: false },
    counts: { training: 180, heldOut: 60, unused: 0, confirmedHeldOut: 30 },
    before: figures(null),
    after: figures(0.725),
    agreement: { pairs: 12, agreed: 11 },
  });
  const learnt = await textOf('/learning?brand=nordhavn');
  expect(learnt).toContain('Offers are judged by what was learnt from your decisions');
  expect(learnt).toContain('Of 12 offers that two people judged they agreed on 11.');
  expect(learnt).toContain('<td data-of="Before">unknown</td><td data-of="New">72.5 % (67.5 to 90)</td>');
});

describe('the brand', () => {
  test('is shown with its products, sellers, watches and rights, and to a moderator without a way to change it', async () => {
    const text = await textOf('/brand');
    for (const each of ['Fjord Parka', 'nordhavn-official', 'nordhavn jacket', '018000001'])
      expect(text).toContain(each);
    expect(text).toContain('Whoever administers this brand may change it.');
    expect(text).not.toContain('npx markwarden brand add');
  });

  test('comes as the file that registers it again', async () => {
    const answer = await visitor.open(`${console_.url}/brand.yaml?brand=nordhavn`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="nordhavn.yaml"');
    const stored = await console_.services.stores.brands.get('nordhavn');
    expect(parseBrandFile(await answer.text(), 'nordhavn.yaml').brand).toEqual(stored);
  });
});

test("nothing of another's brand is shown, whoever asks for it", async () => {
  for (const path of ['/', '/scans', '/learning', '/brand', '/brand.yaml'])
    expect([path, await textOf(`${path}?brand=fjordlys`)]).toEqual([
      path,
      expect.not.stringMatching(/secret|fjordlys/i),
    ]);
});
