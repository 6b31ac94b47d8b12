import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sampleBrand } from '#infra/cli/sample-brand.ts';
import { sampleHistory } from '#infra/local/start/sample-history.ts';
import type { Case } from '#shared/domain/case.ts';
import { LinkReason } from '#shared/domain/case-link.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { accessibilityProblems, colourProblems } from '../../support/accessibility.ts';
import { launchBrowser } from '../../support/browser.ts';
import { aCase, aListing } from '../../support/builders.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';
import { loadHistory, ORIGIN, samplePictures } from '../../support/review-world.ts';

/** Looks after the whole installation. */
const OLE = { sub: 'ole', email: 'ole@operator.example', name: 'Ole' };
const WIDTHS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

let console_: TestConsole;
let browser: Browser;
let history: Case[];
beforeAll(async () => {
  [console_, browser] = await Promise.all([aConsole({ fetchPicture: samplePictures }), launchBrowser()]);
  history = await loadHistory(console_);
  await console_.services.stores.notices.create(A_NOTICE);
  await console_.services.stores.notices.addTarget(aTarget({ noticeId: A_NOTICE.id, caseId: A_CASE.id }));
  await linkSellers();
  await console_.give(IDA, 'nordhavn', ['admin']);
  console_.people.push(OLE);
  await console_.give(OLE, '*', ['admin']);
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});

/** Later offers of five other accounts belong with the case's, and some with each other. */
async function linkSellers(): Promise<void> {
  const { cases } = console_.services.stores;
  const openedAt = new Date().toISOString();
  for (let number = 1; number <= 5; number++) {
    const id = `nordhavn~bazaar~later-${number}~1`;
    const link = (caseId: string, ...reasons: LinkReason[]) => ({ caseId, reasons, continues: false });
    const links = [
      link(A_CASE.id, LinkReason.options[number % 4]!),
      ...(number > 3 ? [link(`nordhavn~bazaar~later-${number - 1}~1`, 'picture')] : []),
    ];
    const seller = { id: `later-${number}`, name: `Later Trading ${number}` };
    await cases.open(aCase({ id, state: 'removed', openedAt, links, listing: aListing({ id, seller }) }));
    await cases.linkFrom(A_CASE.id, id);
  }
}

/** The sample's history is the same every time; which of its cases these are matters little. */
const A_CASE = sampleHistory({ brand: sampleBrand(ORIGIN), origin: ORIGIN, seed: 1, now: new Date() })
  .filter(({ state, listing }) => state === 'removed' && listing.seller?.id)
  .toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]!;
const CASE = `/case?id=${encodeURIComponent(A_CASE.id)}`;
const SELLER = `/seller?brand=nordhavn&marketplace=bazaar&id=${encodeURIComponent(A_CASE.listing.seller!.id!)}`;

const A_NOTICE = aNoticeRecord();
const NOTICE = `/notice?id=${encodeURIComponent(A_NOTICE.id)}`;

/** Every page, by its address. */
const PAGES = [
  '/',
  '/trends',
  '/scans',
  '/find-picture',
  `/find-picture?case=${encodeURIComponent(A_CASE.id)}`,
  '/learning',
  '/brand',
  '/brand/products?brand=nordhavn',
  '/brand/keywords?brand=nordhavn',
  '/brand/papers?brand=nordhavn',
  '/brand/webhook?brand=nordhavn',
  '/brand/edit?brand=nordhavn&part=names',
  '/brand/edit?brand=nordhavn&part=sellers',
  '/brand/edit?brand=nordhavn&part=watches',
  '/brand/edit?brand=nordhavn&part=policy',
  '/brand/file?brand=nordhavn',
  '/review',
  '/review?group=seller',
  '/notices',
  NOTICE,
  '/stores',
  CASE,
  SELLER,
  '/figures',
  '/settings',
  '/nowhere',
  '/signed-out',
];

/** For looking at: `SCREENSHOTS=folder npx vitest run test/functions/console/pages.test.ts` keeps what was seen. */
const keepPicture = async (page: Page, path: string, how: string) => {
  const folder = process.env.SCREENSHOTS;
  const name = path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'today';
  if (!folder) return;
  // Pictures further down load when they are scrolled to.
  await page.evaluate(
    "Promise.all([...document.images].map((each) => { each.loading = 'eager'; return each.decode().catch(() => {}); }))",
  );
  await page.screenshot({ path: `${folder}/${name}-${how}.png`, fullPage: true });
};

/** A page of somebody who has just signed in, with everything that the browser complained of. */
async function signedIn(
  options: Parameters<Browser['newPage']>[0],
  person = IDA,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(console_.link(person));
  return { page, complaints };
}

/** Looked at once in light, and once more for what the colours of the dark change. */
async function isAccessible(page: Page, path: string, width: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await keepPicture(page, path, `${width}-light`);
  expect([width, await accessibilityProblems(page)]).toEqual([width, []]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepPicture(page, path, `${width}-dark`);
  expect([width, 'dark', await colourProblems(page)]).toEqual([width, 'dark', []]);
  await fits(page, width);
}

async function fits(page: Page, width: string): Promise<void> {
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect([width, overflow]).toEqual([width, 0]);
}

// Some at once, for most of each is waiting until a page is still.
test.concurrent.each([...PAGES.map((path) => ({ path, person: IDA })), { path: '/brand/new', person: OLE }])(
  '$path is accessible and fits, on a desktop and on a phone',
  async ({ path, person }) => {
    // Colours fade over a tenth of a second elsewhere: half faded is nothing to judge.
    const { page, complaints } = await signedIn({ viewport: WIDTHS.desktop, reducedMotion: 'reduce' }, person);
    await page.goto(console_.url + path, { waitUntil: 'networkidle' });
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      await page.setViewportSize(viewport);
      await isAccessible(page, path, width);
    }
    // The narrowest that WCAG 2.2 asks for (1.4.10): 1280 pixels at 400 %.
    await page.setViewportSize({ ...WIDTHS.phone, width: 320 });
    await fits(page, 'narrowest');
    // The browser itself reports the 404.
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await page.close();
  },
);

