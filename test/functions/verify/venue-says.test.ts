import { describe, expect, it } from 'vitest';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { reopenCase } from '#shared/notices/by-people.ts';
import type { VenueAnswer } from '#shared/notices/channels/channel.ts';
import { notDoneYet } from '#shared/notices/tasks.ts';
import { enforcementWorld, hours, prepared, tasks } from '../../support/enforcement-world.ts';

// Venues say the same at every poll, one thing after another, and change their minds; people say more in between.

const says = (...stages: VenueAnswer['stage'][]): VenueAnswer[] =>
  stages.map((stage) => ({ stage, reasons: [], itemId: '1001' }));

async function noticed() {
  const w = enforcementWorld();
  const record = await w.noticed();
  const { id } = await w.noticeOf(record);
  return {
    w,
    record,
    id,
    state: async () => (await w.targetOf(record)).state,
    person: async (said: Partial<Answer> & Pick<Answer, 'kind'>) =>
      takeAnswer((await w.notices.get(id))!, Answer.parse(said), 'analyst:jane', w),
    /** Looks and polls at these hours; the states after each. */
    play: async (...at: number[]) => {
      const seen = [];
      for (const hour of at) {
        await w.tick(hour);
        seen.push((await w.targetOf(record)).state);
      }
      return [...new Set(seen)];
    },
  };
}

/** Two offers in one notice that left. */
async function bothNoticed() {
  const w = enforcementWorld();
  const { records, notice } = await prepared(w, '1', '2');
  await w.approve(notice);
  const say = async (said: Partial<Answer> & Pick<Answer, 'kind'>) =>
    takeAnswer(await w.noticeOf(records[0]!), Answer.parse(said), 'analyst:jane', w);
  return { w, records, caseIds: [records[0]!.id, records[1]!.id] as const, say };
}

describe('an API that says the same at every poll', () => {
  it('of an objection undoes nothing that a person has said since', async () => {
    const { w, play, person } = await noticed();
    w.answersSay = says('counter-noticed');
    expect(await play(1.1, 4)).toEqual(['contested']);
    await person({ kind: 'upheld' });
    expect(await play(6, 8, 10, 24, 48, 96)).toEqual(['in-review']);
    expect(await tasks(w)).toEqual([]);
    expect(w.alertsSent.filter(({ kind }) => kind === 'counter-noticed')).toHaveLength(1);
    w.answersSay = says('counter-noticed', 'restored');
    expect(await play(120)).toEqual(['restored']);
  });

  it.each([
    ['clarification-needed', 'clarify', 'answered'],
    ['counter-noticed', 'counter-notice', 'upheld'],
  ] as const)(
    'for the first time undoes nothing that was settled by mail before (%s)',
    async (stage, heard, settled) => {
      const { w, play, person } = await noticed();
      for (const kind of [heard, settled]) await person({ kind });
      w.answersSay = says(stage);
      expect(await play(1.1, 4, 6)).toEqual(['in-review']);
      expect(await tasks(w)).toEqual([]);
    },
  );

  it.each([
    [says('removed', 'rejected'), 'lost'],
    [says('rejected', 'removed'), 'in-review'],
    [says('removed', 'counter-noticed'), 'contested'],
    [says('counter-noticed', 'removed'), 'in-review'],
    [says('clarification-needed', 'removed'), 'in-review'],
  ] as const)(
    'of one thing and then another ends where the last of them leads, and stays there (%#)',
    async (said, state) => {
      const { w, record, play } = await noticed();
      w.answersSay = [...said];
      expect(await play(1.1, 4, 6, 8, 24, 48, 72)).toEqual([state]);
      const events = await w.notices.eventsOf(`${(await w.noticeOf(record)).id}|${record.id}`);
      expect(events.length).toBeLessThanOrEqual(4);
      expect(await tasks(w)).toEqual(state === 'contested' ? ['answer-counter-notice'] : []);
    },
  );
});

describe('an API that goes on from what it said', () => {
  const asks = (stage: VenueAnswer['stage'], dueInHours: number): VenueAnswer[] => [
    { stage, reasons: [], itemId: '1001', dueAt: hours(dueInHours).toISOString() },
  ];

  it('by a second question, after the first was answered, asks somebody again', async () => {
    const { w, play, person } = await noticed();
    w.answersSay = says('clarification-needed');
    expect(await play(1.1, 4)).toEqual(['asked']);
    await person({ kind: 'answered' });
    w.answersSay = says('in-review');
    expect(await play(6)).toEqual(['in-review']);
    w.answersSay = says('clarification-needed');
    expect(await play(8, 10)).toEqual(['asked']);
    expect(await tasks(w)).toEqual(['answer-clarification']);
  });

  it('by a removal after an objection has decided the objection', async () => {
    const { w, play } = await noticed();
    const seen = [];
    for (const [hour, stage] of [
      [1.1, 'removed'],
      [4, 'counter-noticed'],
      [6, 'removed'],
      [8, 'removed'],
    ] as const) {
      w.answersSay = says(stage);
      seen.push(...(await play(hour)));
    }
    expect(seen).toEqual(['in-review', 'contested', 'in-review', 'in-review']);
    expect(await tasks(w)).toEqual([]);
  });

  it.each([
    ['clarification-needed', 'asked'],
    ['counter-noticed', 'contested'],
  ] as const)('by another date has set another date (%s)', async (stage, state) => {
    const { w, record, play, person } = await noticed();
    w.answersSay = asks(stage, 30);
    expect(await play(1.1, 4)).toEqual([state]);
    w.answersSay = asks(stage, 200);
    expect(await play(6, 8, 24, 36, 48)).toEqual([state]);
    const due = hours(200).toISOString();
    expect((await w.targetOf(record)).dueAt).toBe(due);
    expect((await w.notices.openTasks('nordhavn')).map(({ dueAt }) => dueAt)).toEqual([due]);
    await person({ kind: stage === 'counter-noticed' ? 'upheld' : 'answered' });
    w.answersSay = asks(stage, 300);
    expect(await play(72)).toEqual(['in-review']);
  });
});

