import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { verify } from '#functions/verify/verify.ts';
import type { Case } from '#shared/domain/case.ts';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { fileNotice, reopenCase, withdrawNotice } from '#shared/notices/by-people.ts';
import { caseFacts } from '#shared/reporting/case-facts.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { aBrand, aListing } from '../../support/builders.ts';
import { type EnforcementWorld, enforcementWorld, hours, lastWhy, T0 } from '../../support/enforcement-world.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';

// Issue 12, A1, A4, A5: why an offer is gone, what the venue answers, and the way back from every state.

const DAY = 24;
const answer = (w: EnforcementWorld, id: string, said: Partial<Answer> & Pick<Answer, 'kind'>) =>
  w.notices.get(id).then((notice) => takeAnswer(notice!, Answer.parse(said), 'analyst:jane', w));
const told = (w: EnforcementWorld) => w.alertsSent.map(({ kind }) => kind);
const tasks = async (w: EnforcementWorld) => (await w.notices.openTasks('nordhavn')).map(({ kind }) => kind);

const figureNames = async (w: EnforcementWorld, record: Case) =>
  caseFacts(await w.caseOf(record)).flatMap((fact) => ('name' in fact ? [fact.name] : []));

describe('a noticed offer', () => {
  it('is removed by the venue when its page says so in the venue’s own words', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = 'removed';
    await w.tick(1);
    expect(await w.targetOf(record)).toMatchObject({ state: 'removed', accepted: true });
    expect(lastWhy(await w.caseOf(record))).toBe('removed-by-venue: the page says removed');
    expect(w.alertsSent.map(({ kind }) => kind)).toContain('removal-verified');
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

  it('stays while the whole site answers 404, twenty offers of it (A4)', async () => {
    const w = enforcementWorld();
    const records = [];
    for (let n = 0; n < 20; n++)
      records.push(
        await w.prepare(
          await w.open({ listing: aListing({ id: String(n), url: `https://bazaar.example/item/${n}` }) }),
        ),
      );
    await w.approve(await w.noticeOf(records[0]!));
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

  it('that was removed and is on sale again is judged anew, and nothing is sent on the old verdict (A1)', async () => {
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

describe('an answer', () => {
  it('that wants something opens a task with the venue’s date, and reminds at half time and the day before', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const { id } = await w.noticeOf(record);
    await answer(w, id, { kind: 'clarify', reasons: ['Which class?'], dueAt: hours(8 * DAY).toISOString() });
    await answer(w, id, { kind: 'clarify', reasons: ['Which class?'], dueAt: hours(8 * DAY).toISOString() });
    expect(await tasks(w)).toEqual(['answer-clarification']);
    expect((await w.caseOf(record)).state).toBe('clarification-needed');
    for (const day of [3, 4, 6, 7]) await w.tick(day * DAY);
    expect(w.alertsSent.filter(({ kind }) => kind === 'task-due')).toHaveLength(3);
    await answer(w, id, { kind: 'answered' });
    expect(await tasks(w)).toEqual([]);
    expect((await w.targetOf(record)).state).toBe('in-review');
  });

  it('that never came in time lapses: the offer may be noticed once more, in the next round', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    await answer(w, (await w.noticeOf(record)).id, { kind: 'clarify', dueAt: hours(2 * DAY).toISOString() });
    await w.tick(2 * DAY);
    expect(await w.caseOf(record)).toMatchObject({ state: 'rejected', round: 2 });
    expect(await tasks(w)).toContain('correct-notice');
  });

  it('counter-notice, then upheld: it is in review again; restored: only a person takes it up again', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const { id } = await w.noticeOf(record);
    await answer(w, id, { kind: 'counter-notice', dueAt: hours(10 * DAY).toISOString(), documents: ['invoice.pdf'] });
    expect((await w.caseOf(record)).state).toBe('counter-noticed');
    expect(await tasks(w)).toEqual(['answer-counter-notice']);
    expect(told(w)).toContain('counter-noticed');
    await answer(w, id, { kind: 'upheld' });
    expect(await w.targetOf(record)).toMatchObject({ state: 'in-review', accepted: true });
    await answer(w, id, { kind: 'counter-notice', dueAt: hours(20 * DAY).toISOString() });
    await answer(w, id, { kind: 'restored', reasons: ['invoice shown'] });
    expect((await w.caseOf(record)).state).toBe('restored');
    await submit({ caseId: record.id }, w);
    expect(w.sent).toHaveLength(1);
    const reopened = await reopenCase(await w.caseOf(record), { by: 'analyst:jane', why: 'forged invoice' }, w);
    expect(reopened).toMatchObject({ case: { state: 'flagged', round: 2 } });
  });

  it('of the merits counts against us, of the form does not', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    await answer(w, (await w.noticeOf(record)).id, { kind: 'refused', refusal: 'merits', reasons: ['genuine'] });
    expect((await w.targetOf(record)).state).toBe('lost');
    expect(await figureNames(w, record)).toContain('refusedMerits');
    expect(told(w).filter((kind) => kind === 'notice-refused')).toHaveLength(1);
    expect(await w.notices.sentSince('nordhavn', 'bazaar', hours(-1))).toMatchObject([
      { reached: expect.arrayContaining(['lost']) },
    ]);
  });

  it('of the venue’s API is taken in once, per offer', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.answersSay = [{ stage: 'rejected', refusal: 'form', reasons: ['mark not shown'], itemId: '1001' }];
    await w.tick(1.1);
    await w.tick(4);
    expect((await w.targetOf(record)).state).toBe('to-correct');
    expect(await figureNames(w, record)).toContain('refusedForm');
    expect(await tasks(w)).toEqual(['correct-notice']);
    expect(told(w).filter((kind) => kind === 'notice-refused')).toHaveLength(1);
    expect((await w.noticeOf(record)).state).toBe('closed');
  });
});

describe('what the venue says of an offer that had gone before', () => {
  const said = (kind: 'accepted' | 'restored') =>
    ({ kind, reasons: [], caseIds: [], documents: [] }) satisfies Parameters<typeof takeAnswer>[1];

  it('that it took it down: removed by the venue, and no end by itself', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = 'bare 404';
    for (const hour of [1, 2.5]) await w.tick(hour);
    expect((await w.caseOf(record)).state).toBe('ended');
    await takeAnswer(await w.noticeOf(record), said('accepted'), 'analyst:jane', w);
    expect((await w.caseOf(record)).state).toBe('removed');
    expect(await w.targetOf(record)).toMatchObject({ state: 'removed', accepted: true });
  });

  it('that it took it down, days later: people hear of it within hours', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.pages.state = 'bare 404';
    for (const hour of [1, 2.5, 4, 9, 27, 80]) await w.tick(hour);
    await takeAnswer(await w.noticeOf(record), said('accepted'), 'analyst:jane', w);
    await w.tick(82);
    expect(w.alertsSent.map(({ kind }) => kind)).toContain('removal-verified');
  });

  it('and of which its page had said that the seller ended it: nothing was removed', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    await takeAnswer(await w.noticeOf(record), { ...said('accepted'), kind: 'ended' }, 'analyst:jane', w);
    const { moved } = await takeAnswer(await w.noticeOf(record), said('accepted'), 'analyst:jane', w);
    expect([moved, (await w.caseOf(record)).state]).toEqual([[], 'ended']);
  });

  it('that it put it back: restored, and noticed no more by itself when it is seen on sale', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
    const record = await w.noticed();
    w.pages.state = 'bare 404';
    for (const hour of [1, 2.5]) await w.tick(hour);
    await takeAnswer(await w.noticeOf(record), said('restored'), 'venue', w);
    w.pages.state = 'on sale';
    for (const hour of [30, 60, 90]) await w.tick(hour);
    expect((await w.caseOf(record)).state).toBe('restored');
    expect(w.judgements).toEqual([]);
  });
});

