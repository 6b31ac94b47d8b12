import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ScanJob } from '#shared/domain/messages.ts';
import type { RawPage } from '#shared/evidence/archive.ts';
import { MAX_FORM_BYTES } from '#shared/intake/bring.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { accessibilityProblems } from '../../support/accessibility.ts';
import { launchBrowser } from '../../support/browser.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { aTemuOffer, aTemuSearch } from '../../support/saved-pages.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');
const KEYWORD = 'nordhavn parka';
const ERIK = { sub: 'erik', email: 'erik@nordhavn.example', name: 'Erik' };
const SEARCH = aTemuSearch(KEYWORD, 1, 2);
const OFFER = aTemuOffer(3);

const scans = memoryQueue<ScanJob>();
const kept: RawPage[] = [];
const archive = { put: async (page: RawPage) => `temu/${kept.push(page)}` };
let console_: TestConsole;
let browser: Browser;
let page: Page;
let visitor: Visitor;

beforeAll(async () => {
  [console_, browser] = await Promise.all([aConsole({ scans, archive }), launchBrowser()]);
  console_.clock.now = NOW;
  const { brands } = console_.services.stores;
  const watches = [{ keyword: KEYWORD, marketplaces: ['temu', 'taobao'] }];
  await brands.put(aBrand({ watches }), NOW);
  await brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), NOW);
  await console_.give(IDA, 'nordhavn', ['moderator']);
  console_.people.push(ERIK);
  await console_.give(ERIK, 'nordhavn', ['enforcer']);
  visitor = new Visitor();
  await visitor.open(console_.link());
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(console_.link());
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});
beforeEach(() => {
  scans.sent.length = 0;
  kept.length = 0;
});

async function csrfOf(who: Visitor): Promise<string> {
  const text = await (await who.open(`${console_.url}/scans`)).text();
  return /name="csrf" value="([^"]+)"/.exec(text)![1]!;
}

/** What the page says to a form that was sent by hand. */
async function send(form: 'page' | 'offer', fields: Record<string, string | File>, who = visitor) {
  const body = new FormData();
  const all = { csrf: await csrfOf(who), brand: 'nordhavn', url: OFFER.url, marketplace: '', note: '', ...fields };
  for (const [name, value] of Object.entries(all)) body.set(name, value);
  const answer = await who.open(`${console_.url}/scans/${form}`, { method: 'POST', body });
  return { status: answer.status, text: await answer.text(), finalUrl: answer.finalUrl };
}
const saved = (html: string) => new File([html], 'page.html', { type: 'text/html' });

