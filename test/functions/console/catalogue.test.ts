import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand } from '../../support/builders.ts';

const ERIK = { sub: 'erik', email: 'erik@nordhavn.example', name: 'Erik' };
const FEED = 'id\ttitle\tprice\nSK-1\tSkjold <b>Jacket</b>\t199.00 EUR\nSK-2\tCap\task us';

let console_: TestConsole;
beforeAll(async () => {
  console_ = await aConsole();
  await console_.services.stores.brands.put(aBrand(), console_.clock.now);
  await console_.services.stores.brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), console_.clock.now);
  await console_.give(IDA, 'nordhavn', ['admin']);
  console_.people.push(ERIK);
  await console_.give(ERIK, 'nordhavn', ['enforcer']);
});
afterAll(() => console_.stop());

async function signedIn(person = IDA) {
  const visitor = new Visitor();
  const html = await (await visitor.open(console_.link(person))).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!;
  const look = async (query: string) => {
    const answer = await visitor.open(`${console_.url}/brand/products?${query}`);
    return { status: answer.status, html: await answer.text() };
  };
  const send = async (fields: Record<string, string>, feed = FEED) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({
      csrf,
      brand: 'nordhavn',
      format: 'google-tsv',
      currency: '',
      ...fields,
    }))
      body.set(name, value);
    body.set('file', new File([feed], 'feed.tsv'));
    const answer = await visitor.open(`${console_.url}/brand/products`, {
      method: 'POST',
      body,
      headers: { origin: console_.url },
    });
    return { status: answer.status, html: await answer.text() };
  };
  return { look, send };
}

test('a feed is checked, then imported; what was not taken is named, and the import is written down', async () => {
  const { send, look } = await signedIn();
  const checked = await send({ what: 'check' });
  expect(checked.status).toBe(200);
  expect(checked.html).toContain('Checked, and nothing was changed');
  expect(await console_.services.stores.products.imported('nordhavn')).toEqual([]);

  const imported = await send({ what: 'import' });
  expect(imported.html).toMatch(/Imported: 2 rows, 1 products; 1 added/);
  expect(imported.html).toContain('Line 3:');
  expect(imported.html).not.toContain('<b>Jacket</b>');
  const { html } = await look('brand=nordhavn');
  expect(html).toContain('SK-1');
  const { client, names } = console_.tables;
  const { entries } = await createAuditStore(client, names.audit).page('nordhavn');
  expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
    ['importProducts', ['1 added, 0 changed, 1 rows lost']],
  ]);
});

test('what is no feed, or names no currency, is refused with the reason', async () => {
  const { send } = await signedIn();
  const refused = await send({ what: 'import', format: 'google-xml' });
  expect([refused.status, refused.html]).toEqual([400, expect.stringContaining('no RSS or Atom feed')]);
  expect((await send({ what: 'import', currency: 'euros' })).status).toBe(400);
});

test('a seller whom only an imported list knows has a page that says so', async () => {
  const account = { marketplace: 'ebay', sellerId: 'cheap_store' };
  const put = [{ offer: 'ebay.de/itm/1<script>', at: '2026-05-01', outcome: 'confirmed' as const }];
  await console_.services.stores.sellerRecords.change('nordhavn', account, { put });
  const visitor = new Visitor();
  await visitor.open(console_.link());
  const page = await visitor.open(`${console_.url}/seller?brand=nordhavn&marketplace=ebay&id=cheap_store`);
  const html = await page.text();
  expect(html).toContain('Before Markwarden (1)');
  expect(html).toContain('As an imported list says');
  expect(html).not.toContain('<script>');
});

test('whoever may not administer the brand sees its products and imports none, and of another brand nothing', async () => {
  const { send, look } = await signedIn(ERIK);
  expect((await look('brand=nordhavn')).html).not.toContain('Import it');
  expect((await send({ what: 'import' })).status).toBe(403);
  expect((await look('brand=fjordlys')).status).toBe(404);
  expect((await send({ what: 'import', brand: 'fjordlys' })).status).toBe(404);
});
