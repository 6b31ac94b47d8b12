import { describe, expect, it } from 'vitest';
import type { VerifyServices } from '#functions/verify/services.ts';
import { verify } from '#functions/verify/verify.ts';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import type { LookUp, NoticeStatusReader, VenueStatus } from '#shared/notices/channels/channel.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aVenue } from '../../support/a-venue.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { type FakePages, fakePages } from '../../support/fake-pages.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryCaseStore } from '../../support/memory-stores.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const plusHours = (hours: number) => new Date(T0.getTime() + hours * 3_600_000);

type World = VerifyServices & {
  at: Date;
  pages: FakePages;
  jobs: TakedownJob[];
  judgements: ScoreJob[];
  alertsSent: AlertJob[];
  lookUp: LookUp;
  status: VenueStatus | undefined;
  noticeStatus: NoticeStatusReader;
  open: (overrides?: Parameters<typeof aCase>[0]) => Promise<Case>;
  /** One tick; returns the case afterwards. */
  tick: (record: Case, hours?: number) => Promise<Case>;
};

function world(): World {
  const takedowns = memoryQueue<TakedownJob>();
  const alerts = memoryQueue<AlertJob>();
  const scores = memoryQueue<ScoreJob>();
  const clock = () => services.at;
  const services: World = {
    at: T0,
    brands: { get: async () => aBrand() },
    cases: memoryCaseStore(),
    venueOf: () => aVenue(),
    noticeStatusFor: () => services.noticeStatus,
    pages: fakePages(clock),
    takedowns,
    scores,
    alerts,
    clock,
    get jobs() {
      return takedowns.sent.map(({ message }) => message);
    },
    get judgements() {
      return scores.sent.map(({ message }) => message);
    },
    get alertsSent() {
      return alerts.sent.map(({ message }) => message);
    },
    lookUp: { found: 'no' },
    status: undefined,
    noticeStatus: { lookUp: async () => services.lookUp, status: async () => services.status },
    async open(fields = {}) {
      const record = aCase({ openedAt: T0.toISOString(), nextCheckAt: T0.toISOString(), ...fields });
      await services.cases.open(record);
      return record;
    },
    async tick(record, hours = 0) {
      services.at = plusHours(hours);
      await verify(services, () => 300_000);
      return (await services.cases.get(record.id))!;
    },
  };
  return services;
}

const submitted = (w: World, overrides: Parameters<typeof aCase>[0] = {}) =>
  w.open({ state: 'submitted', submittedAt: T0.toISOString(), externalId: 'V-1', ...overrides });
const removed = (w: World) => w.open({ state: 'removed', removedAt: T0.toISOString() });
const hoursOf = (record: Case) => record.nextCheckAt && (Date.parse(record.nextCheckAt) - T0.getTime()) / 3_600_000;
const kinds = (w: World) => w.alertsSent.map(({ kind }) => kind);