describe('a counter-notice', () => {
  const removedByVenue = async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    w.answersSay = [{ stage: 'removed', reasons: [], itemId: '1001' }];
    w.pages.state = 'removed';
    for (const hour of [1.1, 2.2, 4]) await w.tick(hour);
    expect((await w.caseOf(record)).state).toBe('removed');
    for (const hour of [8, 24]) await w.tick(hour);
    expect((await w.noticeOf(record)).state).toBe('closed');
    return { w, record };
  };
  it('after the removal is heard from a person, who reads the venue’s mails', async () => {
    const { w, record } = await removedByVenue();
    await answer(w, (await w.noticeOf(record)).id, { kind: 'counter-notice', reasons: ['genuine'] });
    expect((await w.caseOf(record)).state).toBe('counter-noticed');
    expect(await tasks(w)).toEqual(['answer-counter-notice']);
  });

  it('that the venue tells of takes the strike back, as one does that a person tells of', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    // As long as another offer is undecided the venue is asked.
    const { id: noticeId } = await w.noticeOf(record);
    const undecided = {
      noticeId,
      caseId: 'nordhavn~bazaar~1002~1',
      state: 'noticed',
      sentAt: T0.toISOString(),
    } as const;
    await w.notices.addTarget(aTarget(undecided));
    w.answersSay = [{ stage: 'removed', reasons: [], itemId: '1001' }];
    w.pages.state = 'removed';
    for (const hour of [1.1, 2.2, 4]) await w.tick(hour);
    const strikes = async () => {
      const file = await w.storeFiles.get(`nordhavn~bazaar~${record.listing.seller?.id}`);
      return file?.strikes.map(({ caseId }) => caseId);
    };
    expect(await strikes()).toEqual([record.id]);
    w.answersSay = [{ stage: 'counter-noticed', reasons: ['genuine'], itemId: '1001' }];
    for (const hour of [8, 24, 48]) await w.tick(hour);
    expect((await w.caseOf(record)).state).toBe('counter-noticed');
    expect(await strikes()).toEqual([]);
  });

  it('that the venue does not follow ends with the removal, whatever the page showed meanwhile', async () => {
    const { w, record } = await removedByVenue();
    const { id } = await w.noticeOf(record);
    await answer(w, id, { kind: 'counter-notice' });
    await w.tick(61);
    expect((await w.targetOf(record)).state).toBe('contested');
    await answer(w, id, { kind: 'accepted' });
    expect(await tasks(w)).toEqual([]);
    await w.tick(63);
    expect((await w.targetOf(record)).state).toBe('removed');
  });
});

