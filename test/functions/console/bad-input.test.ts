import { load } from 'cheerio/slim';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConsole } from '#functions/console/console.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';

const CASE = 'nordhavn~bazaar~1~1';
const NOTICE = 'nordhavn~bazaar~n1';

let console_: TestConsole;
let visitor: Visitor;
let csrf: string;
beforeAll(async () => {
  console_ = await aConsole();
  const { brands, cases, notices } = console_.services.stores;
  await brands.put(aBrand(), console_.clock.now);
  await cases.open(aCase({ id: CASE, state: 'dismissed', listing: aListing({ id: '1' }) }));
  await notices.create(aNoticeRecord({ id: NOTICE }));
  await notices.addTarget(aTarget({ noticeId: NOTICE }, '1'));
  await console_.give(IDA, 'nordhavn', ['admin']);
  visitor = new Visitor();
  await visitor.open(console_.link());
  const page = await visitor.open(`${console_.url}/brand/edit?brand=nordhavn&part=policy`);
  csrf = load(await page.text())('input[name="csrf"]').attr('value')!;
});
afterAll(() => console_.stop());

const post = (path: string, fields: [string, string][]) =>
  visitor.open(
    console_.url + path,
    {
      method: 'POST',
      body: new URLSearchParams([...fields, ['csrf', csrf]]),
      headers: { origin: console_.url, referer: `${console_.url}/case?id=1` },
    },
    0,
  );

const FIELDS =
  'brand case id group only said state before of by key marketplace from to currency part file after deed digest why note days until number kind back task decision cost claim try tag text'.split(
    ' ',
  );
const field = fc.constantFrom(...FIELDS);
const value = fc.oneof(
  fc.constantFrom('', '~', '\u0000', '__proto__', '"><script>', '-1', '1e309', '2026-13-99', 'é'.repeat(2000)),
  fc.constantFrom('nordhavn', CASE, NOTICE, 'confirm', 'withdraw', 'draft', 'names', '/seller?', 'javascript:alert(1)'),
);
const fields = fc.array(fc.tuple(field, value), { maxLength: 40 });

test('whatever is asked or sent, no page and no form breaks', async () => {
  const routes = createConsole(console_.services).routes.filter(
    ({ method, path }) => method !== 'ALL' && path !== '/signout' && !path.includes('*'),
  );
  expect(routes.length).toBeGreaterThan(50);
  const one = fc.tuple(fc.constantFrom(...routes), fields);
  await fc.assert(
    fc.asyncProperty(one, async ([{ method, path }, said]) => {
      const asked = new URLSearchParams(said).toString().slice(0, 6000);
      const answer =
        method === 'GET' ? await visitor.open(`${console_.url}${path}?${asked}`, {}, 0) : await post(path, said);
      expect([method, path, answer.status < 500]).toEqual([method, path, true]);
    }),
    { numRuns: 100 },
  );
});

describe('a form that a page does not send', () => {
  test.each<[string, [string, string][], string]>([
    [
      '/case/reopen',
      [
        ['id', CASE],
        ['why', '   '],
      ],
      'why: expected a text with a length of at least 1',
    ],
    ['/review/decide', [['brand', 'nordhavn']], 'decision: expected one of "confirm"'],
    ['/notice', [['deed', 'withdraw']], 'id: expected text'],
    [
      '/tasks/done',
      [
        ['brand', 'nordhavn'],
        ['task', ''],
      ],
      'task: expected a text with a length of at least 1',
    ],
  ])('%s is refused by field, and leads back to its page', async (path, said, why) => {
    const answer = await post(path, said);
    const page = load(await answer.text());
    expect([answer.status, page('h1').text()]).toEqual([400, 'Not done']);
    expect(page('main').text()).toContain(`Nothing was changed. ${why}`);
    expect(page('a.button').attr('href')).toBe('/case?id=1&unsent=refused');
    expect((await console_.services.stores.cases.get(CASE))!.state).toBe('dismissed');
  });
});
