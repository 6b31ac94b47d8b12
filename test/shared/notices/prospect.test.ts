import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetState } from '#shared/domain/target.ts';
import { prospectOf, prospectWords } from '#shared/notices/prospect.ts';
import type { SentTarget } from '#shared/stores/notice-store.ts';
import { aNoticeRecord } from '../../support/notice-builders.ts';

const NOW = new Date('2026-11-30T12:00:00.000Z');
const { content } = aNoticeRecord();
const REASON = `${content.claim.kind}%3A${encodeURIComponent(content.claim.reason.code)}`;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const left = (days: number, reached: TargetState[], reason = REASON): SentTarget => ({
  reached: ['noticed', ...reached],
  reason,
  sentAt: daysAgo(days),
});
const ask = (sent: readonly SentTarget[]) => prospectOf(content, sent, NOW);
const FIVE = [40, 45, 50, 55, 60].map((days) => left(days, ['removed']));

describe('whether a notice will succeed', () => {
  it('is not known below five notices that left long enough ago', () => {
    expect(ask(FIVE.slice(1))).toEqual({ notices: 4, offers: 4, removed: 4 });
    expect(prospectWords(ask(FIVE.slice(1)))).toContain('is not known: 4 notices');
    expect(prospectWords(ask([]))).toContain('no notice of this brand');
  });

  it('is counted among what left for the same venue and reason, with what the venue never acted on', () => {
    const sent = [
      ...FIVE,
      left(35, []), // still there
      left(35, ['lost']),
      left(35, ['removed', 'restored']),
      left(35, ['ended']), // gone by itself
      left(29, ['removed']), // too young for its like that are still there
      left(35, ['removed'], 'copyright%3A1'),
    ];
    expect(ask(sent)).toMatchObject({ notices: 6, offers: 8, removed: 5 });
    expect(prospectWords(ask(sent))).toMatch(
      /Of 8 offers in 6 notices .* took 5 down: 63 % \(\d+ % to \d+ % with 95 %/,
    );
  });

  it('is as wide as so few decisions allow, however many offers each was about', () => {
    const many = FIVE.flatMap((each) => Array.from({ length: 100 }, () => each));
    expect(ask(many).interval).toEqual(ask(FIVE).interval);
    expect(ask(FIVE).interval!.least).toBeLessThan(0.6);
  });

  it('has the share within its interval, and never more removed than there were', () => {
    const state = fc.subarray<TargetState>(['removed', 'lost', 'ended', 'contested', 'withdrawn', 'restored']);
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), state), { maxLength: 40 });
    fc.assert(
      fc.property(some, (all) => {
        const { offers, removed, interval } = ask(all.map(([days, reached]) => left(days, reached)));
        expect(removed).toBeLessThanOrEqual(offers);
        if (!interval) return;
        expect(interval.least).toBeLessThanOrEqual(removed / offers + 1e-9);
        expect(interval.most).toBeGreaterThanOrEqual(removed / offers - 1e-9);
      }),
    );
  });
});
