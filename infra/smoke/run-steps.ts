/** One thing that must hold. `run` says what it saw; it throws when it does not hold. */
export type Step = { name: string; run: () => Promise<string> };

export type StepResult = {
  name: string;
  verdict: 'PASS' | 'FAIL' | 'NOT RUN';
  /** What was seen, or why it failed. */
  note: string;
  seconds: number;
  usdSoFar: number;
};

/** Runs them in order and tells each result at once. Each builds on the one before: after a failure the rest is not run. */
export async function runSteps(
  steps: readonly Step[],
  { costSoFar, tell }: { costSoFar: () => Promise<number>; tell: (result: StepResult) => void },
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const { name, run } of steps) {
    const startedMs = performance.now();
    const usdSoFar = results.at(-1)?.usdSoFar ?? 0;
    const result: StepResult = { name, verdict: 'NOT RUN', note: 'an earlier step failed', seconds: 0, usdSoFar };
    if (results.every(({ verdict }) => verdict === 'PASS')) {
      [result.verdict, result.note] = await run().then(
        (note): [StepResult['verdict'], string] => ['PASS', note],
        (error: unknown) => ['FAIL', error instanceof Error ? error.message : String(error)],
      );
      result.seconds = Math.round((performance.now() - startedMs) / 100) / 10;
      result.usdSoFar = await costSoFar();
    }
    results.push(result);
    tell(result);
  }
  return results;
}

/** "PASS  scan  12.3 s  $0.0004  one page, complete" */
export const resultLine = ({ name, verdict, note, seconds, usdSoFar }: StepResult): string =>
  [verdict.padEnd(7), name.padEnd(14), `${seconds.toFixed(1)} s`.padStart(8), `$${usdSoFar.toFixed(4)}`, note].join(
    '  ',
  );
