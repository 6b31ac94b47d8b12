import { expect, it } from 'vitest';
import { createProgress } from '#infra/local/start/progress.ts';

/** Somewhere that is no terminal, with a clock that is set by hand. */
function aFile() {
  const lines: string[] = [];
  const clock = { ms: 0 };
  const output = { isTTY: false, write: (text: string) => lines.push(text) > 0 };
  return { lines, clock, progress: createProgress(output, () => clock.ms) };
}

it('away from a terminal, progress is a line every few seconds and not one for every step', () => {
  const { lines, clock, progress } = aFile();
  for (let step = 0; step < 100; step++) {
    clock.ms = step * 100;
    progress.update(step / 100, `step ${step}`);
  }
  expect(lines).toEqual(['step 0\n', 'step 30\n', 'step 60\n', 'step 90\n']);
});

it('what came last is said when it ends, once', () => {
  const { lines, progress } = aFile();
  progress.update(0, 'first');
  progress.update(1, 'last');
  progress.finish();
  progress.finish();
  expect(lines).toEqual(['first\n', 'last\n']);
});

it('what is said in between is written at once', () => {
  const { lines, progress } = aFile();
  progress.update(0, 'first');
  progress.say('by the way');
  expect(lines).toEqual(['first\n', 'by the way\n']);
});
