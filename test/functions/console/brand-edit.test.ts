import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand } from '../../support/builders.ts';

const ERIK = { sub: 'erik', email: 'erik@nordhavn.example', name: 'Erik' };

let console_: TestConsole;
const subscribed: string[] = [];
let ticks = 0;
beforeAll(async () => {
  console_ = await aConsole({
    prepareAlerts: async ({ alerts }) => void subscribed.push(...alerts.emails),
    tick: async () => void ticks++,
    lookAtSearch: async ({ marketplace, keyword }) => {
      if (marketplace === 'etsy') throw new TransientError('too slow');
      const first = [{ title: `<b>${keyword}</b>`, url: 'https://bazaar.example/item/1', seller: 'cheap' }];
      return { coverage: 'complete', found: 1, excluded: 3, isMore: true, first };
    },
  });
  console_.people.push(ERIK);
  await console_.give(IDA, '*', ['admin']);
  await console_.give(ERIK, 'nordhavn', ['enforcer']);
});
afterAll(() => console_.stop());
beforeEach(() => console_.services.stores.brands.put(aBrand(), console_.clock.now).then(() => {}));

const stored = (id = 'nordhavn') => console_.services.stores.brands.asRegistered(id) as Promise<Brand>;

/** A form as the page shows it: what its fields hold, and how it is sent with some of them changed. */
async function signedIn(person = IDA) {
  const visitor = new Visitor();
  await visitor.open(console_.link(person));
  const look = async (path: string) => {
    const answer = await visitor.open(console_.url + path);
    return { status: answer.status, url: answer.finalUrl, html: await answer.text() };
  };
  const send = async (path: string, fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await visitor.open(console_.url + path, { method: 'POST', body, headers: { origin: console_.url } });
    return { status: answer.status, url: answer.finalUrl, html: await answer.text() };
  };
  /** Opens the form, changes fields, sends it. */
  const edit = async (path: string, changes: Record<string, string>) => {
    const { html } = await look(path);
    return send(path.split('?', 1)[0]!, { ...fieldsIn(html), ...changes });
  };
  return { look, send, edit };
}

/** Names and values of the page's one form for brands, as a browser would send them. */
function fieldsIn(html: string): Record<string, string> {
  const form = /<form[^>]*class="brand-form"[\s\S]*?<\/form>/.exec(html)![0];
  const inputs = [...form.matchAll(/<input([^>]*)>/g)].map(([, attributes]) => attributes!);
  const attribute = (text: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
  const sent = inputs.filter((text) => attribute(text, 'type') !== 'checkbox' || / checked/.test(text));
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)];
  const selects = [...form.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<option value="([^"]*)" selected/g)];
  const plainText = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  return Object.fromEntries([
    ...sent
      .filter((text) => attribute(text, 'type') !== 'file')
      .map((text) => [attribute(text, 'name'), plainText(attribute(text, 'value') ?? '')]),
    ...areas.map(([, name, text]) => [name, plainText(text!)]),
    ...selects.map(([, name, value]) => [name, value]),
  ]);
}

const PARTS = ['names', 'sellers', 'watches', 'policy'];

test.each(PARTS)('the form for %s, sent as it came, changes nothing', async (part) => {
  const { edit } = await signedIn();
  const before = await stored();
  const { url } = await edit(`/brand/edit?brand=nordhavn&part=${part}`, {});
  expect(decodeURIComponent(url)).toContain('Nothing+was+different');
  expect(await stored()).toEqual(before);
});

