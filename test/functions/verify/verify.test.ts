import { describe, expect, it } from 'vitest';
import { verify } from '#functions/verify/verify.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aBrand } from '../../support/builders.ts';
import { answer, DAY, enforcementWorld, hours, lastWhy, prepared, T0, told } from '../../support/enforcement-world.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';

describe('a noticed offer', () => {
  it('is removed by the venue when its page says so in the venue’s own words', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = 'removed';
    await w.tick(1);
    expect(await w.targetOf(record)).toMatchObject({ state: 'removed', accepted: true });
    expect(lastWhy(await w.caseOf(record))).toBe('removed-by-venue: the page says removed');
    expect(told(w)).toContain('removal-verified');
  });

  it.each(['bare 404', '410'] as const)(
    'is not removed by a %s, which proves nothing of the venue: absent twice, an hour apart',
    async (state) => {
      const w = enforcementWorld();
      const record = await w.noticed();
      w.pages.state = state;
      await w.tick(1);
      expect((await w.caseOf(record)).state).toBe('submitted');
      await w.tick(1.1);
      expect((await w.caseOf(record)).state).toBe('submitted');
      await w.tick(2.1);
      expect((await w.caseOf(record)).state).toBe('ended');
      expect((await w.targetOf(record)).reached).not.toContain('removed');
    },
  );

  it('that is absent counts as removed where the venue had agreed', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    await answer(w, (await w.noticeOf(record)).id, { kind: 'accepted' });
    w.pages.state = 'bare 404';
    for (const hour of [1, 2.1, 3.2]) await w.tick(hour);
    expect((await w.caseOf(record)).state).toBe('removed');
  });

  it('stays while the whole site answers 404, twenty offers of it', async () => {
    const w = enforcementWorld();
    const { records, notice } = await prepared(w, ...Array.from({ length: 20 }, (_, n) => `${n}`));
    await w.approve(notice);
    w.pages.state = 'bare 404';
    w.pages.searchIsFine = false;
    for (let hour = 1; hour < 30; hour++) await w.tick(hour);
    const states = await Promise.all(records.map(async (record) => (await w.caseOf(record)).state));
    expect(new Set(states)).toEqual(new Set(['submitted']));
  });

  it.each([
    ['ended-by-seller', 'ended'],
    ['sold-out', 'ended'],
  ] as const)('that is %s is no compliance', async (gone, state) => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const { fetch } = w.pages;
    w.pages.fetch = async (url, request) => {
      const fetched = await fetch(url, request);
      const body = JSON.stringify({ coverage: 'complete', gone, listing: null, reason: 'the page says so' });
      return { ...fetched, page: { ...fetched.page, body } };
    };
    await w.tick(1);
    expect((await w.caseOf(record)).state).toBe(state);
    expect((await w.targetOf(record)).accepted).toBe(false);
  });

  it('behind a block page, or on an address that shows another offer, stays', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = 'block page';
    for (const hour of [1, 13, 25, 37]) await w.tick(hour);
    expect((await w.targetOf(record)).state).toBe('noticed');
  });

  it('is looked at after 1 h, 6 h, 24 h, 3 days and then weekly; after a week a person is reminded, once', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const next: number[] = [];
    for (const hour of [1, 6, 24, 72, 7 * DAY, 14 * DAY]) {
      await w.tick(hour);
      next.push((Date.parse((await w.targetOf(record)).nextCheckAt!) - hours(0).getTime()) / 3_600_000);
    }
    expect(next).toEqual([6, 24, 72, 7 * DAY, 14 * DAY, 21 * DAY]);
    const reminders = w.alertsSent.filter(({ kind }) => kind === 'not-removed');
    expect(new Set(reminders.map(({ alertId }) => alertId)).size).toBe(1);
  });

  it.each([
    ['answers nobody', new TransientError('no such host'), 'the site does not answer'],
    ['has no page at all any more', 'bare 404' as const, 'the page answers HTTP 404'],
  ])('on a site that %s is told to a person after a week, and given up after 90 days', async (_, state, reason) => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = state;
    w.pages.searchIsFine = false;
    for (let day = 0.5; day < 100; day += 0.5) await w.tick(day * DAY);
    const reminder = w.alertsSent.find(({ kind }) => kind === 'not-removed');
    expect(reminder?.message).toContain(`it cannot be told whether it is gone: ${reason}`);
    const [task] = await w.notices.openTasks('nordhavn');
    expect([task?.kind, task?.text.includes('nobody can tell whether it is gone')]).toEqual(['look-unclear', true]);
    const target = await w.targetOf(record);
    expect([target.state, target.nextCheckAt]).toEqual(['noticed', undefined]);
  });

  it('that was removed and is on sale again is judged anew, and nothing is sent on the old verdict', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = 'removed';
    await w.tick(1);
    w.pages.state = 'on sale';
    w.pages.shows = { title: 'A parka', seller: { id: 'somebody-else' } };
    await w.tick(3);
    expect(w.judgements).toMatchObject([
      { listing: { id: '1001', title: 'A parka', seller: { id: 'somebody-else' } } },
    ]);
    expect(w.sent).toHaveLength(1);
    expect(await w.cases.byBrand('nordhavn')).toHaveLength(1);
    await w.cases.transition(await w.caseOf(record), { to: 'relisted', by: 'score', why: 'back', at: w.at });
    await w.tick(8);
    expect(await w.targetOf(record)).toMatchObject({ state: 'relisted' });
  });
});

