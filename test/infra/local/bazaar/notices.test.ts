import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleStock } from '#infra/local/bazaar/catalogue.ts';
import type { Bazaar } from '#infra/local/bazaar/start-bazaar.ts';
import {
  aBazaar,
  aBazaarProcess,
  aNoticeBody,
  getPage,
  handClock,
  listingOf,
  lookUp,
  sendNotice,
} from './shop-client.ts';

let clock = handClock();
let bazaar: Bazaar;
beforeEach(async () => {
  clock = handClock();
  bazaar = await aBazaar(clock);
});
afterEach(() => bazaar.close());

const aFake = () => listingOf(bazaar, (_, counterfeit) => counterfeit);

test('a notice without a good signature is refused', async () => {
  const { status } = await sendNotice(bazaar, clock, aNoticeBody(bazaar, aFake()), {
    'X-Signature': `t=1,v1=${'0'.repeat(64)}`,
  });
  expect(status).toBe(401);
  expect(bazaar.stats().noticesReceived).toBe(0);
});

test('an incomplete notice is refused and the missing fields are named', async () => {
  const { rightsOwner: _, ...body } = aNoticeBody(bazaar, aFake());
  const broken = {
    ...body,
    declarations: { ...body.declarations, goodFaith: false },
    right: { ...body.right, number: undefined },
  };
  const { status, answer } = await sendNotice(bazaar, clock, broken);
  expect(status).toBe(422);
  expect(answer.missing).toEqual(expect.arrayContaining(['rightsOwner', 'declarations.goodFaith', 'right.number']));
});

test('a notice names up to fifty listings, all of which exist', async () => {
  const body = aNoticeBody(bazaar, aFake());
  const tooMany = { ...body, targets: Array.from({ length: 51 }, () => body.targets[0]!) };
  expect((await sendNotice(bazaar, clock, tooMany)).answer).toMatchObject({ missing: ['targets'] });
  expect((await sendNotice(bazaar, clock, aNoticeBody(bazaar, '1'))).status).toBe(422);
});

test('the same idempotency key again is the same notice', async () => {
  const body = aNoticeBody(bazaar, aFake(), 'MW-1');
  const first = await sendNotice(bazaar, clock, body, { 'Idempotency-Key': 'MW-1' });
  const again = await sendNotice(bazaar, clock, body, { 'Idempotency-Key': 'MW-1' });
  expect(first).toMatchObject({ status: 202, answer: { status: 'received' } });
  expect(again).toMatchObject({ status: 200, answer: { noticeId: first.answer.noticeId } });
  expect(bazaar.stats()).toMatchObject({ noticesReceived: 1, noticesSentTwice: 0, repeats: 1 });
});

test('an idempotency key cannot be used for another listing', async () => {
  const [one, other] = [...bazaar.labels()].filter(([, { counterfeit }]) => counterfeit).map(([id]) => id);
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, one!), { 'Idempotency-Key': 'MW-1' });
  expect((await sendNotice(bazaar, clock, aNoticeBody(bazaar, other!), { 'Idempotency-Key': 'MW-1' })).status).toBe(
    409,
  );
});

test('a second notice about the same listing counts as sent twice', async () => {
  const fake = aFake();
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, fake));
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, fake));
  expect(bazaar.stats()).toMatchObject({ noticesReceived: 2, distinctReferences: 2, noticesSentTwice: 1 });
});

test('a look-up by reference finds the notice, or nothing', async () => {
  const { answer } = await sendNotice(bazaar, clock, aNoticeBody(bazaar, aFake(), 'MW-9'));
  expect(await lookUp(bazaar, clock, '?reference=MW-9')).toMatchObject([
    { noticeId: answer.noticeId, status: 'received' },
  ]);
  expect(await lookUp(bazaar, clock, '?reference=MW-10')).toEqual([]);
});

test('a counterfeit is removed after a while: out of the search, and its page says so', async () => {
  const fake = aFake();
  const { answer } = await sendNotice(bazaar, clock, aNoticeBody(bazaar, fake));
  clock.advanceHours(1);
  expect(await lookUp(bazaar, clock, `/${answer.noticeId}`)).toMatchObject({ status: 'in-review' });
  expect((await getPage(`${bazaar.origin}/item/${fake}`)).status).toBe(200);
  clock.advanceHours(40);
  expect(await lookUp(bazaar, clock, `/${answer.noticeId}`)).toMatchObject({ status: 'removed' });
  const page = await getPage(`${bazaar.origin}/item/${fake}`);
  expect(page.status).toBe(410);
  expect(page.body).toContain('was removed');
  expect((await fetch(`${bazaar.origin}/img/${fake}.jpg`)).status).toBe(404);
  expect(bazaar.stats().removed).toBe(1);
});

test("a notice against the brand's own seller is rejected and counted", async () => {
  const genuine = listingOf(bazaar, (kind) => kind === 'authorised');
  const { answer } = await sendNotice(bazaar, clock, aNoticeBody(bazaar, genuine));
  clock.advanceHours(41);
  expect(await lookUp(bazaar, clock, `/${answer.noticeId}`)).toMatchObject({
    status: 'rejected',
    reason: expect.stringContaining('own partner'),
  });
  expect((await getPage(`${bazaar.origin}/item/${genuine}`)).status).toBe(200);
  expect(bazaar.stats()).toMatchObject({ authorisedTouched: 1, removed: 0 });
});

