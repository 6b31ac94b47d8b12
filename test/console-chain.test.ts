import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bazaar, startBazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { type Host, startHost } from '#infra/local/host/host.ts';
import { startSimulatedClock } from '#infra/local/host/simulated-clock.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { localStores } from '#infra/local/start/local-stores.ts';
import { addSamplePeople, IDA, SAMPLE_PEOPLE } from '#infra/local/start/sample-people.ts';
import { playTimeLapse } from '#infra/local/start/time-lapse.ts';
import { launchBrowser } from './support/browser.ts';
import { aStateDirectory } from './support/start-command.ts';

// One person's whole job through the pages alone, against the deployed system on this machine and the sample marketplace: what is
// clicked is what an analyst would click. Nothing is asked of the API, and no table is looked into.

const WIDTHS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const HOUR = 3_600_000;
/** Slow on a machine that is busy: a browser, and the whole system behind it. */
const TIMEOUT_MS = 600_000;
const SIGNED = 'Henrik Møller, General Counsel';

const state = aStateDirectory();
let host: Host;
let bazaar: Bazaar;
let browser: Browser;

beforeAll(async () => {
  const clock = startSimulatedClock({ file: path.join(state.path, 'clock.json') });
  const secret = 'a'.repeat(64);
  bazaar = await startBazaar({ port: 0, seed: 1, now: clock.now, databasePath: ':memory:', secret });
  [host, browser] = await Promise.all([
    startHost({
      assembly: await synthesisedAssembly(),
      stateDirectory: state.path,
      clock,
      people: SAMPLE_PEOPLE,
      enforceRoles: true,
      environment: {
        MARKETPLACE_ORIGINS: JSON.stringify({ bazaar: bazaar.origin }),
        ALLOWED_PRIVATE_ORIGINS: bazaar.origin,
      },
      secretValue: (name) => (name.startsWith('ChannelSecret') ? JSON.stringify({ bazaar: secret }) : '{}'),
      // Without captures at the opening of a case: the packet's own last look takes its evidence.
      onlyQueues: ['SCAN_QUEUE_URL', 'SCORE_QUEUE_URL', 'TAKEDOWN_QUEUE_URL', 'ALERT_QUEUE_URL'],
    }),
    launchBrowser(),
  ]);
  await addSamplePeople(host);
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await bazaar?.close();
  state[Symbol.dispose]();
});

/** Lets the system do what it does by itself, until this much time has passed. */
const pass = (ms: number) =>
  playTimeLapse({
    host,
    until: new Date(host.clock.now().getTime() + ms),
    nextDue: localStores(host).nextDue,
    onStep: () => {},
  });

const press = async (page: Page, key: string) => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
};
const send = async (page: Page, name: string | RegExp) => {
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);
};
const go = (page: Page, address: string) => page.goto(`${host.url}${address}`);
const textOf = (page: Page) => page.locator('main').innerText();

/** Where each of the two has come to: a notice that is to be filed. Filed together, for the offers are the same, and soon gone. */
const ready: { page: Page; notice: string }[] = [];

