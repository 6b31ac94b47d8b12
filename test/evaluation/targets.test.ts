import { describe, expect, test } from 'vitest';
import { isBroken, isKept, type Target, targetTable } from './targets.ts';

const recall = (measured: number, extra: Partial<Target> = {}): Target => ({
  promise: 'names found',
  required: 0.9,
  measured,
  better: 'higher',
  unit: '%',
  ...extra,
});

describe('a promise', () => {
  test('is kept from the required figure on, whichever way is better', () => {
    expect([recall(0.9), recall(0.89)].map(isKept)).toEqual([true, false]);
    const errors = { better: 'lower', required: 0.02 } as const;
    expect([recall(0.02, errors), recall(0.03, errors)].map(isKept)).toEqual([true, false]);
  });

  test('that could not be measured is not kept, and is broken', () => {
    expect(isKept(recall(Number.NaN))).toBe(false);
    expect(isBroken(recall(Number.NaN))).toBe(true);
  });

  test('is broken only when chance cannot explain it and nobody has said why', () => {
    expect(isBroken(recall(0.88, { interval: [0.8, 0.93] }))).toBe(false);
    expect(isBroken(recall(0.88, { interval: [0.86, 0.895] }))).toBe(true);
    expect(isBroken(recall(0.88))).toBe(true);
    expect(isBroken(recall(0.88, { shortfall: 'drawn without the fonts' }))).toBe(false);
    expect(isBroken(recall(0.03, { better: 'lower', required: 0.02, interval: [0.025, 0.04] }))).toBe(true);
  });

  test('stands in the table with its figure, its interval, and the reason why it is not kept', () => {
    const table = targetTable([
      recall(0.953, { interval: [0.94, 0.96] }),
      recall(0.5, { shortfall: 'too few pictures' }),
      recall(Number.NaN, { unit: 'per million' }),
    ]);
    expect(table).toContain('| names found | ≥ 90.0 % | 95.3 % (94.0 % to 96.0 %) | kept |');
    expect(table).toContain('| 50.0 % | **not kept**: too few pictures |');
    expect(table).toContain('| – | **not kept** |');
  });
});