test('some sellers come back under a new id one to three days after removal', async () => {
  const comebacks = sampleStock('7').filter(
    ({ conduct, offer }) => conduct.relistings > 0 && offer.listedAfterHours < 0,
  );
  const before = new Set(bazaar.labels().keys());
  const old = comebacks[0]!.offer;
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, old.id));
  clock.advanceHours(24);
  expect(bazaar.stats().relisted).toBe(0);
  clock.advanceHours(40 + 72 - 24);
  expect(bazaar.stats().relisted).toBe(1);
  const { body } = await getPage(`${bazaar.origin}/seller/${old.sellerId}`);
  const back = [...body.matchAll(/data-listing="(\d+)"/g)]
    .map((match) => match[1]!)
    .filter((id) => !before.has(id) && bazaar.labels().get(id)?.counterfeit);
  const titles = await Promise.all(back.map(async (id) => (await getPage(`${bazaar.origin}/item/${id}`)).body));
  expect(titles.some((page) => page.includes(old.title.replaceAll('&', '&amp;')))).toBe(true);
  expect((await getPage(`${bazaar.origin}/item/${old.id}`)).status).toBe(410);
});

test('a few sellers raise the price once they are noticed', async () => {
  const dodger = sampleStock('7').find(
    ({ conduct, offer }) => conduct.raisesPrice && offer.listedAfterHours < 0,
  )!.offer;
  const priceNow = async () =>
    Number(/"price":"([\d.]+)"/.exec((await getPage(`${bazaar.origin}/item/${dodger.id}`)).body)![1]);
  const before = await priceNow();
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, dodger.id));
  clock.advanceHours(1.5);
  expect(await priceNow()).toBeGreaterThan(before * 2);
});

test('a notice whose answer is lost is booked: the sender finds it by its reference', async () => {
  bazaar.loseNextAnswers();
  await expect(sendNotice(bazaar, clock, aNoticeBody(bazaar, aFake(), 'MW-7'))).rejects.toThrow();
  expect(await lookUp(bazaar, clock, '?reference=MW-7')).toMatchObject([{ status: 'received' }]);
});

test('during an outage nothing is booked', async () => {
  bazaar.setMode('outage');
  const raw = JSON.stringify(aNoticeBody(bazaar, aFake()));
  const answer = await fetch(`${bazaar.origin}/api/notices`, { method: 'POST', body: raw });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('Retry-After')).toBe('30');
  expect(bazaar.stats().noticesReceived).toBe(0);
});

test('an answered notice survives SIGKILL, and what follows from it goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bazaar-'));
  const file = join(folder, 'bazaar.sqlite');
  const body = aNoticeBody(bazaar, aFake(), 'MW-5');
  try {
    const victim = await aBazaarProcess(file, clock);
    const { answer } = await sendNotice(victim, clock, body, { 'Idempotency-Key': 'k' });
    await victim.kill();
    clock.advanceHours(41);
    const second = await aBazaar(clock, file);
    expect(await lookUp(second, clock, '?reference=MW-5')).toMatchObject([
      { noticeId: answer.noticeId, status: 'removed' },
    ]);
    expect((await sendNotice(second, clock, body, { 'Idempotency-Key': 'k' })).status).toBe(200);
    expect(second.stats()).toMatchObject({ noticesReceived: 1, noticesSentTwice: 0, repeats: 1, removed: 1 });
    expect((await getPage(`${second.origin}/item/${body.targets[0]!.listingId}`)).status).toBe(410);
    await second.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a database of another seed is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bazaar-'));
  try {
    await (await aBazaar(clock, join(folder, 'bazaar.sqlite'))).close();
    await expect(aBazaar(clock, join(folder, 'bazaar.sqlite'), 'another')).rejects.toThrow(
      'belongs to a bazaar with seed 7, not another',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('neither sending nor looking up works unsigned', async () => {
  const raw = JSON.stringify(aNoticeBody(bazaar, aFake()));
  const unsigned = await fetch(`${bazaar.origin}/api/notices`, {
    method: 'POST',
    body: raw,
    headers: { 'Idempotency-Key': 'x' },
  });
  expect(unsigned.status).toBe(401);
  expect((await fetch(`${bazaar.origin}/api/notices?reference=MW-1`)).status).toBe(401);
});

test('a person files by hand and gets a number; what is incomplete or no offer here is not taken', async () => {
  const form = await getPage(`${bazaar.origin}/notice-desk`);
  expect(form.body).toContain('Addresses, one a line');
  const file = (fields: Record<string, string>) =>
    fetch(`${bazaar.origin}/notice-desk`, { method: 'POST', body: new URLSearchParams(fields) });
  const fields = {
    name: 'Ida Lindqvist',
    email: 'ida@nordhavn.example',
    number: 'EUIPO 018765432',
    because: 'Not made by the owner.',
    addresses: `${bazaar.origin}/item/${aFake()}`,
  };
  const taken = await file(fields);
  expect([taken.status, await taken.text()]).toEqual([200, expect.stringMatching(/<code>BZ-[0-9a-f-]{36}<\/code>/)]);
  expect(bazaar.stats().noticesReceived).toBe(1);
  expect((await file({ ...fields, email: 'nobody' })).status).toBe(422);
  expect((await file({ ...fields, addresses: `${bazaar.origin}/item/nothing` })).status).toBe(422);
  expect(bazaar.stats().noticesReceived).toBe(1);
});
