import { describe, expect, it } from 'vitest';
import { nextRemovalCheck, nextReturnCheck, nextReturnRetry } from '#shared/cases/check-schedule.ts';
import type { CaseState } from '#shared/domain/case.ts';
import { accuracyOf } from '#shared/notices/breaker.ts';
import { dailyCap } from '#shared/notices/daily-cap.ts';
import { memoryQuotaStore } from '#test/support/memory-stores.ts';

const sent = (count: number, ...reached: CaseState[]) => Array.from({ length: count }, () => ({ reached }));

describe('the accuracy breaker', () => {
  it('stays closed while too few notices were decided to judge', () => {
    expect(accuracyOf([...sent(24, 'rejected'), ...sent(500, 'submitted')])).toMatchObject({
      decided: 24,
      stop: undefined,
    });
  });

  it('stays closed at exactly 92 % accepted and opens below', () => {
    expect(accuracyOf([...sent(92, 'removed'), ...sent(8, 'rejected')]).stop).toBeUndefined();
    expect(accuracyOf([...sent(91, 'removed'), ...sent(9, 'rejected')]).stop).toMatch(/only 91\.0 % of 100 decided/);
  });

  it('stays closed at exactly 4 % counter-notices and opens above', () => {
    const countered = (count: number) =>
      accuracyOf([...sent(100 - count, 'removed'), ...sent(count, 'removed', 'counter-noticed')]);
    expect(countered(4).stop).toBeUndefined();
    expect(countered(5).stop).toMatch(/5\.0 % of 100 decided notices met a counter-notice/);
  });

  it('counts a notice that was taken back as a wrong one', () => {
    expect(accuracyOf([...sent(40, 'removed'), ...sent(10, 'submitted', 'withdrawn')]).stop).toMatch(/only 80\.0 %/);
  });
});

describe('the daily cap', () => {
  it('lets as many pass as it says, renews at midnight UTC, and takes back what was not used', async () => {
    const quotas = memoryQuotaStore();
    const cap = dailyCap(quotas, 'nordhavn', 2, new Date('2026-06-01T23:59:00.000Z'));
    expect([await cap.take(), await cap.take(), await cap.take()]).toEqual([true, true, false]);
    expect(await cap.isUsedUp()).toBe(true);
    expect(cap.renewsAt.toISOString()).toBe('2026-06-02T00:00:00.000Z');
    const tomorrow = dailyCap(quotas, 'nordhavn', 2, cap.renewsAt);
    expect(await tomorrow.isUsedUp()).toBe(false);
    await cap.giveBack();
    expect(await cap.take()).toBe(true);
    expect(await dailyCap(quotas, 'other', 1, new Date('2026-06-01T23:59:00.000Z')).take()).toBe(true);
  });
});

describe('the times of checks', () => {
  const start = new Date('2026-06-01T12:00:00.000Z');
  const plus = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
  const hoursOf = (date: Date | undefined) => date && (date.getTime() - start.getTime()) / 3_600_000;

  it('are 6 h, 12 h and then every day after sending, also when a check came late', () => {
    const hours = [0, 5.9, 6, 11, 12, 20, 24, 47, 48, 24 * 100 + 1].map((elapsed) =>
      hoursOf(nextRemovalCheck(start, plus(elapsed))),
    );
    expect(hours).toEqual([6, 6, 12, 12, 24, 24, 48, 48, 72, 24 * 101]);
  });

  it('are 1, 7 and 30 days after removal and then over', () => {
    const days = [0, 1, 6, 7, 29].map((day) => hoursOf(nextReturnCheck(start, plus(day * 24)))! / 24);
    expect(days).toEqual([1, 7, 7, 30, 30]);
    expect(nextReturnCheck(start, plus(30 * 24))).toBeUndefined();
  });

  it('come again after a look that proved nothing, but not forever', () => {
    expect(hoursOf(nextReturnRetry(start, plus(24)))).toBe(36);
    expect(nextReturnRetry(start, plus(24 * 45))).toBeUndefined();
  });
});