describe('a tick', () => {
  it('closes a window: mode auto sends, mode review tells a person once for all offers', async () => {
    const w = enforcementWorld();
    await prepared(w, '1', '2', '3');
    await w.tick(1);
    await w.tick(2);
    expect(w.sent).toEqual([]);
    const told = w.alertsSent.filter(({ kind }) => kind === 'awaiting-approval');
    expect(told).toHaveLength(1);
    expect(told[0]!.message).toContain('3 offers on bazaar');
    const auto = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
    await auto.prepare(await auto.open());
    await auto.tick(1);
    expect(auto.sent).toHaveLength(1);
    expect(auto.sent[0]!.notice.approvals).toMatchObject([{ automatic: true }]);
  });

  it('leaves a draft open for the worker that has taken its place and has not put its offer there yet, for an hour', async () => {
    const w = enforcementWorld();
    await w.open();
    const full = aNoticeRecord({ places: 1, maxPlaces: 1, windowClosed: true, nextCheckAt: T0.toISOString() });
    await w.notices.create({ ...full, updatedAt: T0.toISOString() });
    const state = async () => (await w.notices.get(full.id))!.state;
    await w.tick(0);
    expect(await state()).toBe('draft');
    await w.notices.addTarget(aTarget({ noticeId: full.id }));
    await w.tick(2);
    expect((await w.notices.eventsOf(full.id)).map(({ cause }) => cause)).toContain('approved');
    const dead = { ...full, id: `${full.id}-dead`, updatedAt: T0.toISOString() };
    await w.notices.create(dead);
    for (const hour of [2.1, 3]) await w.tick(hour);
    expect((await w.notices.get(dead.id))!.state).toBe('closed');
  });

  it('sends a lost message again, ever more rarely, and without an event', async () => {
    const w = enforcementWorld();
    const record = await w.open();
    for (const hour of [0.5, 0.6, 1, 2, 4]) {
      w.at = hours(hour);
      await verify(w, () => 300_000);
    }
    expect(w.jobs).toHaveLength(4);
    expect((await w.caseOf(record)).events).toHaveLength(1);
  });

  it('finds a case whose worker died after taking its target out', async () => {
    const w = enforcementWorld();
    const record = await w.prepare(await w.open());
    const target = await w.targetOf(record);
    await w.notices.writeTarget(target, { ...target, state: 'taken-out' });
    await w.tick(DAY);
    expect((await w.caseOf(record)).noticeId).not.toBe(undefined);
    expect((await w.targetOf(record)).state).toBe('drafted');
  });

  it('has a packet built again whose worker died over it: of a packet nothing can have left', async () => {
    const byHand = aBrand({ enforcement: { channels: [{ programme: 'bazaar', by: 'packet' }] } });
    const w = enforcementWorld({ brand: byHand, delivery: { status: 'ready-to-file', packetKey: 'packets/1.zip' } });
    const record = await w.prepare(await w.open());
    const notice = await w.noticeOf(record);
    const approved = await w.approve(notice);
    if ('refused' in approved) throw new Error(approved.refused);
    const { notice: sent } = approved;
    const submission = { token: 'dead', phase: 'sending' as const, expiresAt: hours(1).toISOString() };
    const latest = (await w.notices.get(sent.id))!;
    const nextCheckAt = submission.expiresAt;
    await w.notices.write(latest, { ...latest, state: 'sending', submission, nextCheckAt });
    await w.tick(1.1);
    await w.tick(1.4);
    expect(await w.noticeOf(record)).toMatchObject({ state: 'ready-to-file', packetKey: 'packets/1.zip' });
  });

  it('stops asking a host that wants to be left alone, and comes back when it said', async () => {
    const w = enforcementWorld();
    const { records, notice } = await prepared(w, '1', '2', '3');
    await w.approve(notice);
    const asked = w.pages.asked.length;
    w.pages.state = new ThrottledError('slow down', 3_600_000);
    await w.tick(1);
    expect(w.pages.asked).toHaveLength(asked + 1);
    for (const record of records) expect((await w.targetOf(record)).nextCheckAt).toBe(hours(2).toISOString());
  });

  it('begins nothing when its time is nearly over; what is left stays due', async () => {
    const w = enforcementWorld();
    await w.open();
    w.at = hours(1);
    expect(await verify(w, () => 30_000)).toEqual({ due: 1, checked: 0, failed: 0 });
  });

  it('brings a snoozed case back when its time has come', async () => {
    const w = enforcementWorld();
    const record = await w.open({ state: 'snoozed', nextCheckAt: hours(5).toISOString() });
    await w.tick(4);
    expect((await w.caseOf(record)).state).toBe('snoozed');
    await w.tick(5);
    expect((await w.caseOf(record)).state).toBe('flagged');
  });
});