describe('the way back', () => {
  it('withdraws what was sent, and a task asks to tell the venue', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    expect(await withdrawNotice(notice, { by: 'analyst:jane', why: 'the seller is a partner' }, w)).toMatchObject({
      notice: { state: 'withdrawn' },
    });
    expect((await w.caseOf(record)).state).toBe('withdrawn');
    expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
    await answer(w, notice.id, { kind: 'refused', refusal: 'merits' });
    expect((await w.caseOf(record)).state).toBe('withdrawn');
  });

  it('asks nobody to tell the venue of a withdrawal that somebody else was quicker than', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    await w.notices.write(notice, { ...notice, checks: notice.checks + 1 });
    expect(await withdrawNotice(notice, { by: 'analyst:jane', why: 'our mistake' }, w)).toMatchObject({
      changed: true,
    });
    expect(await tasks(w)).toEqual([]);
  });

  it('reaches an offer that somebody else wrote to just then, at the next tick', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    const writeTarget: typeof w.notices.writeTarget = async () => undefined;
    await withdrawNotice(
      notice,
      { by: 'analyst:jane', why: 'our mistake' },
      { ...w, notices: { ...w.notices, writeTarget } },
    );
    expect((await w.targetOf(record)).state).toBe('noticed');
    await w.tick(1.6);
    expect((await w.targetOf(record)).state).toBe('withdrawn');
    expect((await w.noticeOf(record)).nextCheckAt).toBeUndefined();
    expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
  });

  it('withdraws a draft, and its cases are open again', async () => {
    const w = enforcementWorld();
    const record = await w.prepare(await w.open());
    await withdrawNotice(await w.noticeOf(record), { by: 'analyst:jane', why: 'not yet' }, w);
    expect(await w.caseOf(record)).toMatchObject({ state: 'flagged' });
    expect(await tasks(w)).toEqual([]);
  });

  it.each([
    'dismissed',
    'authorised',
    'removed',
    'ended',
    'rejected',
    'restored',
    'withdrawn',
    'relisted',
    'snoozed',
    'awaiting-approval',
  ] as const)('reopens a case that is %s, and what was decided stands no more', async (state) => {
    const w = enforcementWorld();
    const record = await w.open({ state, noticeId: 'n', submittedAt: hours(-1).toISOString() });
    expect(await reopenCase(record, { by: 'analyst:jane', why: 'looked again' }, w)).toMatchObject({
      case: { state: 'flagged', round: 2 },
    });
  });

  it('does not reopen under a notice in flight, and says what to do first', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    expect(await reopenCase(record, { by: 'analyst:jane', why: 'x' }, w)).toMatchObject({
      refused: expect.stringContaining('withdraw'),
    });
  });

  it('records a packet that was filed, whenever that was, counts it and flags it when it was late', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { dailyCap: 1 } }) });
    w.delivery = { status: 'ready-to-file', packetKey: 'p' };
    const record = await w.noticed();
    w.at = hours(40);
    const filed = await fileNotice(await w.noticeOf(record), { by: 'analyst:jane', number: 'A-1' }, w);
    expect(filed).toMatchObject({ late: true, notice: { state: 'sent', externalId: 'A-1', filedLate: true } });
    expect((await w.caseOf(record)).state).toBe('submitted');
    expect(await fileNotice(await w.noticeOf(record), { by: 'analyst:jane' }, w)).toMatchObject({ late: true });
    expect(await tasks(w)).toEqual([]);
  });

  it('asks for two people where the brand wants four eyes', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { fourEyes: true } }) });
    const record = await w.prepare(await w.open());
    const notice = await w.noticeOf(record);
    await w.approve(notice, { by: 'analyst:jane' });
    expect((await w.noticeOf(record)).state).toBe('first-eye');
    expect(await w.approve(await w.noticeOf(record), { by: 'analyst:jane' })).toMatchObject({
      refused: expect.stringContaining('another person'),
    });
    await w.approve(await w.noticeOf(record), { by: 'analyst:kim' });
    expect(w.sent).toHaveLength(1);
  });

  it('approves only what was seen', async () => {
    const w = enforcementWorld();
    const record = await w.prepare(await w.open());
    const seen = await w.noticeOf(record);
    const { approveNotice } = await import('#shared/notices/by-people.ts');
    expect(await approveNotice(seen, { by: 'analyst:jane', digest: '0'.repeat(64) }, w)).toMatchObject({
      changed: true,
    });
    expect(w.sent).toEqual([]);
  });

  it('shows a tripped breaker to the person who approves, who may send all the same', async () => {
    const w = enforcementWorld();
    const lost = Array.from({ length: 24 }, () => ({
      reached: ['lost' as const],
      reason: '',
      sentAt: hours(-1).toISOString(),
    }));
    w.notices.sentSince = async () => lost;
    const record = await w.prepare(await w.open());
    expect(await w.approve(await w.noticeOf(record))).toMatchObject({
      refused: expect.stringContaining('--despite-breaker'),
    });
    await w.approve(await w.noticeOf(record), { despiteBreaker: true });
    expect(w.sent).toHaveLength(1);
  });
});

