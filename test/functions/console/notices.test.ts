import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { moveNotice } from '#shared/notices/moves.ts';
import { aConsole, IDA, type TestConsole } from '../../support/a-console.ts';
import { launchBrowser } from '../../support/browser.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';

let console_: TestConsole;
let browser: Browser;
let page: Page;
const PACKET = 'nordhavn/packets/MW.zip';
beforeAll(async () => {
  const evidenceLinks = { origin: '', linkTo: async (key: string) => `${console_.url}/signed-out?packet=${key}` };
  [console_, browser] = await Promise.all([aConsole({ evidenceLinks }), launchBrowser()]);
  await console_.services.stores.brands.put(aBrand(), console_.clock.now);
  await console_.give(IDA, 'nordhavn', ['admin']);
  page = await browser.newPage();
  await page.goto(console_.link());
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});

const notices = () => console_.services.stores.notices;
/** A draft with one offer, whose case is in it. */
async function drafted(item: string): Promise<NoticeRecord> {
  const target = aTarget({ noticeId: `nordhavn~bazaar~${item}` }, item);
  const notice = aNoticeRecord({ id: target.noticeId, reference: `MW-${item}` });
  const record = aCase({ listing: aListing({ id: item }), state: 'drafted', noticeId: notice.id });
  await console_.services.stores.cases.open(record);
  await notices().create(notice);
  await notices().addTarget({ ...target, caseId: record.id, state: 'drafted' });
  return notice;
}
const load = (act: () => Promise<unknown>) => Promise.all([page.waitForEvent('load'), act()]);

test('a notice is found, read, approved by its content, its packet fetched, and said to be filed', async () => {
  const draft = await drafted('1001');
  await page.goto(`${console_.url}/notices`);
  await load(() => page.getByRole('link', { name: draft.reference }).click());
  await page.getByText('Nordhavn Fjord Parka').first().waitFor();
  await load(() => page.keyboard.press('p'));
  const approved = (await notices().get(draft.id))!;
  expect([approved.state, approved.approvals.map(({ by }) => by)]).toEqual([
    'approved',
    ['analyst:ida@nordhavn.example'],
  ]);
  expect(console_.services.takedowns).toMatchObject({ sent: [{ message: { noticeId: draft.id } }] });

  // What submit does for a venue that takes no notices from programs.
  const saying = { by: 'submit', why: 'packet stored', at: console_.clock.now };
  const sending = (await moveNotice(approved, 'claimed', saying, {}, { notices: notices() }))!;
  await moveNotice(sending, 'packet-stored', saying, { packetKey: PACKET }, { notices: notices() });
  await page.reload();
  await load(() => page.keyboard.press('d'));
  expect(page.url()).toContain(PACKET);
  await page.goBack();
  await page.getByLabel("The venue's number").fill('V-2026-77');
  await load(() => page.getByRole('button', { name: 'It is filed' }).click());
  expect(await notices().get(draft.id)).toMatchObject({ state: 'sent', externalId: 'V-2026-77' });
});

test('what has changed since it was read is not approved, and the page says so', async () => {
  const draft = await drafted('1002');
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await notices().addTarget({ ...aTarget({}, '1003'), noticeId: draft.id, state: 'drafted' });
  await load(() => page.keyboard.press('p'));
  await page.getByText('is not what you saw any more').waitFor();
  expect((await notices().get(draft.id))!.state).toBe('draft');
});

test('a notice is withdrawn with a reason, and its case waits again', async () => {
  const draft = await drafted('1004');
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await page.getByLabel('Why').fill('the wrong certificate');
  await load(() => page.getByRole('button', { name: 'Withdraw' }).click());
  expect((await notices().get(draft.id))!.state).toBe('withdrawn');
  expect((await console_.services.stores.cases.get('nordhavn~bazaar~1004~1'))!.state).toBe('flagged');
});
