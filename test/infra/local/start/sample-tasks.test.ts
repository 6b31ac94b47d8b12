import { afterEach, describe, expect, it } from 'vitest';
import { apiFor } from '#functions/api/api.ts';
import type { ApiServices } from '#functions/api/services.ts';
import type { NoticeCourse } from '#infra/local/bazaar/offer.ts';
import { type Bazaar, startBazaar } from '#infra/local/bazaar/start-bazaar.ts';
import type { Ask } from '#infra/local/start/sample-people.ts';
import { doOpenTasks, writeToBazaar } from '#infra/local/start/sample-tasks.ts';
import type { Case } from '#shared/domain/case.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createWebhookChannel } from '#shared/notices/channels/webhook.ts';
import { anAdmin } from '#test/support/an-access.ts';
import { aListing } from '#test/support/builders.ts';
import { type EnforcementWorld, enforcementWorld, T0 } from '#test/support/enforcement-world.ts';
import { aPlainFake } from '../bazaar/shop-client.ts';

// Submit, verify and the API as they are, at the sample marketplace's own notice endpoint, with the analyst of the sample beside them.

let bazaar: Bazaar;
let w: EnforcementWorld;
let ask: Ask;

async function venueWith(course: NoticeCourse): Promise<Case> {
  let now = () => T0;
  bazaar = await startBazaar({
    port: 0,
    seed: '7',
    now: () => now(),
    databasePath: ':memory:',
    secret: 'secret',
    courses: [course],
  });
  const channel = createWebhookChannel({
    fetcher: createHttpFetcher({ userAgent: 'MarkwardenTest/1.0', allowedPrivateOrigins: [bazaar.origin] }),
    origin: bazaar.origin,
    secret: async () => 'secret',
    clock: () => now(),
  });
  w = enforcementWorld({ channelFor: () => channel, readerFor: () => channel });
  now = () => w.at;
  const models = { ...w.models, stored: async () => undefined };
  const services = { ...w, models, audit: { append: async () => {} } };
  const api = apiFor(services as unknown as ApiServices, anAdmin());
  ask = async (path, init) => api.request(path, init);
  const id = aPlainFake(bazaar);
  return w.noticed({ listing: aListing({ id, url: `https://bazaar.example/item/${id}` }) });
}
afterEach(() => bazaar.close());

const openTasks = async () => (await w.notices.openTasks('nordhavn')).map(({ kind }) => kind);
async function analystWorks(): Promise<number> {
  const done = await doOpenTasks(ask, 'nordhavn', (number, text) => writeToBazaar(bazaar.origin, number, text));
  await w.deliver();
  return done;
}
/** Ticks in between, for verify asks the venue when its own time has come. */
async function until(hour: number): Promise<void> {
  for (let at = Math.ceil((w.at.getTime() - T0.getTime()) / 3_600_000) + 1; at <= hour; at++) await w.tick(at);
}

describe('the analyst of the sample', () => {
  it('answers at the venue what it asks, and then says so: the review goes on', async () => {
    const record = await venueWith('clarification');
    await until(4);
    expect(await w.targetOf(record)).toMatchObject({ state: 'asked', dueAt: expect.any(String) });
    expect(await openTasks()).toEqual(['answer-clarification']);
    expect(await analystWorks()).toBe(1);
    expect((await w.targetOf(record)).state).toBe('in-review');
    await until(60);
    expect(await w.targetOf(record)).toMatchObject({ state: 'in-review', accepted: true });
    expect(await openTasks()).toEqual([]);
  });

  it('approves again what was refused for its form: one more notice, and not the same twice', async () => {
    const record = await venueWith('refused-form');
    await until(4);
    expect((await w.caseOf(record)).state).toBe('rejected');
    expect(await analystWorks()).toBe(1);
    expect(await w.caseOf(record)).toMatchObject({ state: 'drafted', round: 2 });
    await until(6);
    await w.approve(await w.noticeOf(record));
    await until(60);
    expect(await w.targetOf(record)).toMatchObject({ state: 'in-review', accepted: true });
    expect(bazaar.stats()).toMatchObject({ noticesReceived: 2, noticesSentTwice: 0, removed: 1 });
    expect(await openTasks()).toEqual([]);
  });

  it.each([
    { course: 'upheld', target: { state: 'in-review', accepted: true }, removed: 1 },
    { course: 'restored', target: { state: 'restored', accepted: false }, removed: 0 },
  ] as const)('stands by a notice that the seller objects to, and takes note of the end: $course', async (c) => {
    const record = await venueWith(c.course);
    await until(4);
    expect((await w.caseOf(record)).state).toBe('counter-noticed');
    expect(await openTasks()).toEqual(['answer-counter-notice']);
    expect(await analystWorks()).toBe(1);
    await until(72);
    await analystWorks();
    expect(await w.targetOf(record)).toMatchObject(c.target);
    expect(await openTasks()).toEqual([]);
    expect(bazaar.stats().removed).toBe(c.removed);
  });

  it('leaves alone what it does not know how to do', async () => {
    const record = await venueWith('clarification');
    await until(4);
    const { id } = await w.noticeOf(record);
    const [task] = await w.notices.openTasks('nordhavn');
    await w.notices.openTask({ ...task!, id: `2026-06-09~look-unclear~${id}~0`, kind: 'look-unclear' });
    expect(await analystWorks()).toBe(1);
    expect(await openTasks()).toEqual(['look-unclear']);
  });
});
