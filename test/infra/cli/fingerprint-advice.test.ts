import { describe, expect, test } from 'vitest';
import { fingerprintAdvice, REACH_A_PERSON } from '#infra/cli/fingerprint-advice.ts';
import targets from '../../../docs/evaluation/targets.json' with { type: 'json' };

const measured = (words: string): number =>
  targets['replica-lists'].find(({ promise }) => promise.includes(words))!.measured;

describe('advice on the fingerprint', () => {
  test('quotes what was last measured', () => {
    expect(REACH_A_PERSON.everyProduct).toBeCloseTo(measured('copies to a person, every product'), 2);
    expect(REACH_A_PERSON.halfOfThem).toBeCloseTo(measured('copies to a person, half'), 2);
  });

  test('says how many products are known, what half of them cost, and asks for the others', () => {
    const advice = fingerprintAdvice(2);
    expect(advice).toMatch(/^The fingerprint has 2 products\. If the brand sells more, add the missing ones/);
    expect(advice).toMatch(/\d+ % of the copies reach a person with every product known, \d+ % with half of them/);
  });

  test('a brand without products is told that no price can be compared', () => {
    expect(fingerprintAdvice(0)).toContain('no price can be compared');
  });
});
