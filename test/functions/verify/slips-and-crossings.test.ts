import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import type { Case } from '#shared/domain/case.ts';
import { dueDateProblem } from '#shared/notices/answers.ts';
import { reopenCase, withdrawNotice } from '#shared/notices/by-people.ts';
import type { VenueAnswer } from '#shared/notices/channels/channel.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { withdraw } from '#shared/notices/withdraw.ts';
import { aBrand } from '../../support/builders.ts';
import {
  answer,
  approved,
  DAY,
  type EnforcementWorld,
  enforcementWorld,
  examine,
  hours,
  itemsSent,
  prepared,
  stateOf,
  tasks,
  told,
} from '../../support/enforcement-world.ts';

// What people mistype, say late or say of the wrong thing, and what crosses on its way.

const caseIdOf = (id: string) => `nordhavn~bazaar~${id}~1`;
const caseOf = async (w: EnforcementWorld, id: string): Promise<Case> => (await w.cases.get(caseIdOf(id)))!;
const now = async (w: EnforcementWorld, id: string) => (await w.notices.get(id))!;
const by = 'analyst:jane';

/** A notice about these offers that left. */
async function sent(w: EnforcementWorld, ...ids: string[]): Promise<string> {
  const { notice, send } = await approved(w, ...ids);
  await send();
  return notice.id;
}

/** One whose packet waits to be filed. */
async function packed(w: EnforcementWorld, ...ids: string[]): Promise<string> {
  w.delivery = { status: 'ready-to-file', packetKey: `packets/${ids.join('-')}.zip` };
  return sent(w, ...ids);
}

const finishAll = async (w: EnforcementWorld) => {
  for (const task of await w.notices.openTasks('nordhavn')) await w.notices.finishTask(task, by, w.at);
};

/** Confirmed by a person, prepared, approved and sent. */
async function noticedAnew(w: EnforcementWorld, id: string): Promise<void> {
  await reopenCase(await caseOf(w, id), { by, why: 'looked at again' }, w);
  const confirmed = { to: 'queued', by, why: 'confirmed as infringing', at: w.at } as const;
  const queued = await w.cases.transition(await caseOf(w, id), { ...confirmed, change: { approvedBy: by } });
  await w.approve(await w.noticeOf(await w.prepare(queued!)));
}

