import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aConsole, IDA, type TestConsole } from '../../support/a-console.ts';
import { launchBrowser } from '../../support/browser.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { ATTACKS, HOSTILE } from '../../support/hostile-texts.ts';

const EACH = 60;

let console_: TestConsole;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [console_, browser] = await Promise.all([aConsole(), launchBrowser()]);
  const { brands, cases } = console_.services.stores;
  await brands.put(aBrand(), console_.clock.now);
  await console_.give({ ...IDA, name: ATTACKS[0]! }, 'nordhavn', ['admin']);
  await Promise.all(
    HOSTILE.map((text, index) =>
      cases.open(
        aCase({
          state: 'flagged',
          contactHandles: [text],
          listing: aListing({
            id: `${index}${text.slice(0, 60)}`,
            title: text,
            url: index % 2 ? text : 'javascript:globalThis.ran=1',
            imageUrls: [text],
            seller: { id: `seller-${Math.floor(index / EACH)}`, name: text, location: text },
            description: text,
          }),
          events: [{ at: '2026-06-01T12:00:00.000Z', from: null, to: 'flagged', by: 'score', why: text }],
        }),
      ),
    ),
  );
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(console_.link());
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});

/** Nothing ran, nothing was let in, every link has something to press, and the page is whole and no wider than the screen. */
async function isUnharmed(address: string): Promise<void> {
  await page.goto(console_.url + address);
  const seen = await page.evaluate<unknown[]>(
    `[globalThis.ran, document.querySelectorAll('main script, main iframe, main base, main style, [onerror], [onload], [onfocus]').length,
      [...document.querySelectorAll('main a, main form')].filter((each) => new URL(each.href ?? each.action).origin !== location.origin).length,
      [...document.querySelectorAll('main a')].filter((each) => !/[\\p{L}\\p{N}\\p{P}\\p{S}]/u.test(each.textContent) && !each.querySelector('img')).length,
      document.querySelectorAll('main h1').length, document.documentElement.scrollWidth - innerWidth]`,
  );
  expect([address, ...seen]).toEqual([address, undefined, 0, 0, 0, 1, 0]);
}

test('the collection is large enough', () => expect(HOSTILE.length).toBeGreaterThanOrEqual(120));

test('no hostile text runs or breaks the pages that hold many of them', async () => {
  for (const address of [
    '/',
    '/review',
    '/review?group=text',
    '/review?group=seller',
    '/notices',
    '/settings',
    '/trends',
  ])
    await isUnharmed(address);
  for (const seller of [0, 1, 2]) await isUnharmed(`/seller?brand=nordhavn&marketplace=bazaar&id=seller-${seller}`);
});

test('nor any case, by itself or in review', async () => {
  const { entries } = await console_.services.stores.cases.reviewQueue('nordhavn');
  expect(entries).toHaveLength(HOSTILE.length);
  for (const { caseId } of entries.filter((_, index) => index % 12 === 0)) {
    await isUnharmed(`/case?id=${encodeURIComponent(caseId)}`);
    await isUnharmed(`/review?case=${encodeURIComponent(caseId)}`);
  }
});

test('hostile addresses and forms are refused in plain words', async () => {
  for (const text of HOSTILE.slice(0, 8)) {
    await isUnharmed(`/review?said=${encodeURIComponent(text)}&brand=${encodeURIComponent(text)}`);
    await isUnharmed(`/brand/papers?brand=nordhavn&said=${encodeURIComponent(text)}`);
  }
});

test('an offer whose title shows nothing is pressed by words of ours', async () => {
  const listing = aListing({ id: 'nothing', title: '\u202e\u200b', url: 'nowhere', seller: { id: 'nobody' } });
  const harm = { points: 1000, parts: [] };
  await console_.services.stores.cases.open(
    aCase({ id: 'nordhavn~bazaar~nothing~1', state: 'flagged', listing, harm }),
  );
  for (const address of ['/', '/review', '/case?id=nordhavn~bazaar~nothing~1']) {
    await isUnharmed(address);
    expect(await page.getByText('an offer without a title').count()).toBe(1);
  }
});
