import { describe, expect, test } from 'vitest';
import { model } from '#shared/scoring/model.ts';
import { sellerHistory } from '#shared/signals/seller-history.ts';
import { evidenceOf, NORDHAVN, NOW, signalValue, someFacts } from '../../support/facts.ts';

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const record = (confirmed: number[], cleared: number[] = []) =>
  someFacts({}, { sellerRecord: { confirmedAt: confirmed.map(daysAgo), clearedAt: cleared.map(daysAgo) } });

describe('seller history', () => {
  test('every confirmed case adds, up to a full hit', () => {
    const values = [1, 2, 3, 10, 100].map((count) => signalValue(sellerHistory, record(Array(count).fill(1)))!);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values[0]).toBeGreaterThan(0.4);
    expect(values.at(-1)).toBe(1);
  });

  test('strikes fade by half in 180 days', () => {
    expect(signalValue(sellerHistory, record([360]))!).toBeLessThan(signalValue(sellerHistory, record([0]))!);
    expect(signalValue(sellerHistory, record([3600]))!).toBeCloseTo(0, 1);
  });

  test('cleared cases speak for the seller, within limits', () => {
    expect(signalValue(sellerHistory, record([], [1, 2, 3]))!).toBeLessThan(0);
    expect(signalValue(sellerHistory, record([], Array(1000).fill(1)))!).toBe(-0.4);
  });

  test('a seller without decided cases is neither innocent nor guilty', () => {
    expect(signalValue(sellerHistory, record([]))).toBeNull();
    expect(signalValue(sellerHistory, someFacts())).toBeNull();
  });

  test('says how often and when', () => {
    expect(evidenceOf(sellerHistory, record([3, 10], [5]))).toBe(
      '2 earlier cases of this seller confirmed, the last on 2026-05-29; 1 earlier case of this seller cleared.',
    );
  });
});

describe('how much a record weighs', () => {
  const logOdds = (facts: ReturnType<typeof record>) =>
    signalValue(sellerHistory, facts)! * model.weights[sellerHistory.id]!.weight;

  test('a seller of nothing but copies stands clearly above one of whom three in four are', () => {
    const nothingElse = logOdds(record(Array(200).fill(0)));
    const threeInFour = logOdds(record(Array(150).fill(0), Array(50).fill(0)));
    expect(nothingElse).toBeGreaterThan(threeInFour + 1);
  });

  test('however clean, it never turns what would be expedited into nothing', () => {
    const { expediteAt, reviewAt } = NORDHAVN.enforcement;
    const cleanest = logOdds(record([], Array(1000).fill(0)));
    expect(logit(expediteAt) + cleanest).toBeGreaterThanOrEqual(logit(reviewAt) - 0.01);
  });

  test('a strike weighs more than three cleared cases', () => {
    expect(logOdds(record([0], [0, 0, 0]))).toBeGreaterThan(0);
  });
});

const logit = (share: number) => Math.log(share / (1 - share));
