import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import type { Case } from '#shared/domain/case.ts';
import { takeAnswer } from '#shared/notices/answers.ts';
import { reopenCase } from '#shared/notices/by-people.ts';
import { caseFacts } from '#shared/reporting/case-facts.ts';
import { aBrand } from '../../support/builders.ts';
import {
  answer,
  DAY,
  type EnforcementWorld,
  enforcementWorld,
  hours,
  T0,
  tasks,
  told,
} from '../../support/enforcement-world.ts';
import { aTarget } from '../../support/notice-builders.ts';

const figureNames = async (w: EnforcementWorld, record: Case) =>
  caseFacts(await w.caseOf(record)).flatMap((fact) => ('name' in fact ? [fact.name] : []));

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
    // The venue's day may be that of any clock: until it is over everywhere an answer is in time.
    for (const hour of [2 * DAY, 2.9 * DAY]) await w.tick(hour);
    expect((await w.caseOf(record)).state).toBe('clarification-needed');
    await w.tick(3 * DAY);
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

  it('counter-notice to a notice under the DMCA says what keeps the offer down there: a court, and not our word', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    await w.notices.write(notice, { ...notice, content: { ...notice.content, legalForm: 'dmca-512' } });
    await answer(w, notice.id, { kind: 'counter-notice' });
    const [task] = await w.notices.openTasks('nordhavn');
    expect(task!.text).toMatch(/10 to 14 working days, unless .* gone to court/);
    expect(task!.text).not.toContain('Stand by it at the venue');
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

  it('of a venue that repeats itself for ever is taken in once, and what is remembered of it does not grow', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const itemId = record.listing.id;
    const reasons: string[] = [];
    const [received, inReview] = (['received', 'in-review'] as const).map((stage) => ({ stage, reasons, itemId }));
    const asks = { stage: 'clarification-needed' as const, reasons: ['Which class?'], itemId };
    const times = <T>(count: number, of: (at: number) => T[]) =>
      Array.from({ length: count }, (_, at) => of(at)).flat();
    w.answersSay = [
      ...times(3000, (at) => [{ ...asks, itemId: `of-nobody-${at}` }]),
      ...times(1500, () => [received!, inReview!]),
      ...times(500, () => [asks]),
    ];
    await w.tick(3);
    const once = await w.targetOf(record);
    await w.tick(6);
    expect(await tasks(w)).toEqual(['answer-clarification']);
    expect(once.state).toBe('asked');
    expect(once.heard!.length).toBeLessThan(1000);
    expect((await w.targetOf(record)).heard).toBe(once.heard);
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
    expect(told(w)).toContain('removal-verified');
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
