import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import type { NoticeState } from '#shared/domain/notice-record.ts';
import { readChain } from '#shared/evidence/chain.ts';
import { readByPerson } from '#shared/intake/read-by-person.ts';
import type { Access } from '#shared/people/access.ts';
import { accessOf } from '#shared/people/access.ts';
import { anAccess } from '../../support/an-access.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { aBrand } from '../../support/builders.ts';
import { type IntakeWorld, intakeWorld } from '../../support/intake-world.ts';
import { anAmazonOffer, aTaobaoOffer, aTemuOffer, aTemuSearch, type SavedPage } from '../../support/saved-pages.ts';
import { startTables, type Tables } from '../../support/tables.ts';

// A person brings what the crawler is not let into. Tables, buckets, readers, scoring and notices are the real ones.

const KEYWORD = 'nordhavn parka';
const MARKS = [
  ['EUIPO', 'EU', '018000001'],
  ['CNIPA', 'CN', '60000001'],
  ['USPTO', 'US', '6000001'],
].map(([office, country, number]) => ({
  text: 'NORDHAVN',
  number: number!,
  office: office!,
  jurisdictions: [country!],
  niceClasses: [18, 21, 25],
  expires: '2035-01-01',
  certificateUrl: `https://nordhavn.example/marks/${number}.pdf`,
}));
let tables: Tables;
let buckets: Buckets;
let nowMs = Date.parse('2026-11-23T14:02:00Z');
let world: IntakeWorld;
let brandNumber = 0;
let brandId: string;
let ida: Access;

beforeAll(async () => {
  [tables, buckets] = await Promise.all([startTables(), startBuckets('pages', 'evidence')]);
  world = intakeWorld(tables, buckets, () => new Date(nowMs));
});
afterAll(() => Promise.all([tables.stop(), buckets.stop()]));

async function aWatchingBrand(): Promise<void> {
  brandId = `nordhavn-${++brandNumber}`;
  ida = anAccess(brandId, ['moderator', 'validator', 'enforcer'], 'ida@nordhavn.example');
  const watches = [{ keyword: KEYWORD, marketplaces: ['taobao', 'amazon@www.amazon.de', 'temu'] }];
  const { contacts } = aBrand();
  const reporter = { ...contacts.reporter!, phone: '+45 00 00 00 00', address: 'Kajen 1, 2150 Copenhagen' };
  const brand = aBrand({ id: brandId, watches, marks: MARKS, contacts: { ...contacts, reporter } });
  await world.brands.put(brand, new Date(nowMs));
}

/** As a page saver posts it. */
function post({ url, html }: SavedPage, caller = ida) {
  const form = new FormData();
  form.set('file', new File([html], 'page.html', { type: 'text/html' }));
  form.set('url', url);
  return world.call(caller, `/pages?brand=${brandId}`, { method: 'POST', body: form });
}
const json = (path: string, body: object, caller = ida) =>
  world.call(caller, path, { method: 'POST', body: JSON.stringify(body) });
const bring = async (page: SavedPage) => {
  expect((await post(page)).status).toBe(202);
  await world.settle();
};
const casesOf = () => world.cases.byBrand(brandId);
const noticesOf = async (state: NoticeState) => (await world.notices.byBrand(brandId, state)).notices;
async function approveCase({ id }: Case): Promise<void> {
  const answer = await json(`/cases/${encodeURIComponent(id)}/approve`, {});
  expect(answer.status, await answer.text()).toBe(200);
  await world.settle();
}
async function approveNotice(id: string): Promise<void> {
  const path = `/notices/${encodeURIComponent(id)}`;
  const { digest } = (await (await world.call(ida, path, {})).json()) as { digest: string };
  const answer = await json(`${path}/approve`, { digest });
  expect(answer.status, await answer.text()).toBe(200);
  await world.settle();
}
const scanPages = () => world.listings.scanPages(brandId);