describe('a listing that was reported', () => {
  it('is removed when its page says so, and the brand is told', async () => {
    const w = world();
    w.pages.state = 'removed';
    const record = await w.tick(await submitted(w), 6);
    expect(record).toMatchObject({ state: 'removed', removedAt: plusHours(6).toISOString(), checks: 0 });
    expect(hoursOf(record)).toBe(6 + 24);
    expect(record.events.at(-1)!.why).toBe('removal verified: the page says removed');
    expect(kinds(w)).toEqual(['removal-verified']);
  });

  it('is removed on HTTP 410 only while the site shows its ordinary pages', async () => {
    const w = world();
    w.pages.state = '410';
    w.pages.searchIsFine = false;
    const record = await w.tick(await submitted(w), 6);
    expect(record.state).toBe('submitted');
    w.pages.searchIsFine = true;
    expect((await w.tick(record, 7)).state).toBe('removed');
  });

  it('is removed on a bare 404 only when that repeats, soon', async () => {
    const w = world();
    w.pages.state = 'bare 404';
    const once = await w.tick(await submitted(w), 6);
    expect(once).toMatchObject({ state: 'submitted', absences: 1 });
    expect(hoursOf(once)).toBe(7);
    expect((await w.tick(once, 7)).state).toBe('removed');
  });

  it('is not removed when it shows up between two 404s', async () => {
    const w = world();
    w.pages.state = 'bare 404';
    const once = await w.tick(await submitted(w), 6);
    w.pages.state = 'on sale';
    const there = await w.tick(once, 7);
    expect(there.absences).toBe(0);
    w.pages.state = 'bare 404';
    expect((await w.tick(there, 12)).state).toBe('submitted');
  });

  it('is not removed because a block page stands before it, or the site fails', async () => {
    const w = world();
    const record = await submitted(w);
    w.pages.state = 'block page';
    expect(await w.tick(record, 6)).toMatchObject({ state: 'submitted', absences: 0 });
    w.pages.state = new TransientError('reset');
    const failed = await w.tick(record, 12);
    expect(failed.state).toBe('submitted');
    expect(hoursOf(failed)).toBe(13);
  });

  it('is looked at after 6 h, 12 h and then daily, and after a week a person is reminded, once', async () => {
    const w = world();
    let record = await submitted(w);
    const times: (number | undefined | '')[] = [];
    for (const hours of [6, 12, 24, 48]) {
      record = await w.tick(record, hours);
      times.push(hoursOf(record));
    }
    expect(times).toEqual([12, 24, 48, 72]);
    expect(kinds(w)).toEqual([]);
    record = await w.tick(record, 7 * 24);
    record = await w.tick(record, 8 * 24);
    expect(kinds(w)).toEqual(['not-removed', 'not-removed']);
    expect(new Set(w.alertsSent.map(({ alertId }) => alertId)).size).toBe(1);
    expect(w.alertsSent[0]!.message).toBe(
      'The notice was sent 7 days ago and it is still there: the listing is on sale.',
    );
  });

  it('follows what the venue says about the notice, but believes only the page about removal', async () => {
    const w = world();
    w.status = { stage: 'removed', reasons: [] };
    const acknowledged = await w.tick(await submitted(w), 6);
    expect(acknowledged.state).toBe('acknowledged');
    w.status = { stage: 'rejected', reasons: ['not registered here'] };
    const rejected = await w.tick(acknowledged, 12);
    expect(rejected.state).toBe('rejected');
    expect(rejected.events.at(-1)!.why).toBe('the venue refused the notice: not registered here');
    expect(kinds(w)).toEqual(['awaiting-approval']);
    expect((await w.tick(rejected, 12)).nextCheckAt).toBeUndefined();
    expect(new Set(w.alertsSent.map(({ alertId }) => alertId)).size).toBe(1);
  });
});

describe('a listing that was removed', () => {
  it('is looked at after 1, 7 and 30 days and then left alone', async () => {
    const w = world();
    w.pages.state = 'removed';
    let record = await removed(w);
    const times: unknown[] = [];
    for (const day of [1, 7, 30]) {
      record = await w.tick(record, day * 24);
      times.push(hoursOf(record));
    }
    expect(times).toEqual([7 * 24, 30 * 24, undefined]);
    expect(record.state).toBe('removed');
  });

  it('that is on sale again is judged anew from its own page, and nothing is sent on the old verdict', async () => {
    const w = world();
    w.pages.shows = {
      price: { amountMinor: 3900, currency: 'EUR' },
      seller: { id: 'somebody-else' },
      title: 'A parka',
    };
    const old = await w.tick(await removed(w), 24);
    expect(old).toMatchObject({ state: 'removed', nextCheckAt: plusHours(7 * 24).toISOString() });
    expect(w.judgements).toMatchObject([
      {
        brandId: 'nordhavn',
        offline: false,
        listing: { id: '1001', title: 'A parka', seller: { id: 'somebody-else' } },
      },
    ]);
    expect(w.judgements[0]!.listing.seller).toEqual({ id: 'somebody-else' });
    expect(w.jobs).toEqual([]);
    expect(await w.cases.byBrand('nordhavn')).toHaveLength(1);
  });

  it('is looked at again soon when a block page stood before it', async () => {
    const w = world();
    w.pages.state = 'block page';
    expect(hoursOf(await w.tick(await removed(w), 24))).toBe(36);
  });
});

