import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebhookJob } from '#shared/domain/webhook.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { aConsole, type TestConsole, type TestPerson, Visitor } from '../../support/a-console.ts';
import { aBrand } from '../../support/builders.ts';
import type { memoryQueue } from '../../support/memory-queue.ts';

const person = (sub: string): TestPerson => ({ sub, email: `${sub}@nordhavn.example`, name: sub });
const [ADA, MO] = [person('ada'), person('mo')];
const SECRET = /whsec_[\w+/=]+/;

let console_: TestConsole;
beforeAll(async () => {
  console_ = await aConsole();
  for (const id of ['nordhavn', 'fjordlys']) await console_.services.stores.brands.put(aBrand({ id }), new Date());
  console_.people.push(ADA, MO);
  await console_.give(ADA, 'nordhavn', ['admin']);
  await console_.give(MO, 'nordhavn', ['moderator']);
});
afterAll(() => console_.stop());

async function signedIn(who: TestPerson) {
  const visitor = new Visitor();
  const html = await (await visitor.open(console_.link(who))).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!;
  const look = (path = '/brand/webhook?brand=nordhavn') => visitor.open(console_.url + path);
  const send = async (deed: string, fields: Record<string, string | string[]> = {}) => {
    const body = new URLSearchParams({ csrf, brand: 'nordhavn' });
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    const init = { method: 'POST', body, headers: { origin: console_.url } };
    return (await visitor.open(`${console_.url}/brand/webhook/${deed}`, init)).text();
  };
  return { look, send };
}

const kept = () => console_.services.webhooks.get('nordhavn');
const ADDRESS = 'https://news.nordhavn.example/hook?token=s3cret';

test('an admin sends the news to an address: its secret is shown once, and of the address only its host', async () => {
  const { look, send } = await signedIn(ADA);
  const set = await send('set', { url: ADDRESS, form: 'standard', events: ['case.critical', 'task.due'] });
  const [secret] = SECRET.exec(set)!;
  const webhook = (await kept())!;
  expect(webhook).toMatchObject({ host: 'news.nordhavn.example', events: ['case.critical', 'task.due'] });
  expect(secret).toBe(await console_.services.webhookKeys.secretOf('nordhavn', webhook.generation));
  const later = await (await look()).text();
  expect(later).toContain('news.nordhavn.example');
  expect(later).not.toMatch(SECRET);
  expect(set + later).not.toContain('s3cret');

  const rotated = await send('rotate');
  expect(SECRET.exec(rotated)![0]).not.toBe(secret);
  await send('test');
  const jobs = console_.services.webhookJobs as ReturnType<typeof memoryQueue<WebhookJob>>;
  expect(jobs.sent).toMatchObject([{ message: { brandId: 'nordhavn', event: 'test' } }]);
  expect(await send('remove')).toContain('Nothing more goes there.');
  expect(await kept()).toBeUndefined();
  expect(await send('rotate')).toContain('There is no webhook any more.');
  const { entries } = await createAuditStore(console_.tables.client, console_.tables.names.audit).page('nordhavn');
  expect(entries.map(({ action }) => action).toSorted()).toEqual([
    'webhook:remove',
    'webhook:rotate',
    'webhook:set',
    'webhook:test',
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/whsec_|s3cret/);
});

test.each([
  ['http://news.example/hook', 'https'],
  ['https://127.0.0.1/hook', 'url'],
  ['javascript:alert(1)', 'https'],
])('the address %s is refused, and nothing is kept', async (url, why) => {
  const { send } = await signedIn(ADA);
  const said = await send('set', { url, form: 'standard' });
  expect(said.slice(said.indexOf('role="alert"')).slice(0, 300)).toContain(why);
  expect(await kept()).toBeUndefined();
});

test('who does not administer the brand finds no such page, and changes nothing', async () => {
  const [moderator, admin] = [await signedIn(MO), await signedIn(ADA)];
  expect((await moderator.look()).status).toBe(404);
  await moderator.send('set', { url: ADDRESS, form: 'standard' });
  expect(await kept()).toBeUndefined();
  expect((await admin.look('/brand/webhook?brand=fjordlys')).status).toBe(404);
});