test('forty pages that one person saved become three packets ready to file, with forty-three actions', async () => {
  await aWatchingBrand();
  let actions = 0;
  const numbers = Array.from({ length: 13 }, (_, index) => index + 1);
  const saved = [
    ...numbers.map(aTaobaoOffer),
    ...numbers.map(anAmazonOffer),
    ...numbers.map(aTemuOffer),
    aTemuSearch(KEYWORD, 1, 2, 3),
  ];
  expect(saved).toHaveLength(40);

  for (const page of saved) {
    actions++;
    await bring(page);
  }
  const found = await casesOf();
  expect(found.map(({ listing }) => listing.marketplace).toSorted()).toEqual(
    ['amazon', 'taobao', 'temu'].flatMap((id) => Array(13).fill(id)),
  );
  const waiting = found.filter(({ state }) => state === 'flagged');
  for (const record of waiting) {
    actions++;
    await approveCase(record);
  }
  const drafts = await noticesOf('draft');
  for (const notice of drafts) {
    actions++;
    await approveNotice(notice.id);
  }

  // 40 pages saved; every offer is judged certain enough for a draft, and and each marketplace's notice is approved once.
  expect([waiting.length, drafts.length, actions]).toEqual([0, 3, 40 + 3]);
  // Nobody asked a wall for what a person had shown; only for what stood among results.
  expect(world.knocks).toHaveLength(3);
  const targets = [];
  for (const notice of await noticesOf('ready-to-file')) {
    expect(notice).toMatchObject({ channel: 'packet', packetKey: expect.any(String) });
    expect(await world.evidence.get(notice.packetKey!)).toBeDefined();
    targets.push(...(await world.notices.targetsOf(notice.id)));
  }
  expect(targets).toHaveLength(39);
  for (const { provenance, needsPerson } of targets) {
    expect(provenance).toMatchObject({ source: 'person', by: 'analyst:ida@nordhavn.example' });
    expect(needsPerson).toContain('seen by ida@nordhavn.example 14:02 in a browser');
  }
  for (const record of await casesOf()) {
    const { captures, problems } = await readChain(record, world.evidence);
    const { provenance, missing } = captures.at(-1)!.manifest;
    expect(provenance?.by).toBe('analyst:ida@nordhavn.example');
    expect(missing?.[0]?.reason).toContain('seen by ida@nordhavn.example 14:02 in a browser');
    expect(problems).toEqual([]);
  }
  expect(readByPerson((await world.brands.get(brandId))!, await scanPages())).toEqual({ read: 1, of: 3 });
});

describe('what a person brought', () => {
  test('is no look at the offer a day later: the page has to be brought again', async () => {
    await aWatchingBrand();
    await bring(aTaobaoOffer(102));
    const [notice] = await noticesOf('draft');

    nowMs += 25 * 3_600_000;
    await approveNotice(notice!.id);
    const [stale] = await casesOf();
    expect(stale!.state).toBe('awaiting-approval');
    expect(stale!.events.at(-1)!.why).toContain('markwarden intake');
    expect(await noticesOf('ready-to-file')).toEqual([]);

    await bring(aTaobaoOffer(102));
    await approveCase((await casesOf())[0]!);
    const [again] = await noticesOf('draft');
    await approveNotice(again!.id);
    expect(await noticesOf('ready-to-file')).toHaveLength(1);
  });

  test('counts as read for the watch whose keyword its address searches for', async () => {
    await aWatchingBrand();
    await bring(aTemuSearch(KEYWORD, 201));
    await bring(aTemuSearch('something else', 202));

    const pages = await scanPages();
    expect(pages.map(({ keyword }) => keyword).toSorted()).toEqual(['(brought)', KEYWORD]);
    expect(pages.every(({ brought }) => brought?.source === 'person')).toBe(true);
  });

  test('is a block page when it is one, and never an empty result', async () => {
    await aWatchingBrand();
    const html = '<html><head><title>Temu | Login</title></head><body><h2>Sign in / Register</h2></body></html>';
    await bring({ url: 'https://www.temu.com/login.html', html });

    expect((await scanPages())[0]).toMatchObject({ coverage: 'blocked', listingIds: [] });
    expect(readByPerson((await world.brands.get(brandId))!, await scanPages())).toEqual({ read: 0, of: 3 });
  });

  test('may be hostile: what breaks a parser breaks nothing else', async () => {
    await aWatchingBrand();
    const deep = '<div>'.repeat(200_000);
    const wild = `<script>window.rawData={"store":{"goodsList":[{"goodsId":1,"title":${'['.repeat(50_000)}</script>`;
    for (const html of [deep, wild, '\u0000\uffff<', `<title>${'x'.repeat(1_000_000)}`])
      await bring({ url: 'https://www.temu.com/search_result.html?search_key=x', html });

    expect(new Set((await scanPages()).map(({ coverage }) => coverage))).toEqual(new Set(['unreadable']));
    expect(await casesOf()).toEqual([]);
  });

  test('says nothing of itself that is ours to say', async () => {
    await aWatchingBrand();
    const listing = {
      marketplace: 'temu',
      id: '9',
      url: 'https://www.temu.com/goods.html?goods_id=9',
      title: 'Nordhavn Parka',
    };
    const forged = {
      ...listing,
      provenance: { source: 'person', by: 'analyst:somebody', at: '2020-01-01T00:00:00.000Z' },
    };
    const lines = JSON.stringify(forged);

    const answer = await world.call(ida, `/listings?brand=${brandId}`, { method: 'POST', body: lines });
    expect(answer.status).toBe(202);
    await world.settle();

    const stored = await world.listings.get(brandId, 'temu~9');
    expect(stored?.listing.provenance).toEqual({
      source: 'person',
      by: 'analyst:ida@nordhavn.example',
      at: new Date(nowMs).toISOString(),
    });
  });
});