describe('a change', () => {
  test('is saved, written down, and scanned for at once', async () => {
    const { edit } = await signedIn();
    const [before, ticksBefore] = [(await stored()).watches.length, ticks];
    const row = `watches.${before}`;
    const fields = {
      [`${row}.keyword`]: 'nordhavn 2024',
      [`${row}.marketplaces`]: 'bazaar, ebay@www.ebay.de',
      [`${row}.excluded`]: '2019, dolls',
    };
    const { url } = await edit('/brand/edit?brand=nordhavn&part=watches', fields);
    expect(new URL(url).searchParams.get('said')).toContain('watches');
    expect((await stored()).watches.at(-1)).toEqual({
      keyword: 'nordhavn 2024',
      marketplaces: ['bazaar', 'ebay@www.ebay.de'],
      excluded: ['2019', 'dolls'],
      every: '1d',
      pages: 2,
      priority: false,
    });
    expect(ticks).toBe(ticksBefore + 1);
    const { client, names } = console_.tables;
    const { entries } = await createAuditStore(client, names.audit).page('nordhavn');
    expect(entries[0]).toMatchObject({ action: 'putBrand', by: `analyst:${IDA.email}` });
  });

  test('that is wrong is shown again, each mistake at its field, and nothing is changed', async () => {
    const { edit } = await signedIn();
    const before = await stored();
    const wrong = { 'enforcement.reviewAt': '95', 'enforcement.expediteAt': '40', 'enforcement.dailyCap': 'many' };
    const { status, html } = await edit('/brand/edit?brand=nordhavn&part=policy', wrong);
    expect(status).toBe(400);
    expect(html).toMatch(/about-enforcement\.dailyCap[\s\S]*expected a (whole )?number/);
    expect(html).toContain('value="many"');
    expect(await stored()).toEqual(before);
  });

  test('that would lose a mark is kept back until that is meant; what the form does not show stays', async () => {
    const { edit, send } = await signedIn();
    const files = [{ kind: 'certificate' as const, key: 'documents/a.pdf', sha256: '0'.repeat(64) }];
    const marks = [
      { ...aBrand().marks[0]!, files },
      { ...aBrand().marks[0]!, number: '018999999' },
    ];
    await console_.services.stores.brands.put(aBrand({ marks }), console_.clock.now);
    const emptied = Object.fromEntries(
      ['text', 'office', 'number', 'jurisdictions', 'niceClasses', 'expires'].map((field) => [`marks.1.${field}`, '']),
    );
    const refused = await edit('/brand/edit?brand=nordhavn&part=names', emptied);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('018999999');
    expect((await stored()).marks).toHaveLength(2);
    await send('/brand/edit', { ...fieldsIn(refused.html), replace: 'yes' });
    expect((await stored()).marks).toEqual([marks[0]]);
  });

  test('does not overwrite what somebody else saved meanwhile', async () => {
    const { look, send } = await signedIn();
    const { html } = await look('/brand/edit?brand=nordhavn&part=policy');
    await console_.services.stores.brands.put(aBrand({ name: 'Renamed' }), console_.clock.now);
    const { status, html: refused } = await send('/brand/edit', { ...fieldsIn(html), 'enforcement.dailyCap': '7' });
    expect([status, refused]).toEqual([412, expect.stringContaining('Somebody changed this')]);
    expect((await stored()).name).toBe('Renamed');
  });
});

test('a brand is registered, its addresses subscribed, and its id is nobody else’s', async () => {
  const { edit } = await signedIn();
  const fields = {
    id: 'fjordlys',
    name: 'Fjordlys',
    'fingerprint.names': 'Fjordlys\nFjord Lys',
    'alerts.emails': 'anna@fjordlys.example',
    'watches.0.keyword': 'fjordlys',
    'watches.0.marketplaces': 'bazaar',
  };
  const { url } = await edit('/brand/new', fields);
  expect(new URL(url).searchParams.get('said')).toBe('Fjordlys is registered.');
  expect(await stored('fjordlys')).toMatchObject({
    fingerprint: { names: ['Fjordlys', 'Fjord Lys'] },
    enforcement: { mode: 'review' },
  });
  expect((await stored('fjordlys')).contacts).toEqual({});
  expect(subscribed).toContain('anna@fjordlys.example');
  const again = await edit('/brand/new', { ...fields, name: 'Another' });
  expect([again.status, again.html]).toEqual([412, expect.stringContaining('is registered already')]);
});

