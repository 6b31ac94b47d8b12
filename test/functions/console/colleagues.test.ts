import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#shared/domain/membership.ts';
import { aConsole, type TestConsole, type TestPerson, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase } from '../../support/builders.ts';

const person = (sub: string): TestPerson => ({ sub, email: `${sub}@nordhavn.example`, name: sub });
const [MO, VAL, ENA] = [person('mo'), person('val'), person('ena')];

let console_: TestConsole;
beforeAll(async () => {
  console_ = await aConsole();
  const { brands, cases } = console_.services.stores;
  await brands.put(aBrand(), console_.clock.now);
  for (const id of ['one', 'two'])
    await cases.open(
      aCase({
        id: `nordhavn~bazaar~${id}~1`,
        state: 'flagged',
        listing: { ...aCase().listing, id, title: `Parka ${id}` },
      }),
    );
  const roles: [TestPerson, Role][] = [
    [MO, 'moderator'],
    [VAL, 'validator'],
    [ENA, 'enforcer'],
  ];
  for (const [who, role] of roles) {
    console_.people.push(who);
    await console_.give(who, 'nordhavn', [role]);
  }
});
afterAll(() => console_.stop());

const ONE = 'nordhavn~bazaar~one~1';
const record = async () => (await console_.services.stores.cases.get(ONE))!;

async function signedIn(who: TestPerson) {
  const visitor = new Visitor();
  const html = await (await visitor.open(console_.link(who))).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!;
  const look = async (path: string) => (await visitor.open(console_.url + path)).text();
  const send = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ csrf, ...fields });
    return (
      await visitor.open(console_.url + path, { method: 'POST', body, headers: { origin: console_.url } })
    ).text();
  };
  return { look, send };
}

test('a moderator proposes, the case leaves their way and waits for the validator, who confirms it', async () => {
  const moderator = await signedIn(MO);
  expect(await moderator.look('/review')).toContain('Infringes: have it confirmed');
  const decision = { brand: 'nordhavn', decision: 'confirm', case: ONE, note: 'wrong zip' };
  const next = await moderator.send('/review/decide', decision);
  expect(next).toContain('Parka two');
  expect(next).not.toContain('Parka one');
  expect((await record()).state).toBe('flagged');

  const validator = await signedIn(VAL);
  expect(await validator.look('/review')).toContain('To confirm (1)');
  const proposed = await validator.look('/review?only=proposed');
  expect(proposed).toContain('Parka one');
  expect(proposed).toContain('says that it infringes: wrong zip');
  await validator.send('/review/decide', { ...decision, only: 'proposed' });
  expect(await record()).toMatchObject({ state: 'queued', approvedBy: `analyst:${VAL.email}` });
});

test('an enforcer sees it all and decides no case', async () => {
  const enforcer = await signedIn(ENA);
  expect(await enforcer.look('/review')).toContain('to decide a case needs the right to review');
  const two = 'nordhavn~bazaar~two~1';
  const said = await enforcer.send('/review/decide', { brand: 'nordhavn', decision: 'out-of-scope', case: two });
  expect(said).toContain('This needs the right to review');
  await enforcer.send('/case/remark', { id: two, text: 'mine' });
  expect((await console_.services.stores.cases.get(two))!.remarks).toEqual([]);
});

test('a case is given to somebody, with a note; it stands in their part of the queue and is hidden from nobody', async () => {
  const two = 'nordhavn~bazaar~two~1';
  const moderator = await signedIn(MO);
  const page = await moderator.send('/case/remark', { id: two, text: 'ask <b>the owner</b>' });
  expect(page).toContain('ask &lt;b&gt;the owner');
  await moderator.send('/case/assign', { id: two, to: VAL.email.replace('val', 'Val') });
  expect(await moderator.send('/case/assign', { id: two, to: 'nobody' })).toContain('a whole e-mail address');
  const stranger = await moderator.send('/case/assign', { id: two, to: 'stranger@nordhavn.example' });
  expect(stranger).toContain(`does not work on nordhavn; there are ${ENA.email}, ${MO.email}, ${VAL.email}`);
  expect((await console_.services.stores.cases.get(two))!.assigned).toBe(VAL.email);
  const validator = await signedIn(VAL);
  expect(await validator.look('/review')).toContain('Mine (1)');
  expect(await validator.look('/review?only=mine')).toContain('Parka two');
  expect(await moderator.look('/review')).toContain('Parka two');
  await validator.send('/case/assign', { id: two, to: '' });
  expect(await validator.look('/review')).not.toContain('Mine (1)');
});

test.each([
  ['in a day', { days: '1', until: '' }, () => new Date(console_.clock.now.getTime() + 86_400_000).toISOString()],
  ['on a day, which goes before', { days: '7', until: '2027-03-01' }, () => '2027-03-01T00:00:00.000Z'],
])('what is put off comes back %s', async (_, when, back) => {
  console_.clock.now = new Date('2026-11-30T12:00:00.000Z');
  const moderator = await signedIn(MO);
  const two = 'nordhavn~bazaar~two~1';
  await moderator.send('/review/decide', { brand: 'nordhavn', decision: 'snooze', case: two, ...when });
  expect(await console_.services.stores.cases.get(two)).toMatchObject({ state: 'snoozed', nextCheckAt: back() });
  await moderator.send('/review/undo', {});
  const past = { brand: 'nordhavn', decision: 'snooze', case: two, days: '1', until: '2026-11-29' };
  expect(await moderator.send('/review/decide', past)).toContain('put off until a day to come');
});

test("a seller's page names the accounts that their offers are linked to, with what they have in common", async () => {
  const { cases } = console_.services.stores;
  const first = (await cases.get(ONE))!.listing.seller!;
  const listing = { ...aCase().listing, id: 'three', seller: { id: 'second-account', name: 'Second' } };
  const links = [{ caseId: ONE, reasons: ['picture' as const, 'contact' as const], continues: false }];
  await cases.open(aCase({ id: 'nordhavn~bazaar~three~1', listing, links }));
  const page = await (await signedIn(MO)).look('/seller?brand=nordhavn&marketplace=bazaar&id=second-account');
  expect(page).toContain('Linked accounts (1)');
  expect(page).toContain(`marketplace=bazaar&amp;id=${first.id}`);
  expect(page).toContain('1 offer with the same picture, the same contact');
});
