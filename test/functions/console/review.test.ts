import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import { aConsole, IDA, type TestConsole } from '../../support/a-console.ts';
import { launchBrowser } from '../../support/browser.ts';
import { loadHistory, samplePictures } from '../../support/review-world.ts';

let console_: TestConsole;
let browser: Browser;
let history: Case[];
let page: Page;
const complaints: string[] = [];
beforeAll(async () => {
  [console_, browser] = await Promise.all([aConsole({ fetchPicture: samplePictures }), launchBrowser()]);
  history = await loadHistory(console_);
  await console_.give(IDA, 'nordhavn', ['admin']);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(console_.link());
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});
beforeEach(async () => {
  await page.goto(`${console_.url}/review`);
});

const cases = () => console_.services.stores.cases;
const inView = () => page.locator('input[name=case]').first().inputValue();
/** Presses a key and waits for the page that follows. */
const press = async (key: string) => {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
};

describe('review by keyboard', () => {
  test('shows the most harmful case first, beside the genuine article, with pictures that are drawn anew', async () => {
    const waiting = history.filter(({ state }) => state === 'flagged');
    const worth = ({ verdict, harm }: Case) => Math.round(1000 * verdict.probability * harm!.points);
    const best = Math.max(...waiting.map(worth));
    expect(worth((await cases().get(await inView()))!)).toBe(best);
    const pictures = page.locator('.comparison > figure > img');
    expect(await pictures.count()).toBe(2);
    for (const picture of await pictures.all()) {
      await expect
        .poll(() => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth))
        .toBeGreaterThan(0);
    }
    expect(complaints).toEqual([]);
  });

  test.each([
    ['n', 'dismissed', 'not-infringing'],
    ['o', 'dismissed', 'out-of-scope'],
    ['g', 'dismissed', 'grey-market'],
    ['a', 'authorised', 'authorised'],
    ['c', 'queued', undefined],
    ['s', 'snoozed', undefined],
  ] as const)('the key %s leaves the case %s, labelled %s, and U takes it back', async (key, state, label) => {
    const id = await inView();
    await press(key);
    const decided = (await cases().get(id))!;
    expect([decided.state, decided.events.at(-1)!.label, decided.events.at(-1)!.by]).toEqual([
      state,
      label,
      'analyst:ida@nordhavn.example',
    ]);
    expect(await inView()).not.toBe(id);
    await press('u');
    expect((await cases().get(id))!.state).toBe('flagged');
    expect(await inView()).toBe(id);
  });

  test('what is confirmed rests for half a minute and is then past undoing', async () => {
    const id = await inView();
    await press('c');
    const confirmed = (await cases().get(id))!;
    expect(Date.parse(confirmed.nextCheckAt!) - Date.parse(confirmed.updatedAt)).toBe(30_000);
    console_.clock.now = new Date(console_.clock.now.getTime() + 31_000);
    await press('u');
    expect((await cases().get(id))!.state).toBe('queued');
    await page.getByText('The half minute is over').waitFor();
  });

  test('a seller is decided as a group, but for what was unticked, and the group is taken back', async () => {
    const sold = Map.groupBy(
      (await cases().byBrand('nordhavn', 'flagged')).filter(({ listing }) => listing.seller?.id),
      ({ listing }) => listing.seller!.id!,
    );
    const [, group] = [...sold].find(([, members]) => members.length >= 3)!;
    await page.goto(`${console_.url}/review?case=${encodeURIComponent(group[0]!.id)}`);
    await press('1');
    await page.locator(`input[name=case][value="${group[1]!.id}"]`).uncheck();
    await press('n');
    const states = async () => (await cases().getMany(group.map(({ id }) => id))).map(({ state }) => state);
    expect(await states()).toEqual(group.map((_, index) => (index === 1 ? 'flagged' : 'dismissed')));
    await press('u');
    expect(await states()).toEqual(group.map(() => 'flagged'));
  });

  test('a note is written with / and kept with the decision; keys do nothing meanwhile', async () => {
    const id = await inView();
    await page.keyboard.press('/');
    await page.keyboard.type('no stitching on the cuff');
    await page.keyboard.press('Escape');
    await press('n');
    expect((await cases().get(id))!.events.at(-1)!.why).toBe('does not infringe: no stitching on the cuff');
  });

  test('forty cases are decided with forty keys', async () => {
    const before = await cases().reviewQueue('nordhavn');
    const keys = 'cnago';
    const count = Math.min(40, before.entries.length - 1);
    expect(count).toBe(40);
    for (let i = 0; i < count; i++) await press(keys[i % keys.length]!);
    const after = await cases().reviewQueue('nordhavn');
    expect(before.entries.length - after.entries.length).toBe(40);
    expect(complaints).toEqual([]);
  });
});
