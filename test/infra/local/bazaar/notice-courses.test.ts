import { afterEach, expect, test } from 'vitest';
import { sampleStock } from '#infra/local/bazaar/catalogue.ts';
import { seededCourses, withCourses } from '#infra/local/bazaar/notice-course.ts';
import type { NoticeCourse } from '#infra/local/bazaar/offer.ts';
import { type Bazaar, type BazaarOptions, startBazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { writeToBazaar } from '#infra/local/start/sample-tasks.ts';
import { aNoticeBody, aPlainFake, getPage, handClock, lookUp, SECRET, sendNotice } from './shop-client.ts';

let clock = handClock();
let bazaar: Bazaar;
afterEach(() => bazaar?.close());

async function aVenue(manners: Partial<BazaarOptions>): Promise<void> {
  clock = handClock();
  const options = { port: 0, seed: '7', now: clock.now, databasePath: ':memory:', secret: SECRET };
  bazaar = await startBazaar({ ...options, ...manners });
}

async function noticed(course: NoticeCourse) {
  await aVenue({ courses: [course] });
  const id = aPlainFake(bazaar);
  const { status, answer } = await sendNotice(bazaar, clock, aNoticeBody(bazaar, id));
  expect(status).toBe(202);
  const number = String(answer.noticeId);
  const said = async () => ((await lookUp(bazaar, clock, `/${number}`)) as { targets: object[] }).targets[0];
  return { id, number, said, page: () => getPage(`${bazaar.origin}/item/${id}`) };
}
const inHours = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();

test('the courses are dealt by the seed, in the order of the notices, to counterfeits without another trick', () => {
  const stock = sampleStock('7');
  const courses = seededCourses('7');
  const listingIds = stock.map(({ offer }) => offer.id);
  const dealt = withCourses(courses, stock, [{ listingIds: listingIds.slice(0, 130) }, { listingIds }]);
  const special = dealt.filter(({ conduct }) => conduct.course);
  expect(special.map(({ conduct }) => conduct.course)).toEqual(courses.filter((course) => course));
  expect(new Set(special.map(({ conduct }) => conduct.course)).size).toBe(6);
  expect(special.every(({ truth, conduct }) => truth.counterfeit && conduct.relistings === 0)).toBe(true);
  expect(seededCourses('7')).toEqual(courses);
  expect(withCourses(courses, stock, [])).toEqual(stock);
});

test('the venue asks by a date, and removes once it was answered', async () => {
  const { number, said, page } = await noticed('clarification');
  const dueAt = inHours(72);
  clock.advanceHours(2);
  expect(await said()).toMatchObject({ status: 'clarification-needed', dueAt, reason: expect.any(String) });
  await writeToBazaar(bazaar.origin, number, 'The label is another one.');
  expect(await said()).toMatchObject({ status: 'in-review' });
  clock.advanceHours(40);
  expect(await said()).toMatchObject({ status: 'removed' });
  expect((await page()).status).toBe(410);
});

test('what it asked and nobody answered is refused for its form, and the offer stays', async () => {
  const { number, said, page } = await noticed('clarification');
  clock.advanceHours(72);
  expect(await said()).toMatchObject({ status: 'rejected', refusal: 'form' });
  await writeToBazaar(bazaar.origin, number, 'Too late.');
  expect(await said()).toMatchObject({ status: 'rejected', refusal: 'form' });
  expect((await page()).status).toBe(200);
});

test('a notice refused for its form can be sent anew, which is not twice, and then counts', async () => {
  const { id, said, page } = await noticed('refused-form');
  clock.advanceHours(2);
  expect(await said()).toMatchObject({ status: 'rejected', refusal: 'form' });
  clock.advanceHours(100);
  expect((await page()).status).toBe(200);
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, id));
  clock.advanceHours(41);
  expect(await said()).toMatchObject({ status: 'rejected', refusal: 'form' });
  expect((await page()).status).toBe(410);
  expect(bazaar.stats()).toMatchObject({ noticesReceived: 2, noticesSentTwice: 0, removed: 1 });
});

