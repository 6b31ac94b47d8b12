import { describe, expect, it } from 'vitest';
import { costSoFar } from '#infra/smoke/cost-so-far.ts';
import { resultLine, runSteps, type StepResult } from '#infra/smoke/run-steps.ts';

describe('the steps of a smoke test', () => {
  it('stop at the first that fails, say why, and call none passed that was not run', async () => {
    const told: StepResult[] = [];
    let cost = 0;
    const results = await runSteps(
      [
        { name: 'brand', run: async () => 'registered' },
        { name: 'scan', run: () => Promise.reject(new Error('the page is blocked: captcha')) },
        { name: 'case', run: async () => 'must not run' },
      ],
      { costSoFar: async () => ++cost, tell: (result) => told.push(result) },
    );

    expect(results.map(({ name, verdict, note, usdSoFar }) => [name, verdict, note, usdSoFar])).toEqual([
      ['brand', 'PASS', 'registered', 1],
      ['scan', 'FAIL', 'the page is blocked: captcha', 2],
      ['case', 'NOT RUN', 'an earlier step failed', 2],
    ]);
    expect(told).toEqual(results);
    expect(resultLine(results[1]!)).toMatch(/^FAIL +scan +\d+\.\d s {2}\$2\.0000 {2}the page is blocked: captcha$/);
  });

  it('have cost what the functions ran and a share of what stands still, by hand', () => {
    const hour = costSoFar([], 1);
    expect(hour).toBeGreaterThan(0.01); // some eleven dollars a month
    expect(hour).toBeLessThan(0.03);
    const ran = costSoFar([{ memoryMb: 2048, invocations: 10, ms: 60_000 }], 1) - hour;
    expect(ran).toBeCloseTo(10 * 0.2e-6 + 60 * 2 * 0.0000166667, 10);
  });
});