test.each(Object.entries(WIDTHS))(
  'on a %s: from signing in to a packet',
  async (width, viewport) => {
    const id = `nordhavn-${width}`;
    const brand = `brand=${id}`;
    const page = await browser.newPage({ viewport, reducedMotion: 'reduce', acceptDownloads: true });
    await page.goto(host.signIn.oneTimeLink(IDA, `${host.url}/`));

    // Registered, with the papers that a notice rests on.
    await go(page, '/brand/new');
    await page.getByLabel('Id').fill(id);
    await page.getByLabel('Name', { exact: true }).first().fill('Nordhavn');
    await page.getByLabel('Names and spellings').fill('Nordhavn');
    const owner = page.getByRole('region', { name: 'Rights owner' });
    await owner.getByLabel('Name').fill('Nordhavn ApS');
    await owner.getByLabel('E-mail').fill('ip@nordhavn.example');
    await owner.getByLabel('Postal address').fill('Kajgade 7, 1200 København K');
    const mark = page.getByRole('region', { name: 'Registered marks' });
    await mark.getByLabel('Mark', { exact: true }).fill('NORDHAVN');
    await mark.getByLabel('Office').fill('EUIPO');
    await mark.getByLabel('Number').fill('018765432');
    await mark.getByLabel('In force in').fill('EU');
    await mark.getByLabel('Nice classes').fill('18, 21, 25');
    await mark.getByLabel('Expires').fill('2034-05-31');
    await send(page, 'Register');
    expect(await textOf(page)).toContain('Nordhavn is registered.');

    await go(page, `/brand/edit?${brand}&part=names`);
    const reporter = page.getByRole('region', { name: 'Who sends the notices' });
    await reporter.getByLabel('Name').fill('Ida Lindqvist');
    await reporter.getByLabel('E-mail').fill('ida@nordhavn.example');
    await page.getByLabel('Signed by').fill(SIGNED);
    await page.getByLabel('Signed on').fill('2026-01-15');
    await send(page, 'Save');
    await go(page, `/brand/edit?${brand}&part=policy`);
    await page.getByLabel('Programme').fill('bazaar');
    await page.getByRole('combobox', { name: 'By' }).selectOption('packet');
    await send(page, 'Save');

    // Its catalogue, from the shop's feed.
    await go(page, `/brand/products?${brand}`);
    const feed =
      'sku,name,price,currency,image\nNH-KILDE-07,Nordhavn Kilde Insulated Bottle 750 ml,39,EUR,\nNH-VARME-08,Nordhavn Varme Thermo Mug 400 ml,34,EUR,\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'feed.csv', mimeType: 'text/csv', buffer: Buffer.from(feed) });
    await page.getByRole('combobox', { name: 'What it is' }).selectOption('csv');
    await send(page, 'Import it');
    expect(await textOf(page)).toContain('2 products; 2 added');

    // A search, tried before it is kept; then scanned.
    await go(page, `/brand/edit?${brand}&part=watches`);
    await page.getByLabel('Search for').fill('nordhavn bottle');
    await page.getByLabel('On', { exact: true }).fill('bazaar');
    await page.getByLabel('Every').fill('30d');
    await page.getByLabel('Pages').fill('1');
    await send(page, 'What would it find now?');
    expect(await textOf(page)).toMatch(/Would find now: nordhavn bottle[\s\S]*\b20 offers on the first page/);
    await send(page, 'Save');
    await go(page, `/scans?${brand}`);
    await send(page, 'Scan it now');
    await host.settle();
    await go(page, `/scans?${brand}`);
    expect(await textOf(page)).toContain('20 offers on 1 page');

    // Reviewed by keyboard: one as genuine, taken back; then a group of offers as infringing.
    await go(page, `/review?${brand}`);
    const waiting = async () => Number(/(\d+) of (\d+)/.exec(await textOf(page))?.[2] ?? 0);
    const before = await waiting();
    expect(before).toBeGreaterThan(2);
    await press(page, 'n');
    expect(await textOf(page)).toContain('does not infringe');
    await press(page, 'u');
    const group = page.getByRole('navigation', { name: 'Group' }).getByRole('link').first();
    for (let looked = 1; looked < before && (await group.count()) === 0; looked++) await press(page, 'j');
    await press(page, (await group.getAttribute('data-key'))!);
    expect(await textOf(page)).toContain('Decided together');
    await press(page, 'c');
    expect(await textOf(page)).toMatch(/\d+ cases: confirmed as infringing/);

    // Half a minute later they join a notice; it is approved by what it says.
    await pass(2 * HOUR);
    await go(page, `/notices?${brand}`);
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: 'As the venue reads it (en)' }).waitFor();
    const notice = page.url();
    // An offer may have joined it since the page was read: then it is read again, and approved as it is now.
    const approve = page.getByRole('button', { name: 'Approve what it says now' });
    for (let read = 1; read <= 3 && (await approve.count()) > 0; read++) await press(page, 'p');
    await pass(HOUR);
    await page.goto(notice);
    expect(await textOf(page)).toContain('Fetch the packet');
    const [packet] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
    expect(await packet.failure()).toBeNull();

    ready.push({ page, notice });
  },
  TIMEOUT_MS,
);

/** At the venue, by hand, with the addresses of the notice; then its number is kept. */
async function file({ page, notice }: (typeof ready)[number]): Promise<void> {
  await page.goto(notice);
  const addresses = await page
    .locator('tbody tr', { hasNot: page.locator('td.word', { hasText: 'taken-out' }) })
    .locator('a[target=_blank]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses.length).toBeGreaterThan(0);
  const venue = await browser.newPage();
  await venue.goto(`${bazaar.origin}/notice-desk`);
  await venue.getByLabel('Your name').fill('Ida Lindqvist');
  await venue.getByLabel('Your e-mail').fill('ida@nordhavn.example');
  await venue.getByLabel('Registration of the right').fill('EUIPO 018765432');
  await venue.getByLabel('Addresses').fill(addresses.join('\n'));
  await venue.getByLabel('Why they infringe').fill('Not made by the owner.');
  await send(venue, 'Report them');
  const number = await venue.locator('main code').innerText();
  await venue.close();
  await page.getByLabel("The venue's number").fill(number);
  await send(page, 'It is filed');
  expect(await textOf(page)).toContain(number);
}

test(
  'both are filed, and three days later the offers are gone, as their pages show',
  async () => {
    expect(ready).toHaveLength(2);
    for (const each of ready) await file(each);
    await pass(72 * HOUR); // the venue takes up to 40
    for (const { page, notice } of ready) {
      await page.goto(notice);
      // What joined after the approval was taken out before it was filed; everything that was filed is gone.
      const states = await page.locator('tbody td.word').allInnerTexts();
      expect(states.filter((state) => state !== 'taken out').length).toBeGreaterThan(0);
      expect(states.filter((state) => state !== 'taken out' && state !== 'removed by the venue')).toEqual([]);
      const removed = page.locator('tbody tr', { has: page.locator('td.word', { hasText: /^removed by the venue$/ }) });
      await removed.first().locator('th a').first().click();
      await page.getByRole('heading', { name: 'Case: removed' }).waitFor();
    }
  },
  TIMEOUT_MS,
);