describe('a filing', () => {
  it('that is said again with another number is not swallowed: it may be a slip, or a second one', async () => {
    const w = enforcementWorld();
    const id = await packed(w, '1');
    await fileNotice(await now(w, id), { by, number: 'A-1' }, w);
    expect(await fileNotice(await now(w, id), { by, number: 'A-1' }, w)).toMatchObject({ late: false });
    expect(await fileNotice(await now(w, id), { by, number: 'B-2' }, w)).toMatchObject({
      refused: expect.stringMatching(/was filed as A-1 already.*--number B-2/),
    });
    expect((await now(w, id)).externalId).toBe('A-1');
  });

  it('that was said without a number gets it when it is said again', async () => {
    const w = enforcementWorld();
    const id = await packed(w, '1');
    await fileNotice(await now(w, id), { by }, w);
    await fileNotice(await now(w, id), { by, number: 'A-1' }, w);
    expect((await now(w, id)).externalId).toBe('A-1');
  });

  it('under a wrong number is corrected, and the history says from what', async () => {
    const w = enforcementWorld();
    const id = await packed(w, '1');
    await fileNotice(await now(w, id), { by, number: 'A-1' }, w);
    await answer(w, id, { kind: 'received', number: 'A-2' });
    expect((await now(w, id)).externalId).toBe('A-2');
    const [last] = (await w.notices.eventsOf(id)).slice(-1);
    expect([last!.by, last!.why]).toEqual([by, "the venue's number is A-2, and not A-1"]);
  });

  it('under the number of another notice is refused, and may be said without one', async () => {
    const w = enforcementWorld();
    const first = await packed(w, '1');
    await fileNotice(await now(w, first), { by, number: 'A-1' }, w);
    w.at = hours(2);
    const second = await packed(w, '2');
    expect(await fileNotice(await now(w, second), { by, number: 'A-1' }, w)).toMatchObject({
      refused: expect.stringContaining(`notice ${first} has "A-1" already`),
    });
    expect(await stateOf(w, second)).toBe('ready-to-file');
    await fileNotice(await now(w, second), { by }, w);
    expect(await stateOf(w, second)).toBe('sent');
    const again = await fileNotice(await now(w, second), { by, number: 'A-1' }, w);
    expect(again).toMatchObject({ refused: expect.stringContaining(`notice ${first} has "A-1" already`) });
    expect((await now(w, second)).externalId).toBeUndefined();
  });

  it('under the number of another notice is refused of a withdrawn packet too: the venue would be told of the other', async () => {
    const w = enforcementWorld();
    const first = await packed(w, '1');
    await fileNotice(await now(w, first), { by, number: 'A-1' }, w);
    w.at = hours(2);
    const second = await packed(w, '2');
    await withdrawNotice(await now(w, second), { by, why: 'a licensee' }, w);
    expect(await fileNotice(await now(w, second), { by, number: 'A-1' }, w)).toMatchObject({
      refused: expect.stringContaining(`notice ${first} has "A-1" already`),
    });
    expect(await tasks(w)).toEqual([]);
  });

  it('that is said after a colleague withdrew the packet is kept, and the venue is to be told', async () => {
    const w = enforcementWorld();
    const id = await packed(w, '1');
    await withdrawNotice(await now(w, id), { by: 'analyst:kim', why: 'a licensee' }, w);
    for (let said = 0; said < 2; said++) await fileNotice(await now(w, id), { by, number: 'A-1' }, w);
    expect(await now(w, id)).toMatchObject({ state: 'withdrawn', externalId: 'A-1', sentAt: w.at.toISOString() });
    const [task, ...others] = await w.notices.openTasks('nordhavn');
    expect([others, task]).toMatchObject([[], { kind: 'tell-venue-withdrawn', text: expect.stringContaining('A-1') }]);
    await noticedAnew(w, '1');
    expect(itemsSent(w)).toEqual(['1']); // the venue has it once already: its key is taken
    await noticedAnew(w, '1');
    expect(itemsSent(w)).toEqual(['1', '1']);
  });
});

describe('an answer', () => {
  it('that is entered before every offer knows that its notice left is heard', async () => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w, '1');
    const { writeTarget } = w.notices;
    w.notices.writeTarget = async (from, to) => {
      if (w.sent.length > 0) throw new Error('died');
      return writeTarget(from, to);
    };
    await expect(send()).rejects.toThrow('died');
    w.notices.writeTarget = writeTarget;
    const { moved } = await answer(w, notice.id, { kind: 'refused', refusal: 'merits' });
    expect([moved.length, (await caseOf(w, '1')).state]).toEqual([1, 'rejected']);
  });

  it('that names a day before the notice left, or years away, is refused with the field', async () => {
    const w = enforcementWorld();
    const notice = await now(w, await sent(w, '1'));
    expect(dueDateProblem(notice, { dueAt: '2025-06-03T12:00:00.000Z' }, w.at)).toMatch(/^dueAt: 2025-06-03 is before/);
    expect(dueDateProblem(notice, { dueAt: '2036-06-03T12:00:00.000Z' }, w.at)).toMatch(/^dueAt: .* than a year away/);
    expect(dueDateProblem(notice, { dueAt: '2026-06-01T00:00:00.000Z' }, w.at)).toBeUndefined();
    expect(dueDateProblem(notice, {}, w.at)).toBeUndefined();
  });

  it('that the venue stands by a removal, after an objection that nobody told us of, is its agreement', async () => {
    const w = enforcementWorld();
    const id = await sent(w, '1');
    await answer(w, id, { kind: 'upheld' });
    w.pages.state = 'bare 404';
    for (const hour of [1, 3]) await w.tick(hour);
    expect((await caseOf(w, '1')).state).toBe('removed');
  });

  it('that the venue takes down on appeal what it had put back is heard; an earlier word that it repeats is not', async () => {
    const w = enforcementWorld();
    const id = await sent(w, '1', '2');
    const says = (...stages: VenueAnswer['stage'][]) => {
      w.answersSay = stages.map((stage) => ({ stage, reasons: [], itemId: '1' }));
    };
    says('removed', 'restored');
    await w.tick(2);
    expect((await caseOf(w, '1')).state).toBe('restored');
    says('removed', 'restored', 'removed');
    await w.tick(5);
    expect((await caseOf(w, '1')).state).toBe('acknowledged');
    await answer(w, id, { kind: 'restored', caseIds: [caseIdOf('1')] });
    says('removed', 'restored', 'removed', 'in-review');
    await w.tick(8);
    await answer(w, id, { kind: 'accepted' });
    expect([(await caseOf(w, '1')).state, (await caseOf(w, '2')).state]).toEqual(['restored', 'acknowledged']);
  });
});