describe('a venue that thinks again', () => {
  it.each(['merits', 'form'] as const)('removes what it had refused (%s), and the case follows', async (refusal) => {
    const { w, record, person, play } = await noticed();
    await person({ kind: 'refused', refusal });
    const { moved } = await person({ kind: 'accepted', reasons: ['on appeal'] });
    expect(moved).toMatchObject([{ state: 'in-review', accepted: true }]);
    expect(await tasks(w)).toEqual([]);
    w.pages.state = 'removed';
    await play(2, 8);
    expect((await w.caseOf(record)).state).toBe('removed');
  });

  it('twice, and refuses it once more in the end, has people told of that too', async () => {
    const { w, person } = await noticed();
    for (const [hour, said] of [
      [1, { kind: 'refused' }],
      [30, { kind: 'accepted' }],
      [60, { kind: 'refused' }],
    ] as const) {
      w.at = hours(hour);
      await person(said);
    }
    const refusals = w.alertsSent.filter(({ kind }) => kind === 'notice-refused');
    expect(new Set(refusals.map(({ alertId }) => alertId)).size).toBe(2);
  });

  it('is not heard in a word about several offers, of which it has refused one', async () => {
    const { w, records, caseIds, say } = await bothNoticed();
    const [first, second] = caseIds;
    await say({ kind: 'refused', refusal: 'merits', caseIds: [first] });
    expect(await say({ kind: 'accepted' })).toMatchObject({ moved: [{ caseId: second }], unmoved: 1 });
    expect((await w.targetOf(records[0]!)).state).toBe('lost');
    expect(await say({ kind: 'accepted', caseIds: [first] })).toMatchObject({
      moved: [{ caseId: first }],
      unmoved: 0,
    });
  });

  it('is not heard in its API’s word about the whole notice, whatever a person has said of the others', async () => {
    const { w, records, caseIds, say } = await bothNoticed();
    await say({ kind: 'refused', refusal: 'merits', caseIds: [caseIds[0]] });
    await say({ kind: 'accepted', caseIds: [caseIds[1]] });
    w.answersSay = [{ stage: 'removed', reasons: [] }];
    await w.tick(1.1);
    await w.tick(4);
    expect((await w.targetOf(records[0]!)).state).toBe('lost');
  });

  it('is not heard in its API’s word about the whole notice of an offer that it has put back', async () => {
    const { w, records, caseIds, say } = await bothNoticed();
    await say({ kind: 'accepted', caseIds: [caseIds[1]] });
    w.answersSay = [{ stage: 'restored', reasons: [], itemId: '1' }];
    await w.tick(1.1);
    w.answersSay = [{ stage: 'removed', reasons: [] }];
    await w.tick(4);
    expect((await w.targetOf(records[0]!)).state).toBe('restored');
  });

  it.each([
    ['refused', 'accepted', 'removed', 'in-review'],
    ['accepted', 'counter-notice', 'restored', 'restored'],
  ] as const)('after the notice was closed is asked on: %s, then %s', async (first, then, last, state) => {
    const { w, id, person, play } = await noticed();
    await person({ kind: first });
    w.pages.state = first === 'accepted' ? 'removed' : 'on sale';
    await play(2, 4);
    expect((await w.notices.get(id))!.state).toBe('closed');
    await person({ kind: then });
    w.answersSay = says(last);
    expect(await play(8)).toEqual([state]);
    await play(10, 12);
    expect((await w.notices.get(id))!.state).toBe(state === 'restored' ? 'closed' : 'sent');
  });

  it('moves no case that a person has taken up again for a notice of its own', async () => {
    const { w, record, person } = await noticed();
    await person({ kind: 'refused', refusal: 'form' });
    await reopenCase(await w.caseOf(record), { by: 'analyst:jane', why: 'in other words' }, w);
    await person({ kind: 'accepted' });
    expect((await w.caseOf(record)).state).toBe('flagged');
  });
});

