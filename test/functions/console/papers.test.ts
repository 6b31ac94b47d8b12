import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocumentStore } from '#shared/evidence/documents.ts';
import { createEvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { aConsole, type TestConsole, type TestPerson, Visitor } from '../../support/a-console.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { aBrand, aCase } from '../../support/builders.ts';
import { aRight } from '../../support/notices.ts';

// Real tables, a real bucket; forms as a browser sends them.

const person = (sub: string): TestPerson => ({ sub, email: `${sub}@nordhavn.example`, name: sub });
const [ADA, VAL, MO] = [person('ada'), person('val'), person('mo')];
const PDF = Buffer.from('%PDF-1.7\ncertificate');
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a parcel')]);
const [mark] = aBrand().marks;
const CASE = 'nordhavn~bazaar~one~1';

let buckets: Buckets;
let console_: TestConsole;
beforeAll(async () => {
  buckets = await startBuckets('evidence');
  console_ = await aConsole({
    documents: createDocumentStore(buckets.client, 'evidence'),
    evidenceLinks: await createEvidenceLinks(buckets.client, 'evidence'),
  });
  const { brands, cases } = console_.services.stores;
  const design = aRight({ type: 'design', title: 'Rolled collar', text: undefined, number: '007', office: 'EUIPO' });
  await brands.put(aBrand({ rights: [design] }), console_.clock.now);
  await brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), console_.clock.now);
  const listing = { ...aCase().listing, id: 'one', marketplace: 'amazon', url: 'https://www.amazon.de/dp/B000000001' };
  await cases.open(aCase({ id: CASE, state: 'flagged', listing }));
  for (const [who, role] of [
    [ADA, 'admin'],
    [VAL, 'validator'],
    [MO, 'moderator'],
  ] as const) {
    console_.people.push(who);
    await console_.give(who, 'nordhavn', [role]);
  }
});
afterAll(() => Promise.all([console_.stop(), buckets.stop()]));

async function signedIn(who: TestPerson) {
  const visitor = new Visitor();
  const html = await (await visitor.open(console_.link(who))).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!;
  const open = (path: string) => visitor.open(console_.url + path);
  const send = async (path: string, fields: Record<string, string | File | readonly File[]>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ csrf, ...fields }))
      for (const each of [value].flat()) body.append(name, each);
    const answer = await visitor.open(console_.url + path, { method: 'POST', body, headers: { origin: console_.url } });
    return { status: answer.status, text: await answer.text() };
  };
  return { open, send };
}

const aFile = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);
const brand = async () => (await console_.services.stores.brands.asRegistered('nordhavn'))!;
const record = async () => (await console_.services.stores.cases.get(CASE))!;
const certificate = () => ({
  brand: 'nordhavn',
  right: mark!.number,
  kind: 'certificate',
  territory: '',
  language: 'en',
});

test('a certificate is put on the mark that it proves, said in the audit and shown by a signed address', async () => {
  const admin = await signedIn(ADA);
  expect(await (await admin.open('/brand/papers?brand=nordhavn')).text()).toContain('Nothing is attached.');
  const shown = await admin.send('/brand/papers', { ...certificate(), file: aFile('EUIPO.PDF', PDF) });
  expect(shown.text).toContain('certificate of registration');
  const key = `documents/nordhavn/${sha256Hex(PDF)}.pdf`;
  expect((await brand()).marks[0]!.files).toEqual([
    { kind: 'certificate', key, sha256: sha256Hex(PDF), language: 'en' },
  ]);
  const { entries } = await createAuditStore(console_.tables.client, console_.tables.names.audit).page('nordhavn');
  expect(entries).toMatchObject([{ by: `analyst:${ADA.email}`, action: 'attachDocument' }]);
  const [, path] = /href="(\/brand\/paper\?[^"]+)"/.exec(shown.text)!;
  const paper = await admin.open(path!.replaceAll('&amp;', '&'));
  expect(Buffer.from(await paper.arrayBuffer())).toEqual(PDF);
});