describe('what the venue takes down although it was withdrawn', () => {
  it.each(['the whole notice', 'one offer, by its API', 'one offer, told by a person'])(
    'is to be told: %s',
    async (how) => {
      const w = enforcementWorld();
      const id = await sent(w, '1', '2');
      await w.tick(1);
      const caseIds = how === 'the whole notice' ? [] : [caseIdOf('1')];
      await withdraw(await now(w, id), { by, why: 'a licensee', caseIds }, w);
      await finishAll(w);
      w.at = hours(DAY);
      if (how === 'one offer, by its API') {
        w.answersSay = [{ stage: 'removed', reasons: [], itemId: '1' }];
        for (const hour of [25, 40, 60]) await w.tick(hour);
      } else for (let said = 0; said < 2; said++) await answer(w, id, { kind: 'accepted', caseIds });
      const [task, ...others] = await w.notices.openTasks('nordhavn');
      expect([others, task]).toMatchObject([
        [],
        { kind: 'tell-venue-withdrawn', text: expect.stringMatching(/says accepted of .* withdrawn.* once more/) },
      ]);
      expect((await caseOf(w, '1')).state).toBe('withdrawn');
    },
  );
});

describe('four eyes', () => {
  const strict = () => enforcementWorld({ brand: aBrand({ enforcement: { fourEyes: true } }) });

  it('are those of two people: a program is neither', async () => {
    const w = strict();
    const { notice } = await prepared(w, '1');
    await w.approve(notice);
    const outcome = await w.approve(await now(w, notice.id), { by: 'machine:filing' });
    expect(outcome).toMatchObject({ refused: expect.stringContaining('a program is none') });
    expect([await stateOf(w, notice.id), w.sent.length]).toEqual(['first-eye', 0]);
  });

  it('are asked for when one has approved, and every week while the other is away', async () => {
    const w = strict();
    const { notice } = await prepared(w, '1');
    await w.tick(2);
    const before = told(w).length;
    await w.approve(await now(w, notice.id));
    expect(w.alertsSent.slice(before).map(({ message }) => message)).toEqual([
      expect.stringContaining('jane has approved it, and another person must too'),
    ]);
    for (let day = 1; day < 24; day++) await w.tick(day * DAY);
    expect(told(w).slice(before)).toEqual(Array(4).fill('awaiting-approval'));
    await w.approve(await now(w, notice.id), { by: 'analyst:kim' });
    expect(await stateOf(w, notice.id)).not.toBe('first-eye');
  });

  it('that nobody opens at all are asked for every week too; in shadow, where nobody can, once', async () => {
    for (const [mode, times] of [
      ['review', 3],
      ['shadow', 1],
    ] as const) {
      const w = enforcementWorld({ brand: aBrand({ enforcement: { mode } }) });
      await prepared(w, '1');
      for (let day = 0.1; day < 20; day++) await w.tick(day * DAY);
      expect([mode, told(w)]).toEqual([mode, Array(times).fill('awaiting-approval')]);
    }
  });
});

describe('a task about an offer', () => {
  it.each([
    ['refused for its form', { kind: 'refused', refusal: 'form' }],
    ['put back', { kind: 'restored' }],
  ] as const)('that was %s is over when the offer left anew', async (_, said) => {
    const w = enforcementWorld();
    await answer(w, await sent(w, '1', '2'), { ...said, caseIds: [caseIdOf('1')] });
    expect(await tasks(w)).toHaveLength(1);
    await noticedAnew(w, '1');
    expect([itemsSent(w), await tasks(w)]).toEqual([['1', '2', '1'], []]);
  });

  it('that was refused for its form is nobody’s once a person has cleared the offer', async () => {
    const w = enforcementWorld();
    await answer(w, await sent(w, '1'), { kind: 'refused', refusal: 'form' });
    await w.cases.transition(await caseOf(w, '1'), { to: 'dismissed', by, why: 'genuine', at: w.at });
    const before = told(w).length;
    for (let day = 1; day < 7; day++) await w.tick(day * DAY);
    expect([await tasks(w), told(w).slice(before)]).toEqual([[], []]);
  });
});

