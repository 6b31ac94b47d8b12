import { describe, expect, it } from 'vitest';
import { verify } from '#functions/verify/verify.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { sayOfStoreFile } from '#shared/store-files/by-people.ts';
import { afterLook } from '#shared/store-files/looks.ts';
import { aVenue } from '../../support/a-venue.ts';
import { enforcementWorld, hours, T0 } from '../../support/enforcement-world.ts';

const PAGE = 'https://bazaar.example/seller/cheap-parka-store';
const ID = 'nordhavn~bazaar~cheap-parka-store';

const aFile = (overrides: Partial<StoreFile> = {}): StoreFile => ({
  id: ID,
  brandId: 'nordhavn',
  group: 'bazaar',
  sellerId: 'cheap-parka-store',
  sellerName: 'Cheap Parka Store',
  marketplaces: ['bazaar'],
  state: 'ready',
  version: 1,
  strikes: [],
  counted: 3,
  openOffers: 0,
  url: PAGE,
  updatedAt: T0.toISOString(),
  events: [{ at: T0.toISOString(), from: null, to: 'ready', by: 'verify', why: '3 strikes' }],
  ...overrides,
});

type Shown = 'open' | 'closed' | 404 | 'captcha' | ThrottledError | TransientError;

/** A store whose closure was asked for at noon, and what its page shows. */
async function aFiledStore() {
  const asked: string[] = [];
  const shown: { now: Shown } = { now: 'open' };
  const venue = aVenue({
    readSeller: ({ body }) => {
      if (body === 'captcha') return { coverage: 'blocked', reason: 'a captcha', seller: null };
      if (body === 'closed') return { coverage: 'complete', seller: null, closed: 'We have closed this store.' };
      if (body === 'open') return { coverage: 'complete', seller: { id: 'cheap-parka-store' } };
      return { coverage: 'unreadable', seller: null };
    },
  });
  const w = enforcementWorld({
    venueOf: () => venue,
    pages: {
      state: 'present',
      fetch: async (url: string) => {
        asked.push(url);
        if (shown.now instanceof Error) throw shown.now;
        const status = shown.now === 404 ? 404 : 200;
        const body = String(shown.now);
        return { page: { url, status, body }, bytes: Buffer.from(body), fetchedAt: T0, strikes: 0 };
      },
      report: async () => {},
    } as never,
  });
  await w.storeFiles.write(aFile());
  await sayOfStoreFile(ID, { state: 'filed', by: 'analyst:jane', why: 'asked at the desk' }, w);
  const tick = async (hour: number, shows: Shown) => {
    shown.now = shows;
    w.at = hours(hour);
    await verify(w, () => 300_000);
    return (await w.storeFiles.get(ID))!;
  };
  return { w, asked, tick };
}