test('a search is tried before it is kept; what gave no answer is unknown, not empty', async () => {
  const { edit } = await signedIn();
  const before = await stored();
  const row = `watches.${before.watches.length}`;
  const fields = {
    [`${row}.keyword`]: 'nordhavn cap',
    [`${row}.marketplaces`]: 'bazaar, etsy',
    try: String(before.watches.length),
  };
  const { status, html } = await edit('/brand/edit?brand=nordhavn&part=watches', fields);
  expect(status).toBe(200);
  expect(html).toContain('Would find now');
  expect(html).toContain('3 left out by the excluded words');
  expect(html).not.toContain('<b>nordhavn cap</b>');
  expect(html).toContain('what is there is unknown');
  expect(html).toContain('value="nordhavn cap"'); // still there to be saved
  expect(await stored()).toEqual(before);
});

test('a whole brand is edited as its file, with the line of each mistake', async () => {
  const { edit } = await signedIn();
  const broken = await edit('/brand/file?brand=nordhavn', {
    text: 'id: nordhavn\nname: N\nfingerprint:\n  names: Nordhavn\n',
  });
  expect(broken.status).toBe(400);
  expect(broken.html).toContain('Line 4:');
  const other = await edit('/brand/file?brand=nordhavn', {
    text: 'id: other\nname: N\nfingerprint: { names: [Nordhavn] }\n',
  });
  expect(other.html).toContain('an id stays for good');
  const { text } = fieldsIn((await (await signedIn()).look('/brand/file?brand=nordhavn')).html);
  await edit('/brand/file?brand=nordhavn', { text: text!.replace(/^name: .*$/m, 'name: Nordhavn Outdoor') });
  expect(await stored()).toEqual({ ...aBrand(), name: 'Nordhavn Outdoor' });
});

test('whoever may not administer the brand finds no form, and registers nothing', async () => {
  const { look, send } = await signedIn(ERIK);
  for (const path of [
    '/brand/new',
    '/brand/file',
    '/brand/file?brand=nordhavn',
    '/brand/edit?brand=nordhavn&part=policy',
  ])
    expect([path, (await look(path)).status]).toEqual([path, 404]);
  const { html } = await look('/brand?brand=nordhavn');
  expect(html).not.toContain('/brand/edit');
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!;
  const before = await stored();
  expect((await send('/brand/edit', { csrf, brand: 'nordhavn', part: 'policy' })).status).toBe(404);
  expect(
    (await send('/brand/file', { csrf, brand: '', tag: '', text: 'id: x1\nname: X\nfingerprint: { names: [XX] }' }))
      .status,
  ).toBe(404);
  expect((await send('/brand/new', { csrf, id: 'erik', name: 'Erik', 'fingerprint.names': 'Erik' })).status).toBe(403);
  expect(await stored()).toEqual(before);
});

test('a watch on a seller is entered, tried and shown; one that also has a keyword is refused', async () => {
  const { look, edit } = await signedIn();
  const form = '/brand/edit?brand=nordhavn&part=watches';
  const row = { 'watches.0.keyword': '', 'watches.0.seller': 'krogens-lager', 'watches.0.marketplaces': 'bazaar' };
  expect((await edit(form, { ...row, try: '0' })).html).toContain('seller:krogens-lager');
  expect((await edit(form, { ...row, 'watches.0.keyword': 'fjord' })).html).toContain('not both');
  await edit(form, row);
  expect((await stored())?.watches[0]).toMatchObject({ seller: 'krogens-lager', marketplaces: ['bazaar'] });
  expect((await look('/brand?brand=nordhavn')).html).toMatch(/All offers of\s+.*krogens-lager/);
});

test('every watch is scanned now when somebody who reviews asks for it', async () => {
  const { look, send } = await signedIn();
  const csrf = /name="csrf" value="([^"]+)"/.exec((await look('/scans?brand=nordhavn')).html)![1]!;
  const before = ticks;
  const { html } = await send('/scans/now', { csrf, brand: 'nordhavn' });
  expect(html).toContain('It is scanned now');
  expect(ticks).toBe(before + 1);
  const erik = await signedIn(ERIK);
  const theirs = /name="csrf" value="([^"]+)"/.exec((await erik.look('/scans?brand=nordhavn')).html)![1]!;
  expect((await erik.send('/scans/now', { csrf: theirs, brand: 'nordhavn' })).status).toBe(403);
});