const withdrawOne = async (w: EnforcementWorld, id: string) =>
  withdraw(await now(w, id), { by, why: 'our mistake', caseIds: [caseIdOf('1')] }, w);

describe('an offer that the venue has taken down', () => {
  it('and whose goods turn out to be genuine when nobody looks any more is asked about all the same', async () => {
    const w = enforcementWorld();
    await sent(w, '1');
    w.pages.state = 'removed';
    for (let day = 1; day < 100; day++) await w.tick(day * DAY);
    expect((await w.targetOf({ id: caseIdOf('1') })).nextCheckAt).toBeUndefined();
    await examine(w, { id: caseIdOf('1') }, 'genuine');
    await w.tick(100 * DAY);
    expect(await tasks(w)).toEqual(['found-genuine']);
  });

  it.each([
    ['withdrawn', (w: EnforcementWorld, id: string) => withdrawOne(w, id)],
    ['refused', (w: EnforcementWorld, id: string) => answer(w, id, { kind: 'refused', refusal: 'merits' })],
    ['put back', (w: EnforcementWorld, id: string) => answer(w, id, { kind: 'restored' })],
  ] as const)('or had, and is %s by now, is not asked about when its goods turn out to be genuine', async (_, end) => {
    const w = enforcementWorld();
    await end(w, await sent(w, '1', '2'));
    const before = await tasks(w);
    await examine(w, { id: caseIdOf('1') }, 'genuine');
    await w.tick(DAY);
    expect([await tasks(w), (await w.targetOf({ id: caseIdOf('1') })).nextCheckAt]).toEqual([before, undefined]);
  });

  it('before its question was answered is removed, though the date has passed', async () => {
    const w = enforcementWorld();
    await answer(w, await sent(w, '1'), { kind: 'clarify', dueAt: hours(5).toISOString() });
    w.pages.state = 'removed';
    await w.tick(DAY);
    expect([(await caseOf(w, '1')).state, await tasks(w)]).toEqual(['removed', []]);
  });
});

describe('a right', () => {
  it.each([
    ['was cancelled', aBrand({ marks: [{ ...aBrand().marks[0]!, number: '018999999' }] })],
    [
      'was sold',
      aBrand({
        contacts: {
          ...aBrand().contacts,
          rightsOwner: { ...aBrand().contacts.rightsOwner!, name: 'Havgrund ApS', company: 'Havgrund ApS' },
        },
      }),
    ],
  ])('that %s after its notice left is asked about, once for all its offers', async (_, brand) => {
    const w = enforcementWorld();
    await sent(w, '1', '2', '3');
    w.brand = brand as never;
    for (const hour of [1, 6, 24]) await w.tick(hour);
    expect(await tasks(w)).toEqual(['right-gone']);
    await finishAll(w);
    for (const hour of [48, 72]) await w.tick(hour);
    expect(await tasks(w)).toEqual([]);
  });

  it('that was renewed is not asked about', async () => {
    const w = enforcementWorld();
    await sent(w, '1');
    w.brand = aBrand({ marks: [{ ...aBrand().marks[0]!, expires: '2046-01-01' }] });
    for (const hour of [1, 6, 24]) await w.tick(hour);
    expect(await tasks(w)).toEqual([]);
  });
});

it('a notice does not go the way that was arranged when it was written, where the brand has arranged another since', async () => {
  const w = enforcementWorld();
  const { notice } = await approved(w, '1');
  w.brand = aBrand({ enforcement: { channels: [{ programme: 'bazaar', by: 'packet' }] } });
  await submit({ noticeId: notice.id }, w);
  await w.deliver();
  expect(w.sent).toEqual([]);
  expect((await w.noticeOf({ id: caseIdOf('1') })).channel).toBe('packet');
});
