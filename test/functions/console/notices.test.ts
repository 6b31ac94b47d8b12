import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAfter, dayOf } from '#shared/domain/days.ts';
import type { Role } from '#shared/domain/membership.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { moveNotice } from '#shared/notices/moves.ts';
import { openTask } from '#shared/notices/tasks.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { createSwitchStore } from '#shared/stores/switch-store.ts';
import { aConsole, IDA, type TestConsole, type TestPerson, Visitor } from '../../support/a-console.ts';
import { accessibilityProblems } from '../../support/accessibility.ts';
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
  const at = console_.clock.now.toISOString();
  const evidence = target.statement.evidence.map((each) => ({ ...each, capturedAt: at }));
  const statement = { ...target.statement, evidence };
  const notice = aNoticeRecord({ id: target.noticeId, reference: `MW-${item}` });
  const record = aCase({ listing: aListing({ id: item }), state: 'drafted', noticeId: notice.id });
  await console_.services.stores.cases.open(record);
  await notices().create(notice);
  await notices().addTarget({ ...target, statement, lookedAt: at, caseId: record.id, state: 'drafted' });
  return notice;
}
const load = (act: () => Promise<unknown>) => Promise.all([page.waitForEvent('load'), act()]);

test('a notice is found, read, approved by its content, its packet fetched, and said to be filed', async () => {
  const draft = await drafted('1001');
  await page.goto(`${console_.url}/notices`);
  await load(() => page.getByRole('link', { name: draft.reference }).click());
  await page.getByText('Nordhavn Fjord Parka').first().waitFor();
  await page.getByText("counterfeit goods, under the venue's “Counterfeit goods”").waitFor();
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

test('the folder of texts that was a packet before 2026-12 is not given out to be filed', async () => {
  const draft = await drafted('1009');
  const saying = { by: 'submit', why: 'packet stored', at: console_.clock.now };
  const approved = (await moveNotice(draft, 'approved', saying, {}, { notices: notices() }))!;
  const sending = (await moveNotice(approved, 'claimed', saying, {}, { notices: notices() }))!;
  await moveNotice(sending, 'packet-stored', saying, { packetKey: 'nordhavn/packets/MW' }, { notices: notices() });
  const response = await page.goto(`${console_.url}/notice/packet?id=${encodeURIComponent(draft.id)}`);
  expect(response!.status()).toBe(404);
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  expect(await page.getByText('Fetch the packet').count()).toBe(0);
});

test('a packet that a kill switch holds shows why, and nothing to approve', async () => {
  const draft = await drafted('1011');
  const saying = { by: 'submit', why: 'packet stored', at: console_.clock.now };
  const approved = (await moveNotice(draft, 'approved', saying, {}, { notices: notices() }))!;
  const sending = (await moveNotice(approved, 'claimed', saying, {}, { notices: notices() }))!;
  await moveNotice(sending, 'packet-stored', saying, { packetKey: PACKET }, { notices: notices() });
  const scope = { everything: true } as const;
  const switches = createSwitchStore(console_.tables.client, console_.tables.names.cases);
  await switches.stop({ scope, by: 'analyst:ida@nordhavn.example', why: 'court', at: saying.at.toISOString() });
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await page.getByText('ida@nordhavn.example stopped everything: court').waitFor();
  expect(await page.getByRole('button', { name: 'Approve what it says now' }).count()).toBe(0);
  await switches.release(scope);
});

test('a draft says what became of earlier ones for the same reason, and that nobody knows below five', async () => {
  const draft = await drafted('1012');
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await page.getByText('Whether the venue will act is not known: no notice').waitFor();
  const { kind, reason } = draft.content.claim;
  for (let week = 5; week < 10; week++) {
    const item = `old-${week}`;
    const sentAt = new Date(console_.clock.now.getTime() - week * 7 * DAY_MS).toISOString();
    const onceKey = `bazaar:${item}~owner~${encodeURIComponent(`${kind}:${reason.code}`)}~1.1`;
    const came = { state: 'removed', reached: ['noticed', 'removed'] } as const;
    await notices().addTarget(aTarget({ noticeId: item, sentAt, onceKey, ...came, reached: [...came.reached] }, item));
  }
  await page.reload();
  await page.getByText('Of 5 offers in 5 notices').waitFor();
});

test('what has changed since it was read is not approved, and the page says so', async () => {
  const draft = await drafted('1002');
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await notices().addTarget({ ...aTarget({}, '1003'), noticeId: draft.id, state: 'drafted' });
  await load(() => page.keyboard.press('p'));
  await page.getByText('is not what you saw any more').waitFor();
  expect((await notices().get(draft.id))!.state).toBe('draft');
});

test('a notice that was not taken in three tries is approved again, as its task asks', async () => {
  const draft = await drafted('1010');
  const saying = { by: 'submit', why: 'not taken', at: console_.clock.now };
  const change = { tries: 3, nextCheckAt: undefined };
  await moveNotice(draft, 'approved', saying, change, { notices: notices() });
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await load(() => page.getByRole('button', { name: 'Approve what it says now' }).click({ timeout: 3_000 }));
  expect(await notices().get(draft.id)).toMatchObject({ state: 'approved', tries: 0 });
});

test('a notice is withdrawn with a reason, and its case waits again', async () => {
  const draft = await drafted('1004');
  await page.goto(`${console_.url}/notice?id=${encodeURIComponent(draft.id)}`);
  await page.getByLabel('Why').fill('the wrong certificate');
  await load(() => page.getByRole('button', { name: 'Withdraw' }).click());
  expect((await notices().get(draft.id))!.state).toBe('withdrawn');
  expect((await console_.services.stores.cases.get('nordhavn~bazaar~1004~1'))!.state).toBe('flagged');
});

/** A notice that the venue has, about two offers. */
async function sent(one: string, other: string): Promise<NoticeRecord> {
  const notice = aNoticeRecord({ id: `nordhavn~bazaar~${one}`, reference: `MW-${one}`, state: 'sent' });
  await notices().create(notice);
  for (const item of [one, other]) {
    const record = aCase({ listing: aListing({ id: item }), state: 'submitted', noticeId: notice.id });
    await console_.services.stores.cases.open(record);
    await notices().addTarget({ ...aTarget({ noticeId: notice.id, caseId: record.id }, item), state: 'noticed' });
  }
  return notice;
}
const IN_A_MONTH = dayAfter(dayOf(new Date()), 30);
const statesOf = async ({ id }: NoticeRecord) => (await notices().targetsOf(id)).map(({ state }) => state);
const whatWasSaid = () => page.getByRole('combobox', { name: 'What was said' });
const addressOf = ({ id }: NoticeRecord) => `${console_.url}/notice?id=${encodeURIComponent(id)}`;

test.each([1280, 390])(
  'what the venue asks about one offer becomes a task on Today, until it is answered (%i px)',
  async (width) => {
    const notice = await sent(`2${width}`, `3${width}`);
    await page.setViewportSize({ width, height: 800 });
    await page.goto(addressOf(notice));
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await whatWasSaid().selectOption('The venue asks for more');
    await page.getByLabel('In its words').fill('Which <b>mark</b> is it?');
    await page.getByLabel('Wants an answer by').fill(IN_A_MONTH);
    await page.getByRole('checkbox').last().uncheck();
    await load(() => page.getByRole('button', { name: 'Keep it' }).click());
    await page.getByText('1 offer is in another state now, 0 as before').waitFor();
    expect((await statesOf(notice)).toSorted()).toEqual(['asked', 'noticed']);

    await page.goto(console_.url);
    const task = page.getByRole('listitem').filter({ hasText: notice.id });
    expect(await task.textContent()).toContain(`by ${IN_A_MONTH}`);
    expect(await task.textContent()).toContain('Which <b>mark</b> is it?');
    expect(await task.getByRole('button').count()).toBe(0);
    await load(() => task.getByRole('link', { name: 'Open the notice' }).click());
    await whatWasSaid().selectOption('We answered what it asked');
    await load(() => page.getByRole('button', { name: 'Keep it' }).click());
    expect((await statesOf(notice)).toSorted()).toEqual(['in-review', 'noticed']);
    expect(await notices().openTasks('nordhavn')).toEqual([]);
  },
);

test('an objection is a task until somebody says that it is done, and both are written down', async () => {
  const notice = await sent('4001', '4002');
  await page.goto(addressOf(notice));
  await whatWasSaid().selectOption('The seller objects');
  await load(() => page.getByRole('button', { name: 'Keep it' }).click());
  expect(await statesOf(notice)).toEqual(['contested', 'contested']);
  await page.goto(console_.url);
  const task = page.getByRole('listitem').filter({ hasText: notice.id });
  await load(() => task.getByRole('button', { name: 'Done' }).click());
  expect(await page.getByRole('listitem').filter({ hasText: notice.id }).count()).toBe(0);
  const { client, names } = console_.tables;
  const { entries } = await createAuditStore(client, names.audit).page('nordhavn');
  const actions = entries.filter(({ subject }) => subject?.includes(notice.id)).map(({ action }) => action);
  expect(actions.toSorted()).toEqual(['notice:answer', 'task:done']);
});

test('an answer about no offer, or about a notice that the venue does not know, is not kept', async () => {
  const notice = await sent('5001', '5002');
  await page.goto(addressOf(notice));
  await whatWasSaid().selectOption('The venue takes the offers down');
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await load(() => page.getByRole('button', { name: 'Keep it' }).click());
  await page.getByText('leave at least one offer ticked').waitFor();
  expect(await statesOf(notice)).toEqual(['noticed', 'noticed']);

  const draft = await drafted('5003');
  await page.goto(addressOf(draft));
  expect(await whatWasSaid().count()).toBe(0);
});

test('whoever may not enforce keeps no answer, nor ends a task', async () => {
  const notice = await sent('6001', '6002');
  const caseId = 'nordhavn~bazaar~6001~1';
  const doer = { ...console_.services.stores, ...console_.services, clock: () => console_.clock.now };
  await openTask({ kind: 'restored', notice, caseId, text: 'It is back.' }, { ...doer, notices: notices() });
  const [task] = await notices().openTasks('nordhavn');
  const attempts = async (person: TestPerson, role: Role) => {
    console_.people.push(person);
    await console_.give(person, 'nordhavn', [role]);
    const visitor = new Visitor();
    const html = await (await visitor.open(console_.link(person))).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!;
    const post = (path: string, fields: Record<string, string>) =>
      visitor.open(console_.url + path, {
        method: 'POST',
        body: new URLSearchParams({ csrf, ...fields }),
        headers: { origin: console_.url },
      });
    return {
      answer: () => post('/notice/answer', { id: notice.id, said: 'accepted', case: caseId }),
      done: (id = task!.id) => post('/tasks/done', { brand: 'nordhavn', task: id }),
    };
  };
  const moderator = await attempts({ sub: 'mo', email: 'mo@nordhavn.example', name: 'Mo' }, 'moderator');
  expect(await (await moderator.answer()).text()).toContain('This needs the right to enforce');
  expect((await moderator.done()).status).toBe(403);
  const enforcer = await attempts({ sub: 'en', email: 'en@nordhavn.example', name: 'En' }, 'enforcer');
  expect(await statesOf(notice)).toEqual(['noticed', 'noticed']);
  expect((await notices().openTasks('nordhavn')).length).toBe(1);
  await enforcer.done();
  const asked = Answer.parse({ kind: 'clarify', caseIds: [caseId] });
  await takeAnswer((await notices().get(notice.id))!, asked, 'venue', { ...doer, notices: notices() });
  const [clarification] = await notices().openTasks('nordhavn');
  const early = await enforcer.done(clarification!.id);
  expect([early.status, await early.text()]).toEqual([
    409,
    expect.stringContaining('It ends with what you say of notice'),
  ]);
  await enforcer.answer();
  expect(await statesOf(notice)).toContain('in-review');
  expect(await notices().openTasks('nordhavn')).toEqual([]);
});

test('one offer of a notice that left is withdrawn, and the other stays with the venue', async () => {
  const notice = await sent('4901', '4902');
  await page.goto(addressOf(notice));
  await page.getByRole('combobox', { name: 'What', exact: true }).selectOption({ index: 2 });
  await page.getByLabel('Why').fill('a licensee');
  await load(() => page.getByRole('button', { name: 'Withdraw' }).click());
  expect((await statesOf(notice)).toSorted()).toEqual(['noticed', 'withdrawn']);
  expect((await notices().get(notice.id))!.state).toBe('sent');
});
