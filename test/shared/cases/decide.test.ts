import { beforeEach, describe, expect, test } from 'vitest';
import { decideCase, REVIEW_DECISIONS, UNDO_MS, undoDecision } from '#shared/cases/decide.ts';
import { remarkOn } from '#shared/cases/remarks.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Role } from '#shared/domain/membership.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { anAccess } from '../../support/an-access.ts';
import { aCase } from '../../support/builders.ts';
import { memoryCaseStore } from '../../support/memory-stores.ts';

const AT = new Date('2026-06-02T09:00:00.000Z');
const later = (ms: number) => new Date(AT.getTime() + ms);

let cases: CaseStore;
let waiting: Case;
beforeEach(async () => {
  cases = memoryCaseStore();
  waiting = aCase({ state: 'flagged' });
  await cases.open(waiting);
});
const as = (...roles: Role[]) => ({ access: anAccess('nordhavn', roles), cases });
const decidedAs = async (decision: (typeof REVIEW_DECISIONS)[number], by = as('admin')) => {
  const outcome = await decideCase(waiting, { decision, at: AT }, by);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.case;
};

describe('a decision', () => {
  test.each(REVIEW_DECISIONS)('"%s" takes the case out of the queue and teaches what was said', async (decision) => {
    expect((await cases.reviewQueue('nordhavn')).entries).toHaveLength(1);
    const decided = await decidedAs(decision);
    expect((await cases.reviewQueue('nordhavn')).entries).toEqual([]);
    const taught = new Map([
      ['confirm', 'confirmed'],
      ['authorised', 'unsure'],
      ['snooze', undefined],
    ]);
    expect(caseDecision(decided)?.decision).toBe(taught.has(decision) ? taught.get(decision) : 'rejected');
  });

  test('is refused to who lacks the right, and changes nothing', async () => {
    expect(await decideCase(waiting, { decision: 'confirm', at: AT }, as('enforcer'))).toEqual({
      refused: 'This needs the right to validate.',
    });
    expect(await decideCase(waiting, { decision: 'authorised', at: AT }, as('enforcer'))).toEqual({
      refused: 'This needs the right to review.',
    });
    expect(await cases.get(waiting.id)).toMatchObject({ state: 'flagged', version: 1 });
  });

  test.each([new Date(AT), new Date(AT.getTime() + 400 * 86_400_000), new Date(Number.NaN)])(
    'to put off until %s is refused, and changes nothing',
    async (until) => {
      const outcome = await decideCase(waiting, { decision: 'snooze', at: AT, until }, as('admin'));
      expect(outcome).toEqual({ refused: expect.stringContaining('a day to come, within a year') });
      expect(await cases.get(waiting.id)).toMatchObject({ state: 'flagged', version: 1 });
    },
  );

  test('is made once: of two people one is told that the other was quicker', async () => {
    const both = await Promise.all([
      decideCase(waiting, { decision: 'confirm', at: AT }, as('admin')),
      decideCase(waiting, { decision: 'not-infringing', at: AT }, as('admin')),
    ]);
    expect(both.filter((outcome) => 'refused' in outcome)).toHaveLength(1);
  });
});

describe('a moderator who says that a case infringes', () => {
  const says = async (note?: string) => {
    const outcome = await decideCase(waiting, { decision: 'confirm', note, at: AT }, as('moderator'));
    if ('refused' in outcome) throw new Error(outcome.refused);
    return outcome.case;
  };

  test('moves nothing: it waits for one who may confirm it, with the reason', async () => {
    const said = await says('the zip is wrong');
    expect([said.state, said.approvedBy, caseDecision(said)]).toEqual(['flagged', undefined, undefined]);
    expect(said.remarks.map(({ text }) => text)).toEqual(['says that it infringes: the zip is wrong']);
    const { entries } = await cases.reviewQueue('nordhavn');
    expect(entries).toMatchObject([{ caseId: waiting.id, proposed: true }]);
  });

  test('is followed or not by a validator, and then nothing is proposed any more', async () => {
    const confirmed = await decideCase(await says(), { decision: 'confirm', at: later(1) }, as('validator'));
    expect(confirmed).toMatchObject({ case: { state: 'queued', approvedBy: 'analyst:jane@nordhavn.example' } });
    expect('case' in confirmed && confirmed.case.proposed).toBe(undefined);
  });

  test('takes it back within half a minute, and not later', async () => {
    const said = await says();
    expect(await undoDecision(said, later(UNDO_MS + 1), as('moderator'))).toHaveProperty('refused');
    const undone = await undoDecision(said, later(UNDO_MS), as('moderator'));
    expect('case' in undone && [undone.case.proposed, undone.case.remarks]).toEqual([undefined, []]);
  });

  test('takes back their own words, and not what a colleague has written since', async () => {
    const written = await remarkOn(
      await says(),
      'seen at the fair, too',
      { by: 'analyst:bo', at: later(1) },
      { cases },
    );
    if ('refused' in written) throw new Error(written.refused);
    const undone = await undoDecision(written.case, later(2), as('moderator'));
    expect('case' in undone && undone.case.remarks.map(({ text }) => text)).toEqual(['seen at the fair, too']);
  });
});

describe('taking a decision back', () => {
  test.each(REVIEW_DECISIONS)('"%s" is undone within half a minute: nobody’s word stands', async (decision) => {
    const undone = await undoDecision(await decidedAs(decision), later(UNDO_MS), as('admin'));
    expect('case' in undone && [undone.case.state, caseDecision(undone.case)]).toEqual(['flagged', undefined]);
    expect((await cases.reviewQueue('nordhavn')).entries).toHaveLength(1);
  });

  test('is refused later, to others, and once something has followed', async () => {
    const decided = await decidedAs('confirm');
    expect(await undoDecision(decided, later(UNDO_MS + 1), as('admin'))).toHaveProperty('refused');
    const other = { access: anAccess('nordhavn', ['admin'], 'bo@nordhavn.example'), cases };
    expect(await undoDecision(decided, AT, other)).toHaveProperty('refused');
    const taken = await cases.transition(decided, { to: 'submitting', by: 'submit', why: 'claimed', at: AT });
    expect(await undoDecision(taken!, AT, as('admin'))).toHaveProperty('refused');
  });
});
