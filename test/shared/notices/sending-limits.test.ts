import { describe, expect, it } from 'vitest';
import { nextLook, nextRetry } from '#shared/cases/check-schedule.ts';
import type { TargetState } from '#shared/domain/target.ts';
import { accuracyOf as accuracyAt } from '#shared/notices/breaker.ts';
import { countFiled, dailyCap } from '#shared/notices/daily-cap.ts';
import { memoryQuotaStore } from '#test/support/memory-stores.ts';

/** When nothing of it is young any more. */
const LATER = new Date('2026-08-01T00:00:00.000Z');
const accuracyOf = (all: Parameters<typeof accuracyAt>[0]) => accuracyAt(all, LATER);

let minutes = 0;
/** A notice each. */
const sent = (count: number, ...reached: TargetState[]) =>
  Array.from({ length: count }, () => ({
    reached,
    reason: 'counterfeit',
    sentAt: new Date(Date.UTC(2026, 5, 1) + minutes++ * 60_000).toISOString(),
  }));
const mixed = (...groups: ReturnType<typeof sent>[]) => {
  // One of each in turn, so that no run of refusals decides.
  const longest = Math.max(...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, n) => groups.flatMap((group) => group[n] ?? [])).flat();
};

describe('the accuracy breaker', () => {
  it('stays closed at exactly 92 % accepted and opens below', () => {
    expect(accuracyOf(mixed(sent(92, 'removed'), sent(8, 'lost'))).stop).toBeUndefined();
    expect(accuracyOf(mixed(sent(91, 'removed'), sent(9, 'lost'))).stop).toMatch(/only 91\.0 % of 100 decided/);
  });

  it('stays closed at exactly 4 % counter-notices and opens above', () => {
    const countered = (count: number) =>
      accuracyOf([...sent(100 - count, 'removed'), ...sent(count, 'removed', 'contested')]);
    expect(countered(4).stop).toBeUndefined();
    expect(countered(5).stop).toMatch(/5\.0 % of 100 decided targets met a counter-notice/);
  });

  it('counts a target that was taken back, or put back by the venue, as a wrong one', () => {
    expect(accuracyOf(mixed(sent(40, 'removed'), sent(10, 'noticed', 'withdrawn'))).stop).toMatch(/only 80\.0 %/);
    expect(accuracyOf(mixed(sent(40, 'removed'), sent(10, 'removed', 'contested', 'restored'))).stop).toMatch(
      /only 80\.0 %/,
    );
  });

  it('opens with few decisions when luck alone would hardly explain them: 24 of 24 refused, and 3 of 5', () => {
    expect(accuracyOf(sent(24, 'lost')).stop).toBeDefined();
    expect(accuracyOf(mixed(sent(3, 'lost'), sent(2, 'removed'))).stop).toMatch(/3 of 5 decided/);
    expect(accuracyOf(mixed(sent(20, 'removed'), sent(2, 'lost'))).stop).toBeUndefined();
    expect(accuracyOf(sent(2, 'lost')).stop).toBeUndefined();
  });

  it('does not take the first refusals of many offers for all of it: they come before the removals', () => {
    const refusedFirst = (undecided: number) => {
      const together = '2026-06-01T12:00:00.000Z';
      return [...sent(3, 'lost'), ...sent(undecided, 'noticed', 'in-review')].map((one) => ({
        ...one,
        sentAt: together,
      }));
    };
    const [soon, late] = [new Date('2026-06-02T12:00:00.000Z'), new Date('2026-06-09T12:00:00.000Z')];
    expect(accuracyAt(refusedFirst(37), soon).stop).toBeUndefined();
    expect(accuracyAt(refusedFirst(5), soon).stop).toMatch(/3 of 3 decided .* 5 are too young/);
    expect(accuracyAt(refusedFirst(37), late).stop).toMatch(/3 of 3 decided/);
  });

  it('opens after three notices refused on the merits in a row, however good the record was', () => {
    expect(accuracyOf([...sent(200, 'removed'), ...sent(3, 'lost')]).stop).toMatch(/last three/);
    expect(accuracyOf([...sent(200, 'removed'), ...sent(2, 'lost'), ...sent(1, 'removed')]).stop).toBeUndefined();
    // Three offers of one notice are one notice.
    const together = sent(3, 'lost').map((target) => ({ ...target, sentAt: '2026-07-01T00:00:00.000Z' }));
    expect(accuracyOf([...sent(200, 'removed'), ...together]).stop).toBeUndefined();
  });

  it('holds no refusal of the form against the offers', () => {
    expect(accuracyOf(sent(30, 'noticed', 'to-correct'))).toMatchObject({
      decided: 0,
      formRefused: 30,
      stop: undefined,
    });
  });

  it('looks at each reason that has enough decisions by itself', () => {
    const bad = mixed(sent(20, 'removed'), sent(8, 'lost')).map((target) => ({
      ...target,
      reason: 'copyright-image%3Apicture',
    }));
    expect(accuracyOf([...bad, ...sent(400, 'removed')]).stop).toMatch(/^for copyright-image:picture: only/);
  });
});

describe('the daily cap', () => {
  it('counts targets, lets as many pass as it says and renews at midnight UTC', async () => {
    const quotas = memoryQuotaStore();
    const cap = dailyCap(quotas, 'nordhavn', 10, new Date('2026-06-01T23:59:00.000Z'));
    expect([await cap.take(6, 'a'), await cap.take(5, 'b'), await cap.take(4, 'c')]).toEqual([true, false, true]);
    expect(cap.renewsAt.toISOString()).toBe('2026-06-02T00:00:00.000Z');
    expect(await dailyCap(quotas, 'nordhavn', 10, cap.renewsAt).take(10, 'd')).toBe(true);
    expect(await dailyCap(quotas, 'other', 1, new Date('2026-06-01T23:59:00.000Z')).take(1, 'e')).toBe(true);
  });

  it('counts what a person filed, whether there was room or not', async () => {
    const quotas = memoryQuotaStore();
    const at = new Date('2026-06-01T12:00:00.000Z');
    await countFiled(quotas, { id: 'filed', brandId: 'nordhavn' }, 300, at);
    expect(await dailyCap(quotas, 'nordhavn', 50, at).take(1, 'f')).toBe(false);
  });
});

describe('the times of checks', () => {
  const start = new Date('2026-06-01T12:00:00.000Z');
  const plus = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
  const hoursOf = (date: Date | undefined) => date && (date.getTime() - start.getTime()) / 3_600_000;

  it('are 1 h, 6 h, 24 h, 3 days and then every week for 90 days, also when a check came late', () => {
    const hours = [0, 0.9, 1, 6, 23, 24, 71, 72, 24 * 7, 24 * 80].map((elapsed) =>
      hoursOf(nextLook(start, plus(elapsed))),
    );
    expect(hours).toEqual([1, 1, 6, 24, 24, 72, 72, 168, 336, 24 * 84]);
    expect(nextLook(start, plus(24 * 84))).toBeUndefined();
  });

  it('come again after a look that proved nothing, but not forever', () => {
    expect(hoursOf(nextRetry(start, plus(24)))).toBe(36);
    expect(nextRetry(start, plus(24 * 90))).toBeUndefined();
  });
});