describe('a form', () => {
  test.each([
    ['without a file', { url: 'https://www.temu.com/x' }, 400, '"file"'],
    ['without an address', { file: '<html></html>' }, 400, 'url'],
    ['with an address that is none', { file: '<html></html>', url: 'javascript:alert(1)' }, 400, 'url'],
    ['with a field that nobody knows', { file: '<html></html>', url: 'https://www.temu.com/x', more: 1 }, 400, 'more'],
    [
      'for a marketplace that is not read',
      { file: 'x', url: 'https://x.example/', marketplace: 'temuu' },
      400,
      '"temu"',
    ],
    ["with another brand's upload", { url: 'https://x.example/', upload: 'uploads/other/1' }, 400, '"upload"'],
  ])('%s is refused, naming what is wrong', async (_what, body, status, named) => {
    await aWatchingBrand();
    const answer = await json(`/pages?brand=${brandId}`, body);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(named.replaceAll('"', '\\"'));
    expect(world.scans.sent).toEqual([]);
  });

  test('above 4 MB goes to the bucket first', async () => {
    await aWatchingBrand();
    const { url, html } = aTemuSearch(KEYWORD, 301);
    const large = Buffer.from(html + ' '.repeat(5_000_000));
    expect((await post({ url, html: large.toString() })).status).toBe(413);

    const answer = await json('/uploads', { brand: brandId, bytes: large.length });
    const started = (await answer.json()) as { upload: string; address: string };
    expect((await fetch(started.address, { method: 'PUT', body: large })).status).toBe(200);
    expect((await json('/pages', { brand: brandId, url, upload: started.upload })).status).toBe(202);
    await world.settle();
    expect((await scanPages())[0]).toMatchObject({ coverage: 'complete', listingIds: ['601099500000301'] });
  });
});

describe('a feed', () => {
  const line = (id: string, more: object = {}) =>
    JSON.stringify({
      marketplace: 'taobao',
      id,
      url: `https://item.taobao.com/item.htm?id=${id}`,
      title: `Nordhavn ${id}`,
      ...more,
    });
  const partner = () =>
    accessOf({
      profile: { person: 'feed', name: 'feed' },
      memberships: [
        { person: 'feed', brandId, roles: ['moderator'], by: 'operator:test', at: '2026-01-01T00:00:00.000Z' },
      ],
      scopes: ['read', 'review'],
    });
  const send = (lines: string) => world.call(partner(), `/listings?brand=${brandId}`, { method: 'POST', body: lines });

  test('takes what is right, names each line that is not, and keeps that it came from a partner', async () => {
    await aWatchingBrand();
    const answer = await send(
      [line('1'), 'not json', line('2', { url: 'ftp://x' }), line('3', { marketplace: 'nowhere' }), line('4')].join(
        '\n',
      ),
    );

    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({
      accepted: 2,
      refused: [
        { line: 2, field: '' },
        { line: 3, field: 'url' },
        { line: 4, field: 'marketplace' },
      ],
    });
    await world.settle();
    expect((await scanPages())[0]).toMatchObject({
      listingIds: ['1', '4'],
      brought: { source: 'partner', by: 'machine:feed' },
    });
  });

  test('without one right line is refused', async () => {
    await aWatchingBrand();
    const answer = await send('{}');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Line 1: ');
  });
});

test('an offer that is reported is looked at; where we are not let in, that is said and not that it is gone', async () => {
  await aWatchingBrand();
  const url = 'https://item.taobao.com/item.htm?id=810000009999';
  const answer = await json('/offers', { brand: brandId, url, note: 'a customer wrote to us' });
  expect(answer.status).toBe(202);
  await world.settle();

  expect(world.knocks).toContain(url);
  expect((await scanPages())[0]).toMatchObject({ coverage: 'blocked', brought: { note: 'a customer wrote to us' } });
});
