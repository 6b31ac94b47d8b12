import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { LOOKS_END_MS } from '#shared/cases/check-schedule.ts';
import type { TaskKind } from '#shared/domain/task.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { withdrawNotice } from '#shared/notices/by-people.ts';
import { type EnforcementWorld, enforcementWorld, hours, prepared, tasks } from '../../support/enforcement-world.ts';
import { fragile, WorkerDied } from '../../support/fragile.ts';

// Whatever asks for a person is told once, though the worker dies before or after any one of its calls and somebody comes again later.

/** Two offers in one notice that has left. */
async function twoNoticed(): Promise<{ w: EnforcementWorld; noticeId: string; caseIds: string[] }> {
  const w = enforcementWorld();
  const { records, notice } = await prepared(w, '1001', '1002');
  await w.approve(notice);
  return { w, noticeId: notice.id, caseIds: records.map(({ id }) => id) };
}

/** Runs once with the worker dying at this step, then again half an hour later with one that lives. False: the first had ended before. */
async function dyingAt(step: number, w: EnforcementWorld, run: (services: EnforcementWorld) => Promise<unknown>) {
  let steps = 0;
  const worker = {
    step: async () => {
      if (++steps >= step) throw new WorkerDied();
    },
  };
  const { notices, cases, alerts } = w;
  const services = { ...w, ...fragile({ notices, cases, alerts }, worker) };
  const died = await run(services).then(
    () => false,
    (error: unknown) => {
      if (!(error instanceof WorkerDied)) throw error;
      return true;
    },
  );
  w.at = hours(1 + 0.5);
  await run(w);
  return died;
}

const ANSWERS: [Partial<Answer> & Pick<Answer, 'kind'>, TaskKind | undefined, string][] = [
  [{ kind: 'clarify' }, 'answer-clarification', 'asked'],
  [{ kind: 'counter-notice' }, 'answer-counter-notice', 'contested'],
  [{ kind: 'refused', refusal: 'form' }, 'correct-notice', 'to-correct'],
  [{ kind: 'refused', refusal: 'merits' }, undefined, 'lost'],
  [{ kind: 'restored' }, 'restored', 'restored'],
];

describe('an answer of the venue', () => {
  it.each(ANSWERS)('%o becomes one task and one alert, wherever the worker died', async (said, kind, state) => {
    let deaths = 0;
    for (let step = 1, died = true; died; step++) {
      const { w, noticeId, caseIds } = await twoNoticed();
      const before = w.alertsSent.length;
      w.at = hours(1);
      const answer = Answer.parse(said);
      died = await dyingAt(step, w, async (services) =>
        takeAnswer((await w.notices.get(noticeId))!, answer, 'venue', services),
      );
      deaths += Number(died);
      const tasks = await w.notices.openTasks('nordhavn');
      expect(
        tasks.map((task) => task.kind),
        `died at step ${step}`,
      ).toEqual(kind ? [kind] : []);
      const ids = new Set(w.alertsSent.slice(before).map(({ alertId }) => alertId));
      expect(
        [...ids].filter((id) => !id.includes('notice-sent')),
        `died at step ${step}`,
      ).toHaveLength(1);
      for (const caseId of caseIds) expect((await w.notices.getTarget(noticeId, caseId))!.state).toBe(state);
    }
    expect(deaths).toBeGreaterThan(8);
  });
});

it('of two offers objected to at once each has its task and its alert, until the venue has decided about it', async () => {
  const { w, noticeId, caseIds } = await twoNoticed();
  const say = async (said: Partial<Answer> & Pick<Answer, 'kind'>) =>
    takeAnswer((await w.notices.get(noticeId))!, Answer.parse(said), 'venue', w);
  const before = w.alertsSent.length;
  for (const id of caseIds) await say({ kind: 'counter-notice', caseIds: [id] });
  const concerned = async () => (await w.notices.openTasks('nordhavn')).map(({ concerns }) => concerns);
  expect((await concerned()).toSorted()).toEqual(caseIds.map((id) => [id]));
  expect(new Set(w.alertsSent.slice(before).map(({ alertId }) => alertId)).size).toBe(2);
  await say({ kind: 'upheld', caseIds: [caseIds[0]!] });
  expect(await concerned()).toEqual([[caseIds[1]]]);
});

it('that nobody looks at an offer any more is told once, though it could not be written down', async () => {
  const { w, noticeId, caseIds } = await twoNoticed();
  const lastLook = LOOKS_END_MS / HOUR_MS + 24;
  const { writeTarget } = w.notices;
  w.notices.writeTarget = async () => undefined;
  await w.tick(lastLook);
  w.notices.writeTarget = writeTarget;
  await w.tick(lastLook + 1);
  const unclear = (await w.notices.openTasks('nordhavn')).filter(({ kind }) => kind === 'look-unclear');
  expect(unclear.map(({ caseId }) => caseId).toSorted()).toEqual(caseIds);
  expect((await w.notices.getTarget(noticeId, caseIds[0]!))!.nextCheckAt).toBeUndefined();
});

describe('a withdrawal', () => {
  it('reaches every offer, and asks once to tell the venue, wherever the worker died and though nobody says it again', async () => {
    let deaths = 0;
    for (let step = 1, died = true; died; step++) {
      const { w, noticeId, caseIds } = await twoNoticed();
      w.at = hours(1);
      const withdrawing = { by: 'analyst:jane', why: 'our mistake' };
      died = await dyingAt(step, w, async (services) => {
        const notice = (await w.notices.get(noticeId))!;
        // Said again only where nothing came of it; what was begun is ended by the next tick.
        if (services !== w || notice.state !== 'withdrawn') return withdrawNotice(notice, withdrawing, services);
        return w.tick(1.6);
      });
      deaths += Number(died);
      expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
      for (const id of caseIds) expect((await w.caseOf({ id })).state, `died at step ${step}`).toBe('withdrawn');
    }
    expect(deaths).toBeGreaterThan(8);
  });
});

describe('a packet', () => {
  it('that is ready to file asks for a person once, wherever the worker died', async () => {
    let deaths = 0;
    for (let step = 1, died = true; died && step < 200; step++) {
      const w = enforcementWorld({ delivery: { status: 'ready-to-file', packetKey: 'packets/x.zip' } });
      const record = await w.prepare(await w.open());
      const noticeId = (await w.caseOf(record)).noticeId!;
      const deliver = w.deliver;
      w.deliver = async () => {};
      await w.approve((await w.notices.get(noticeId))!);
      w.deliver = deliver;
      died = await dyingAt(step, w, async (services) => {
        if (services !== w) return submit({ noticeId }, services);
        for (let hour = 2; hour < 10; hour++) await w.tick(hour);
      });
      deaths += Number(died);
      expect((await w.notices.get(noticeId))!.state, `died at step ${step}`).toBe('ready-to-file');
      expect(await tasks(w), `died at step ${step}`).toEqual(['file-packet']);
    }
    expect(deaths).toBeGreaterThan(8);
  });
});