describe('what a crash or a lost message left behind', () => {
  const submission = (phase: 'claimed' | 'sending', expiresAt: Date) => ({
    token: 't',
    phase,
    expiresAt: expiresAt.toISOString(),
    noticeId: 'nordhavn~bazaar~1001~1~notice-1',
  });

  it('queued without a message gets one more, ever more rarely', async () => {
    const w = world();
    let record = await w.open({ nextCheckAt: plusHours(0.5).toISOString() });
    const waits: unknown[] = [];
    for (const hours of [0.5, 1, 2, 4]) {
      record = await w.tick(record, hours);
      waits.push(hoursOf(record));
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    expect(w.jobs).toHaveLength(4);
    expect(record.events).toHaveLength(1);
  });

  it('claimed by a dead worker is queued again; by a living one it is left alone', async () => {
    const w = world();
    const record = await w.open({ state: 'submitting', submission: submission('claimed', plusHours(1)) });
    expect(await w.tick(record)).toMatchObject({ state: 'submitting', nextCheckAt: plusHours(1).toISOString() });
    const queued = await w.tick(record, 1);
    expect(queued.state).toBe('queued');
    expect(queued.submission).toBeUndefined();
    expect(w.jobs).toHaveLength(1);
  });

  it('sending when the worker died is never sent again before the venue was asked', async () => {
    const w = world();
    const stale = await w.open({ state: 'submitting', submission: submission('sending', T0) });
    const uncertain = await w.tick(stale);
    expect(uncertain.state).toBe('uncertain');
    expect(w.jobs).toEqual([]);
    w.lookUp = { found: 'yes', externalId: 'V-7' };
    expect(await w.tick(uncertain)).toMatchObject({
      state: 'submitted',
      externalId: 'V-7',
      submittedAt: T0.toISOString(),
    });
    expect(w.jobs).toEqual([]);
  });

  it('of unknown fate goes again only when the venue clearly never got it', async () => {
    const w = world();
    w.lookUp = { found: 'no' };
    expect((await w.tick(await w.open({ state: 'uncertain' }))).state).toBe('queued');
    expect(w.jobs).toHaveLength(1);
  });

  it('of unknown fate stays so while the venue cannot tell, and a person is asked', async () => {
    const w = world();
    w.lookUp = { found: 'cannot-tell', reason: 'HTTP 500' };
    const record = await w.tick(await w.open({ state: 'uncertain' }));
    expect(record).toMatchObject({ state: 'uncertain', checks: 1 });
    expect(hoursOf(record)).toBe(0.25);
    expect(kinds(w)).toEqual(['uncertain']);
    w.noticeStatus = {};
    const nobodyToAsk = await w.tick(record, 1);
    expect(nobodyToAsk.state).toBe('uncertain');
    expect(nobodyToAsk.nextCheckAt).toBeUndefined();
    expect(w.jobs).toEqual([]);
  });
});

describe('a tick', () => {
  it('stops asking a host that wants to be left alone, and comes back when it said', async () => {
    const w = world();
    w.pages.state = new ThrottledError('slow down', 3_600_000);
    const records = await Promise.all(['1', '2', '3'].map((id) => submitted(w, { listing: aListing({ id }) })));
    await verify(w, () => 300_000);
    expect(w.pages.asked).toHaveLength(1);
    for (const { id } of records) expect(hoursOf((await w.cases.get(id))!)).toBe(1);
  });

  it('recovers stuck cases even when their host wants to be left alone', async () => {
    const w = world();
    w.pages.state = new ThrottledError('slow down', 3_600_000);
    await submitted(w, { listing: aListing({ id: 'a' }) });
    await w.open({ listing: aListing({ id: 'b' }) });
    await verify(w, () => 300_000);
    expect(w.jobs).toHaveLength(1);
  });

  it('recovers a lost message before 600 looks that have been due for longer, and lets no marketplace hide another', async () => {
    const w = world();
    const before = new Date(T0.getTime() - 3_600_000).toISOString();
    const reported = { state: 'submitted', submittedAt: before, nextCheckAt: before } as const;
    for (let n = 0; n < 600; n++) await submitted(w, { ...reported, listing: aListing({ id: `slow-${n}` }) });
    const url = 'https://ebay.example/item/9';
    await submitted(w, {
      ...reported,
      nextCheckAt: T0.toISOString(),
      listing: aListing({ marketplace: 'ebay', id: '9', url }),
    });
    const lost = await w.open({ listing: aListing({ id: 'lost' }) });
    let looked = 0;
    const { fetch } = w.pages;
    w.pages.fetch = async (asked, request) => {
      looked++;
      return fetch(asked, request);
    };
    await verify(w, () => 600_000 - looked * 4_000); // four seconds a page: a tick has time for some 139
    expect(w.jobs).toEqual([{ caseId: lost.id }]);
    expect(w.pages.asked).toContain(url);
  });

  it('begins nothing when its time is nearly over; what is left stays due', async () => {
    const w = world();
    const record = await submitted(w);
    expect(await verify(w, () => 10_000)).toEqual({ due: 1, checked: 0, failed: 0 });
    expect(w.pages.asked).toEqual([]);
    expect((await w.cases.get(record.id))!.nextCheckAt).toBe(T0.toISOString());
  });

  it('goes on with the others when one case fails', async () => {
    const w = world();
    const broken = await submitted(w, { listing: aListing({ id: 'broken' }) });
    const fine = await submitted(w, { listing: aListing({ id: 'fine' }) });
    const { fetch } = w.pages;
    w.pages.fetch = async (url, request) => {
      if (url === broken.listing.url && w.pages.asked.length === 0) {
        w.pages.asked.push(url);
        throw new Error('bug');
      }
      return fetch(url, request);
    };
    w.pages.state = 'removed';
    expect(await verify(w, () => 300_000)).toEqual({ due: 2, checked: 1, failed: 1 });
    expect((await w.cases.get(fine.id))!.state).toBe('removed');
  });
});