describe('a store whose closure was asked for', () => {
  it('is looked at daily, 90 days at most, also where its site answers nobody', async () => {
    const { asked, tick } = await aFiledStore();
    let file: StoreFile | undefined;
    for (let day = 0.5; day < 100; day += 0.5) file = await tick(day * 24, new TransientError('no such host'));
    expect(asked.length).toBeLessThanOrEqual(91);
    expect([file?.state, file?.look?.finding, file?.nextCheckAt]).toEqual(['filed', 'unknown', undefined]);
  });

  it('is closed when its page says so in the venue’s words at two looks, an hour apart; the brand is told once', async () => {
    const { w, tick, asked } = await aFiledStore();
    expect((await tick(0.5, 'closed')).look).toBeUndefined(); // not due yet
    expect((await tick(1, 'closed')).state).toBe('filed');
    expect((await tick(1.5, 'closed')).state).toBe('filed');
    const closed = await tick(2, 'closed');
    expect(closed.state).toBe('closed');
    expect(closed.events.at(-1)).toMatchObject({
      by: 'verify',
      why: 'its page says so, twice: We have closed this store.',
    });
    await tick(3, 'closed');
    expect(w.alertsSent.filter(({ kind }) => kind === 'store-closed')).toHaveLength(1);
    expect(asked).toEqual([PAGE, PAGE]);
  });

  it('is told to be closed in one mail, also when somebody else writes to the file meanwhile', async () => {
    const { w, tick } = await aFiledStore();
    await tick(1, 'closed');
    const { write } = w.storeFiles;
    w.storeFiles.write = async (after) => {
      w.storeFiles.write = write;
      await write((await w.storeFiles.get(ID))!);
      return write(after);
    };
    expect((await tick(2, 'closed')).state).toBe('filed');
    expect((await tick(2.5, 'closed')).state).toBe('closed');
    const told = w.alertsSent.filter(({ kind }) => kind === 'store-closed');
    expect(told).toHaveLength(2);
    expect(new Set(told.map(({ alertId }) => alertId)).size).toBe(1);
  });

  it('is not closed by a page that is not there, however often: the person sees since when', async () => {
    const { tick } = await aFiledStore();
    for (const hour of [1, 25, 49, 73]) await tick(hour, 404);
    const file = await tick(97, 404);
    expect(file).toMatchObject({ state: 'filed', look: { finding: 'absent', since: hours(1).toISOString() } });
  });

  it('is not closed by one look between others, and a captcha says nothing', async () => {
    const { tick } = await aFiledStore();
    await tick(1, 'closed');
    await tick(2, 'open');
    expect((await tick(26, 'closed')).state).toBe('filed');
    const unseen = await tick(27, 'captcha');
    expect(unseen).toMatchObject({ state: 'filed', look: { finding: 'closed', since: hours(26).toISOString() } });
    expect((await tick(51, 'closed')).state).toBe('closed');
  });

  it('is left alone as long as its host asks', async () => {
    const { tick, asked } = await aFiledStore();
    await tick(1, new ThrottledError('slow down', 7_200_000));
    await tick(2, 'open');
    expect(asked).toHaveLength(1);
    expect((await tick(3, 'open')).look?.finding).toBe('open');
  });

  it('is watched anew when its page is open again, twice, and not looked at for ever', async () => {
    const { tick, asked } = await aFiledStore();
    for (const hour of [1, 2]) await tick(hour, 'closed');
    expect((await tick(2 + 7 * 24, 'open')).state).toBe('closed');
    expect(await tick(3 + 7 * 24, 'open')).toMatchObject({ state: 'watch' });
    await tick(200 * 24, 'open');
    expect(asked).toHaveLength(4);
  });

  it.each([PAGE, undefined])('and about which nobody has heard for a month is asked about, once (%s)', async (url) => {
    const { w, asked, tick } = await aFiledStore();
    const file = (await w.storeFiles.get(ID))!;
    await w.storeFiles.write({ ...aFile({ url }), version: file.version });
    await sayOfStoreFile(ID, { state: 'filed', by: 'analyst:jane', why: 'asked at the desk' }, w);
    for (let day = 1; day < 29; day++) await tick(day * 24, 'open');
    expect(w.alertsSent).toEqual([]);
    for (let day = 29; day < 120; day++) await tick(day * 24 + 2, 'open');
    expect(new Set(w.alertsSent.map(({ kind, alertId }) => `${kind} ${alertId}`)).size).toBe(1);
    expect(w.alertsSent[0]).toMatchObject({ kind: 'task-due', message: expect.stringContaining(`store say ${ID}`) });
    expect(asked.length > 0).toBe(url !== undefined);
    expect((await w.storeFiles.get(ID))!.nextCheckAt).toBeUndefined();
  });

  it('has no look at a page that nobody knows', () => {
    const file = aFile({ state: 'filed', url: undefined });
    const { nextCheckAt } = afterLook(file, { finding: 'unknown', why: 'a captcha' }, T0);
    expect(nextCheckAt).toBe(hours(30 * 24).toISOString()); // when its venue should have answered
  });
});