describe('a tick', () => {
  it('closes a window: mode auto sends, mode review tells a person once for all offers', async () => {
    const w = enforcementWorld();
    for (const id of ['1', '2', '3'])
      await w.prepare(await w.open({ listing: aListing({ id, url: `https://bazaar.example/item/${id}` }) }));
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
    const w = enforcementWorld({ delivery: { status: 'ready-to-file', packetKey: 'packets/1.zip' } });
    const record = await w.prepare(await w.open());
    const notice = await w.noticeOf(record);
    const approved = await w.approve(notice);
    if ('refused' in approved) throw new Error(approved.refused);
    const { notice: sent } = approved;
    const submission = { token: 'dead', phase: 'sending' as const, expiresAt: hours(1).toISOString() };
    const latest = (await w.notices.get(sent.id))!;
    const nextCheckAt = submission.expiresAt;
    await w.notices.write(latest, { ...latest, channel: 'packet', state: 'sending', submission, nextCheckAt });
    await w.tick(1.1);
    await w.tick(1.4);
    expect(await w.noticeOf(record)).toMatchObject({ state: 'ready-to-file', packetKey: 'packets/1.zip' });
  });

  it('stops asking a host that wants to be left alone, and comes back when it said', async () => {
    const w = enforcementWorld();
    const records = [];
    for (const id of ['1', '2', '3'])
      records.push(
        await w.prepare(await w.open({ listing: aListing({ id, url: `https://bazaar.example/item/${id}` }) })),
      );
    await w.approve(await w.noticeOf(records[0]!));
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