describe('what the venue asks', () => {
  it('and its date passed: that it was answered in time can be said all the same', async () => {
    const { w, person, play, state } = await noticed();
    await person({ kind: 'clarify', dueAt: hours(5).toISOString() });
    expect(await play(24)).toEqual(['to-correct']);
    expect(await tasks(w)).toEqual(['correct-notice']);
    await person({ kind: 'answered' });
    expect(await state()).toBe('in-review');
    expect(await tasks(w)).toEqual([]);
  });

  it('of two offers, and the date of one passed: "answered" is about that one too', async () => {
    const { w, records, caseIds, say } = await bothNoticed();
    await say({ kind: 'clarify', dueAt: hours(5).toISOString(), caseIds: [caseIds[1]] });
    await w.tick(24);
    expect((await w.targetOf(records[1]!)).state).toBe('to-correct');
    expect(await say({ kind: 'answered' })).toMatchObject({ moved: [{ caseId: caseIds[1], state: 'in-review' }] });
    expect(await tasks(w)).toEqual([]);
  });

  it.each(['clarify', 'counter-notice'] as const)(
    'by another date than before is one task, due then (%s)',
    async (kind) => {
      const { w, record, person } = await noticed();
      const due = async () => (await w.notices.openTasks('nordhavn')).map(({ dueAt }) => dueAt);
      for (const hour of [200, 60, 60, 300]) {
        const dueAt = hours(hour).toISOString();
        await person({ kind, dueAt });
        expect([await due(), (await w.targetOf(record)).dueAt]).toEqual([[dueAt], dueAt]);
      }
      await person({ kind, reasons: ['once more, and no date'] });
      expect((await w.targetOf(record)).dueAt).toBe(hours(300).toISOString());
      expect(await due()).toHaveLength(1);
      const told = w.alertsSent.filter(({ kind: as }) => as === 'task-due' || as === 'counter-noticed');
      expect(new Set(told.map(({ alertId }) => alertId)).size).toBe(3);
    },
  );

  it.each([
    ['by a date that it had named before another', 'clarify', 'clarify', 60],
    ['once more by the same date, after an answer', 'clarify', 'answered', undefined],
    ['about an objection once more by the same date', 'counter-notice', 'upheld', undefined],
  ] as const)('%s is asked again, and told', async (_, kind, between, hour) => {
    const { w, person } = await noticed();
    const dueAt = hours(200).toISOString();
    await person({ kind, dueAt });
    w.at = hours(1);
    await person({ kind: between, ...(hour && { dueAt: hours(hour).toISOString() }) });
    w.at = hours(2);
    const told = w.alertsSent.map(({ alertId }) => alertId);
    await person({ kind, dueAt });
    expect((await w.notices.openTasks('nordhavn')).map((task) => task.dueAt)).toEqual([dueAt]);
    expect(told).not.toContain(w.alertsSent.at(-1)!.alertId);
  });

  it('is asked no more when the offer is gone', async () => {
    const { w, person, play } = await noticed();
    await person({ kind: 'clarify', dueAt: hours(200).toISOString() });
    w.pages.state = 'removed';
    expect(await play(2)).toEqual(['removed']);
    expect(await tasks(w)).toEqual([]);
  });

  it('is not done because somebody says so: its notice would wait for ever', async () => {
    const { w, id, person } = await noticed();
    await person({ kind: 'clarify' });
    const [task] = await w.notices.openTasks('nordhavn');
    expect(await notDoneYet(task!, w.notices)).toContain(`notice ${id}: notice answer --kind answered`);
    const { concerns: _, ...ofNoOffers } = task!; // as for a case of before 2026-12
    expect(await notDoneYet(ofNoOffers, w.notices)).toContain('notice answer --kind answered');
    await person({ kind: 'answered' });
    expect(await notDoneYet(task!, w.notices)).toBeUndefined();
  });
});

describe('a worker that dies over every try', () => {
  it('before anything leaves is tried ever more rarely, and its brand hears of it', async () => {
    const w = enforcementWorld();
    const record = await w.prepare(await w.open());
    const { id } = await w.noticeOf(record);
    await w.approve((await w.notices.get(id))!);
    let deaths = 0;
    for (let hour = 0.25; hour < 72; hour += 0.25) {
      const notice = (await w.notices.get(id))!;
      if (notice.state !== 'sending' && notice.nextCheckAt! <= hours(hour).toISOString()) {
        deaths++;
        const submission = { token: 'dead', phase: 'sending' as const, expiresAt: hours(hour).toISOString() };
        const { nextCheckAt = hours(hour).toISOString() } = notice;
        await w.notices.write(notice, { ...notice, channel: 'packet', state: 'sending', submission, nextCheckAt });
      }
      w.takedowns.send = async () => {};
      await w.tick(hour);
    }
    expect(deaths).toBeGreaterThan(4);
    expect(deaths).toBeLessThan(12);
    const told = w.alertsSent.filter(({ kind }) => kind === 'work-failed');
    expect(told[0]!.message).toContain(`Notice ${id} was not sent`);
    expect(new Set(told.map(({ alertId }) => alertId)).size).toBeLessThanOrEqual(4);
  });
});
