import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTICE_MOVES, NoticeInput, NoticeState, noticeAfter } from '#shared/domain/notice-record.ts';
import { isOpenTarget, TARGET_MOVES, TargetInput, TargetState, targetAfter } from '#shared/domain/target.ts';

const inputs = fc.array(fc.constantFrom(...TargetInput.options), { maxLength: 40 });

/** The reference model: what a lawyer would remember of one offer, in plain flags. */
function reference(said: readonly TargetInput[]) {
  const memory = { left: false, agreed: false, over: false };
  for (const input of said) {
    if (input === 'left') memory.left = true;
    if (memory.left && (input === 'accepted' || input === 'removed-by-venue' || input === 'upheld'))
      memory.agreed = true;
    if (input === 'withdrawn') memory.over = true;
  }
  return memory;
}

const VENUE_TAKES_DOWN: ReadonlySet<TargetInput> = new Set(['accepted', 'upheld', 'removed-by-venue']);

const play = (said: readonly TargetInput[]) =>
  said.reduce<{ state: TargetState; accepted: boolean }>((at, input) => targetAfter(at, input) ?? at, {
    state: 'drafted',
    accepted: false,
  });

describe('a target, whatever happens to it in whatever order', () => {
  it('is never counted as removed unless the venue agreed or said so', () => {
    fc.assert(
      fc.property(inputs, (said) => {
        if (play(said).state === 'removed') expect(reference(said).agreed).toBe(true);
      }),
    );
  });

  it('is nothing at the venue before it left', () => {
    fc.assert(
      fc.property(inputs, (said) => {
        if (!reference(said).left) expect(['drafted', 'taken-out', 'withdrawn']).toContain(play(said).state);
      }),
    );
  });

  it('once withdrawn stays so, whatever the venue says later', () => {
    fc.assert(
      fc.property(inputs, (said) => {
        expect(play(['left', 'withdrawn', ...said]).state).toBe('withdrawn');
      }),
    );
  });

  it('once restored is noticed no more by itself: only the venue can take it down after all', () => {
    const said = fc.array(fc.constantFrom(...TargetInput.options.filter((input) => !VENUE_TAKES_DOWN.has(input))));
    fc.assert(
      fc.property(said, (all) => {
        expect(['restored', 'withdrawn']).toContain(play(['left', 'restored', ...all]).state);
      }),
    );
    for (const input of VENUE_TAKES_DOWN)
      expect(['in-review', 'removed']).toContain(play(['left', 'restored', input]).state);
  });

  it('can be withdrawn by a person from every state that is not over', () => {
    for (const state of TargetState.options)
      if (state !== 'taken-out' && state !== 'withdrawn') expect(TARGET_MOVES[state].withdrawn).toBe('withdrawn');
    expect(TargetState.options.filter((state) => isOpenTarget({ state }))).toHaveLength(5);
  });
});

describe('a notice, whatever happens to it in whatever order', () => {
  const said = fc.array(fc.constantFrom(...NoticeInput.options), { maxLength: 40 });
  const states = (all: readonly NoticeInput[]) => {
    const seen: NoticeState[] = ['draft'];
    for (const input of all) seen.push(noticeAfter(seen.at(-1)!, input) ?? seen.at(-1)!);
    return seen;
  };

  it('leaves only after an approval, and after `sent` never again', () => {
    fc.assert(
      fc.property(said, (all) => {
        const seen = states(all);
        const sending = seen.indexOf('sending');
        if (sending >= 0) expect(seen.slice(0, sending)).toContain('approved');
        const sent = seen.indexOf('sent');
        if (sent >= 0) expect(seen.slice(sent)).not.toContain('sending');
      }),
    );
  });

  it('of unknown fate goes back only when it is certain that it did not arrive', () => {
    expect(Object.entries(NOTICE_MOVES.uncertain).filter(([, to]) => to === 'approved')).toEqual([
      ['not-found', 'approved'],
    ]);
    expect(NOTICE_MOVES.sending.unknown).toBe('uncertain');
  });

  it('can be left by a person from every state but in flight and withdrawn', () => {
    for (const state of NoticeState.options)
      if (state !== 'sending' && state !== 'withdrawn') expect(NOTICE_MOVES[state].withdrawn).toBe('withdrawn');
  });
});