test('a page that somebody saved goes the way of every scanned page, with who brought it and when', async () => {
  await page.goto(`${console_.url}/scans`);
  await page.getByText('Add a page saved from your browser').click();
  const form = page.locator('form[action="/scans/page"]');
  const buffer = Buffer.from(SEARCH.html);
  await form.getByLabel('Saved page').setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer });
  await form.getByLabel('Its address in the browser').fill(SEARCH.url);
  await form.getByLabel('Note').fill('stall 7');
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/intake-phone.png`, fullPage: true });
  await form.getByRole('button', { name: 'Add the page' }).click();
  await page.getByText('The page is taken in').waitFor();

  expect(kept.map(({ url, bytes }) => [url, Buffer.from(bytes).toString()])).toEqual([[SEARCH.url, SEARCH.html]]);
  const brought = { source: 'person', by: 'analyst:ida@nordhavn.example', at: NOW.toISOString(), note: 'stall 7' };
  expect(scans.sent.map(({ message }) => message)).toEqual([
    expect.objectContaining({
      brandId: 'nordhavn',
      marketplace: 'temu',
      keyword: KEYWORD,
      archivedPage: 'temu/1',
      brought,
    }),
  ]);
  const { entries } = await createAuditStore(console_.tables.client, console_.tables.names.audit).page('nordhavn');
  expect(entries).toEqual([
    expect.objectContaining({ action: 'intake:page', by: 'analyst:ida@nordhavn.example', changes: [SEARCH.url] }),
  ]);
});

test('an offer is reported by its address alone', async () => {
  await page.goto(`${console_.url}/scans`);
  await page.getByText('Report an offer by its address').click();
  const form = page.locator('form[action="/scans/offer"]');
  await form.getByLabel("The offer's address").fill(OFFER.url);
  await form.getByRole('button', { name: 'Report this offer' }).click();
  await page.getByText('The offer is reported').waitFor();
  expect(scans.sent.map(({ message }) => [message.url, message.marketplace, message.brought?.source])).toEqual([
    [OFFER.url, 'temu', 'person'],
  ]);
});

test.each([
  ['an address that is none', { url: 'javascript:alert(1)', note: 'look "here"' }, 400, 'must be the http(s) address'],
  ['a marketplace nobody knows', { marketplace: 'tenu' }, 400, 'Did you mean &quot;temu&quot;?'],
  ['no page at all', { file: saved('') }, 400, 'There is no page'],
] as const)('%s is refused in plain words, and what was entered stays', async (_, fields, status, words) => {
  const answer = await send('page', { file: saved('<p>'), ...fields });
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
  if ('note' in fields) expect(answer.text).toContain('value="look &quot;here&quot;"');
  expect([kept, scans.sent]).toEqual([[], []]);
});

test('the page says how much may be sent, the browser holds back what is more, and so does the server', async () => {
  await page.goto(`${console_.url}/scans`);
  await page.getByText('Add a page saved from your browser').click();
  const input = page.getByLabel('Saved page');
  const complaint = () => page.evaluate<string>("document.querySelector('[data-most-bytes]').validationMessage");
  await page.getByText('at most 8 MB').waitFor();
  for (const buffer of [Buffer.alloc(8_000_001, 'x'), randomBytes(4_200_000)]) {
    await input.setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer });
    await expect.poll(complaint).toContain('HTML only');
  }
  await input.setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>') });
  expect(await complaint()).toBe('');

  const headers = { 'content-type': 'text/plain', 'content-length': String(MAX_FORM_BYTES + 1) };
  const answer = await console_.app.request('/scans/page', { method: 'POST', headers, body: 'x' });
  expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('At most 4 MB')]);
});

test('a page larger than a form takes is packed by the browser, and taken in whole', async () => {
  await page.goto(`${console_.url}/scans`);
  await page.getByText('Add a page saved from your browser').click();
  const form = page.locator('form[action="/scans/page"]');
  const buffer = Buffer.from(SEARCH.html + '<p>A saved page says much twice.</p>'.repeat(170_000));
  expect(buffer.length).toBeGreaterThan(MAX_FORM_BYTES);
  await form.getByLabel('Saved page').setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer });
  await form.getByLabel('Its address in the browser').fill(SEARCH.url);
  const complaint = () => page.evaluate<string>("document.querySelector('[data-most-bytes]').validationMessage");
  await expect.poll(complaint).toBe('');
  await form.getByRole('button', { name: 'Add the page' }).click();
  await page.getByText('The page is taken in').waitFor();
  expect(Buffer.from(kept[0]!.bytes).equals(buffer)).toBe(true);
});

test.each([
  ['that opens to more than a page may have', gzipSync(Buffer.alloc(8 * 1024 * 1024 + 1, 'x')), 413, 'save it without'],
  ['that breaks off', gzipSync(SEARCH.html).subarray(0, 60), 400, 'cannot be opened'],
  ['in which there is none', gzipSync(''), 400, 'There is no page'],
] as const)('a packed page %s is refused in plain words', async (_, bytes, status, words) => {
  const answer = await send('page', { file: new File([new Uint8Array(bytes)], 'page.html.gz') });
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
  expect([kept, scans.sent]).toEqual([[], []]);
});

test('nothing is taken in without the token of the session, the right to review, or for the brand of others', async () => {
  expect((await send('offer', { csrf: 'wrong' })).status).toBe(403);
  const erik = new Visitor();
  await erik.open(console_.link(ERIK));
  const seen = await (await erik.open(`${console_.url}/scans`)).text();
  expect(seen).toContain('needs the right to review');
  expect(seen).not.toContain('action="/scans/offer"');
  const answer = await send('offer', {}, erik);
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('the right to review')]);
  expect((await send('offer', { brand: 'fjordlys' })).status).toBe(404);
  expect(scans.sent).toEqual([]);
});

test('scans say of how many watches a person brought a page that could be read', async () => {
  const read = async () => (await visitor.open(`${console_.url}/scans`)).text();
  expect(await read()).toContain('Read by a person: 0 of 2 watches');
  await console_.services.stores.listings.putScanPage({
    brandId: 'nordhavn',
    marketplace: 'temu',
    keyword: KEYWORD,
    period: NOW.toISOString(),
    page: 1,
    jobId: 'nordhavn|brought|1',
    coverage: 'complete',
    listingIds: ['1'],
    rankOffset: 0,
    at: NOW.toISOString(),
    brought: { source: 'person', by: 'analyst:ida@nordhavn.example', at: NOW.toISOString() },
  });
  expect(await read()).toContain('Read by a person: 1 of 2 watches');
});

test('a case and its review say who found the offer, when, and what they noted', async () => {
  const at = '2026-11-29T14:02:00.000Z';
  const brought = { source: 'partner', by: 'machine:feed', at, note: '<b>from the fair</b>' } as const;
  const { cases } = console_.services.stores;
  const offers = [aListing({ id: '1', provenance: brought }), aListing({ id: '2' })];
  for (const [listing, said] of [
    [offers[0]!, /partner.*delivered by feed 14:02 \(2026-11-29, UTC\).*&lt;b&gt;from the fair/],
    [offers[1]!, /Provenance: .*read by the crawler/],
  ] as const) {
    const record = aCase({ state: 'flagged', listing });
    await cases.open(record);
    for (const path of ['/case?id=', '/review?case='])
      expect(await (await visitor.open(console_.url + path + encodeURIComponent(record.id))).text()).toMatch(said);
  }
});

test('every entry of the navigation can be seen on a phone', async () => {
  await page.goto(console_.url);
  await page.locator('button.menu-button').click();
  for (const link of await page.locator('.top .tabs a').all()) {
    const { x, width } = (await link.boundingBox())!;
    expect([await link.innerText(), x >= 0 && x + width <= 390]).toEqual([await link.innerText(), true]);
  }
});