test.each([
  ['what is no document by its bytes', { file: aFile('c.pdf', Buffer.from('<script>')) }, 'none of the kinds'],
  ['an empty file', { file: aFile('c.pdf', Buffer.of()) }, 'empty'],
  ['another ending than its bytes say', { file: aFile('c.png', PDF) }, 'called .png'],
  ['a right that there is not', { right: '999', file: aFile('c.pdf', PDF) }, 'there is no right'],
  ['a country in words', { territory: 'Chinaland', file: aFile('c.pdf', PDF) }, 'territory'],
])('%s is refused with the reason, and the brand stays as it was', async (_, fields, why) => {
  const admin = await signedIn(ADA);
  const before = await brand();
  const { status, text } = await admin.send('/brand/papers', { ...certificate(), ...fields });
  expect([status, text.includes(why)]).toEqual([400, true]);
  expect(await brand()).toEqual(before);
});

test('only who administers the brand attaches, and nobody reads papers of a brand that is not theirs', async () => {
  const moderator = await signedIn(MO);
  expect(await (await moderator.open('/brand/papers?brand=nordhavn')).text()).not.toContain('type="file"');
  const refused = await moderator.send('/brand/papers', { ...certificate(), file: aFile('c.pdf', PDF) });
  expect([refused.status, refused.text.includes('administer')]).toEqual([403, true]);
  for (const path of [
    '/brand/papers?brand=fjordlys',
    '/brand/paper?brand=fjordlys&key=documents/fjordlys/x.pdf',
    '/brand/paper?brand=nordhavn&key=documents/fjordlys/x.pdf',
    '/brand/paper?brand=nordhavn&key=documents/nordhavn/../fjordlys/x.pdf',
  ])
    expect([path, (await moderator.open(path)).status]).toEqual([path, 404]);
});

test('a test purchase is written down with its photos and its cost, and photos add up', async () => {
  const moderator = await signedIn(MO);
  const bought = { id: CASE, orderId: 'A-1', orderedAt: '2026-11-01', cost: '49.90 EUR', arrivedAt: '2026-11-09' };
  const rest = { examinedAt: '', by: '', verdict: '', findings: '' };
  const photos = [aFile('front.jpg', PHOTO), aFile('back.jpg', Buffer.concat([PHOTO, Buffer.from('2')]))];
  await moderator.send('/case/test-buy', { ...bought, ...rest, photos });
  const [first] = (await record()).testBuys;
  expect(first).toMatchObject({ orderId: 'A-1', cost: { amountMinor: 4990, currency: 'EUR' } });
  expect(first!.files.length).toBe(2);
  // A browser sends an empty file where nobody chose one.
  const { text } = await moderator.send('/case/test-buy', {
    ...bought,
    ...rest,
    cost: '',
    photos: aFile('', Buffer.of()),
  });
  expect((await record()).testBuys[0]!.files.length).toBe(2);
  expect(text).toContain('Photo 2 of order A-1');
  const wrong = await moderator.send('/case/test-buy', { ...bought, ...rest, cost: 'fifty', photos: [] });
  expect(wrong.text).toContain('is no amount such as');
});

test('whoever validates states a claim that no program finds, on a right that bears it; others may not', async () => {
  const sentence = 'The rolled collar with three seams is that of the registered design.';
  const claim = { id: CASE, claim: 'design EUIPO:007', sentence };
  const moderator = await signedIn(MO);
  expect((await moderator.send('/case/claim', claim)).text).toContain('This needs the right to validate');
  expect((await record()).stated).toBeUndefined();
  const validator = await signedIn(VAL);
  const short = await validator.send('/case/claim', { ...claim, sentence: 'Copied.' });
  expect(short.text).toContain('say what was seen');
  const none = await validator.send('/case/claim', { ...claim, claim: 'patent EP:1' });
  expect(none.text).toMatch(/no patent|no claim of this kind/);
  const shown = await validator.send('/case/claim', claim);
  expect((await record()).stated).toMatchObject({
    kind: 'design',
    right: 'EUIPO:007',
    sentence,
    by: `analyst:${VAL.email}`,
  });
  expect(shown.text).toContain('Rolled collar');
});