test('somebody signs in, looks around, signs out and is out', async () => {
  const { page } = await signedIn({ viewport: WIDTHS.desktop });
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('admin', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Signed out' }).waitFor();
  await page.goto(console_.url);
  expect(page.url()).toContain('/oauth2/authorize');
  await page.close();
});

test('on a phone the navigation is one row, and its menu reaches every page by touch and by keyboard', async () => {
  const { page } = await signedIn({ viewport: WIDTHS.phone });
  const bar = await page.locator('header.top').boundingBox();
  expect(bar!.height).toBeLessThan(64);
  const entries = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  expect(await entries.count()).toBe(0);
  await page.getByRole('button', { name: 'Menu' }).click();
  const names = await entries.allInnerTexts();
  expect(names).toEqual(['Today', 'Review', 'Brand', 'Scans', 'Notices', 'Stores', 'Figures', 'Settings']);
  expect(await accessibilityProblems(page)).toEqual([]);
  for (const entry of [...(await entries.all()), page.getByRole('button', { name: 'Sign out' })])
    await entry.click({ trial: true });
  await page.keyboard.press('Escape');
  expect(await entries.count()).toBe(0);
  await page.getByRole('button', { name: 'Menu' }).press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForURL(/\/review/), page.keyboard.press('Enter')]);
  await page.close();
});

test('Today is followed by charts of the weeks, each with its numbers, and they come without a script too', async () => {
  const { page } = await signedIn({ viewport: WIDTHS.desktop });
  const trends = page.locator('#trends');
  const charts = trends.getByRole('img');
  await expect.poll(() => charts.count()).toBe(5);
  await trends.getByText('In numbers').click();
  const heads = await trends.getByRole('columnheader').allInnerTexts();
  const rows = await trends.locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  expect(heads).toEqual(['Week', 'Found', 'Noticed', 'Removed', 'Relisted', 'Pages not read']);
  expect(rows.length).toBe(8);
  // Of the six weeks of history all that was found before today, and nothing before it began.
  const found = cells.reduce((sum, [count]) => sum + Number(count), 0);
  const today = new Date().toISOString().slice(0, 10);
  expect(found).toBe(history.filter(({ openedAt }) => openedAt < today).length);
  expect(cells[0]!.at(-1)).toBe('–');
  expect(cells.slice(2).every((row) => row.at(-1)!.endsWith('%'))).toBe(true);
  for (const [index, chart] of (await charts.all()).entries())
    expect(await chart.getAttribute('aria-label')).toBe(
      `${heads[index + 1]}: ${cells.map((row) => row[index]).join(', ')}`,
    );
  const plain = await signedIn({ viewport: WIDTHS.desktop, javaScriptEnabled: false });
  await plain.page.getByRole('link', { name: /^Week by week/ }).click();
  expect(await plain.page.getByRole('img').count()).toBe(5);
  await Promise.all([page.close(), plain.page.close()]);
});

test('Enter in a field of a brand saves it, and tries no search', async () => {
  const { page } = await signedIn({ viewport: WIDTHS.desktop });
  await page.goto(`${console_.url}/brand/edit?brand=nordhavn&part=watches`);
  await page.getByLabel('Search for').first().focus();
  await Promise.all([page.waitForURL(/\/brand\?/), page.keyboard.press('Enter')]);
  await page.getByText('Nothing was different.').waitFor();
  await page.close();
});

test('what somebody typed stands in the form again when they had been signed out, but no secret, and for nobody else', async () => {
  const { page, complaints } = await signedIn({ viewport: WIDTHS.desktop });
  const type = async (path: string, name: string, text: string) => {
    await page.goto(console_.url + path);
    await page.locator(`[name="${name}"]`).first().fill(text);
    await page.context().clearCookies({ name: '__Host-session' });
    await page.locator(`form:has([name="${name}"]) button[type=submit]`).first().click();
    await page.getByText('You had been signed out, so the form was not sent').waitFor();
  };
  const field = (name: string) => page.locator(`[name="${name}"]`).first().inputValue();

  await type(CASE, 'text', 'Same lettering as in October');
  expect(await field('text')).toBe('Same lettering as in October');
  await page.getByText('What you had typed stands in it again').waitFor();
  await page.reload();
  expect(await field('text')).toBe('');

  await type('/brand/webhook?brand=nordhavn', 'url', 'https://hooks.example/secret');
  expect(await field('url')).toBe('');

  await page.goto(console_.url + CASE);
  await page.locator('[name="text"]').first().fill('not for everybody');
  await page.evaluate("document.body.dataset.person = 'somebody-else'");
  await page.context().clearCookies({ name: '__Host-session' });
  await page.locator('form:has([name="text"]) button[type=submit]').first().click();
  await page.getByText('You had been signed out').waitFor();
  expect([await field('text'), complaints]).toEqual(['', []]);
  await page.close();
});

test.each(PAGES)('%s asks the tables seldom', async (path) => {
  const visitor = new Visitor();
  await visitor.open(console_.link());
  // Each process reads a brand's name once in ten minutes; what still runs of figures is counted once in a quarter of an hour.
  await (await visitor.open(console_.url + path)).text();
  const asked = vi.spyOn(console_.tables.client, 'send');
  await (await visitor.open(console_.url + path)).text();
  const reads = asked.mock.calls.filter(([command]) => !(command instanceof PutCommand)).length;
  asked.mockRestore();
  expect(reads).toBeLessThanOrEqual(6);
});
