import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertAddress } from '#shared/domain/alert-address.ts';
import { currentTrail, type Trail } from '#shared/runtime/trail.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand } from '../../support/builders.ts';

const states: AlertAddress['state'][] = ['unconfirmed', 'ended'];
const asked: string[] = [];
let fails = false;
let trail: Trail | undefined;
let console_: TestConsole;
let ida: Visitor;

beforeAll(async () => {
  console_ = await aConsole({
    alertAddresses: {
      addresses: async (_, emails) => {
        if (fails) throw new Error('SNS is slow');
        return emails.map((email, index) => ({ email, state: states[index]! }));
      },
      askAgain: async (id) => {
        asked.push(id);
        trail = currentTrail();
        return [];
      },
    },
  });
  const emails = ['a@nordhavn.example', 'b@nordhavn.example'];
  const alerts = { emails, digest: 'daily' as const, criticalAt: 0.95 };
  await console_.services.stores.brands.put(aBrand({ id: 'nordhavn', alerts }), console_.clock.now);
  await console_.give(IDA, 'nordhavn', ['admin']);
  ida = new Visitor();
  await ida.open(console_.link());
});
afterAll(() => console_.stop());

const page = async (path: string) => (await ida.open(`${console_.url}${path}`)).text();

test('brand and settings name each address that is not reached, and Today says when nobody is', async () => {
  for (const path of ['/brand?brand=nordhavn', '/settings']) {
    const html = await page(path);
    expect(html, path).toMatch(/a@nordhavn\.example.*NOT confirmed/s);
    expect(html, path).toMatch(/b@nordhavn\.example.*NOT subscribed any more/s);
  }
  expect(await page('/?brand=nordhavn')).toContain('Alerts reach nobody');
  states[0] = 'confirmed';
  expect(await page('/?brand=nordhavn')).not.toContain('Alerts reach nobody');
});

test('whoever administers the brand has SNS write again, which is kept', async () => {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page('/brand?brand=nordhavn'))![1]!;
  const said = await ida.open(`${console_.url}/brand/alerts/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: console_.url },
    body: new URLSearchParams({ csrf, brand: 'nordhavn' }).toString(),
  });
  expect(said.status).toBe(200);
  expect(await said.text()).toContain('has written to the addresses');
  expect(asked).toEqual(['nordhavn']);
  expect(trail).toEqual({ brandId: 'nordhavn' }); // in every line that is logged meanwhile
});

test('when SNS cannot be asked, nobody is told that all is well', async () => {
  fails = true;
  expect(await page('/brand?brand=nordhavn')).toContain('whom alerts reach is unknown');
});