test('what is not counterfeit is refused on the merits', async () => {
  await aVenue({});
  const genuine = [...bazaar.labels()].find(([, { kind }]) => kind === 'parallel')![0];
  const { answer } = await sendNotice(bazaar, clock, aNoticeBody(bazaar, genuine));
  clock.advanceHours(41);
  expect(await lookUp(bazaar, clock, `/${answer.noticeId}`)).toMatchObject({ status: 'rejected', refusal: 'merits' });
});

test.each([
  { course: 'upheld', stands: true, ends: 'upheld', page: 410 },
  { course: 'upheld', stands: false, ends: 'restored', page: 200 },
  { course: 'restored', stands: true, ends: 'restored', page: 200 },
] as const)('the seller objects ($course), the sender stands by it ($stands): $ends', async (c) => {
  const { number, said, page } = await noticed(c.course);
  const dueAt = inHours(48);
  clock.advanceHours(2);
  expect(await said()).toMatchObject({ status: 'counter-noticed', dueAt });
  if (c.stands) await writeToBazaar(bazaar.origin, number, 'We stand by it.');
  expect(await said()).toMatchObject({ status: 'counter-noticed' });
  clock.advanceHours(46);
  expect(await said()).toMatchObject({ status: c.ends });
  expect((await page()).status).toBe(c.page);
});

test('a seller who ends the offer leaves nothing to decide: no removal, and no refusal', async () => {
  const { said, page } = await noticed('ended');
  expect((await page()).body).not.toContain('listing-ended');
  clock.advanceHours(100);
  expect((await page()).body).toContain('listing-ended');
  expect(await said()).toMatchObject({ status: 'in-review' });
  expect(bazaar.stats().removed).toBe(0);
});

test("an id that was free shows another seller's other goods, with their own pictures", async () => {
  const { id, page } = await noticed('reused');
  const before = { page: (await page()).body, truth: bazaar.labels().get(id) };
  const picture = async () => Buffer.from(await (await fetch(`${bazaar.origin}/img/${id}.jpg`)).arrayBuffer());
  const oldPicture = await picture();
  for (let hour = 0; hour < 40 && (await page()).status === 200; hour++) clock.advanceHours(1);
  expect((await page()).status).toBe(410);
  clock.advanceHours(30);
  const sellerIn = (body: string) => /href="\/seller\/([^"]+)"/.exec(body)![1];
  const now = await page();
  expect(now.status).toBe(200);
  expect(sellerIn(now.body)).not.toBe(sellerIn(before.page));
  expect((await picture()).equals(oldPicture)).toBe(false);
  expect([before.truth?.counterfeit, bazaar.labels().get(id)?.counterfeit]).toEqual([true, false]);
  await sendNotice(bazaar, clock, aNoticeBody(bazaar, id));
  expect(bazaar.stats()).toMatchObject({ noticesReceived: 2, noticesSentTwice: 0 });
});

test('every fourth answer is another page with a 200, and the look-up of those lags: by less than an hour', async () => {
  await aVenue({ muddles: true });
  const fakes = [...bazaar.labels()].filter(([, { counterfeit }]) => counterfeit).map(([id]) => id);
  const answers: unknown[] = [];
  for (const [index, id] of fakes.slice(0, 8).entries()) {
    const sending = sendNotice(bazaar, clock, aNoticeBody(bazaar, id, `MW-${index}`));
    const status = await sending.then((sent) => sent.status).catch(() => 'no JSON');
    answers.push([status, ((await lookUp(bazaar, clock, `?reference=MW-${index}`)) as unknown[]).length]);
  }
  const [said, junk] = [
    [202, 1],
    ['no JSON', 0],
  ];
  expect(answers).toEqual([said, junk, said, said, said, junk, said, said]);
  clock.advanceHours(0.9);
  for (let index = 0; index < 8; index++) expect(await lookUp(bazaar, clock, `?reference=MW-${index}`)).toHaveLength(1);
});

test('the desk takes words about notices that it knows, and no others', async () => {
  const { number } = await noticed('clarification');
  await expect(writeToBazaar(bazaar.origin, 'BZ-none', 'Hello')).rejects.toThrow('HTTP 404');
  await expect(writeToBazaar(bazaar.origin, number, ' ')).rejects.toThrow('HTTP 422');
});
