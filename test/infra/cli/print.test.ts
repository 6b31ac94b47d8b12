import { afterEach, expect, test, vi } from 'vitest';
import { printJson, printTable, say } from '#infra/cli/print.ts';

// A seller's item number ends up in a case's id, and that on a terminal.
const HOSTILE = 'case~\u001b[2J\u009b31m\u202e1';

afterEach(() => {
  vi.restoreAllMocks();
});

function written(stream: NodeJS.WriteStream, work: () => void): string {
  let all = '';
  vi.spyOn(stream, 'write').mockImplementation((text) => {
    all += text;
    return true;
  });
  work();
  return all;
}

test('whatever is printed, a terminal obeys none of it', () => {
  const printed = [
    written(process.stdout, () => printTable(['case'], [[HOSTILE]])),
    written(process.stderr, () => say(`Case ${HOSTILE} is queued.\nTwo lines.`)),
    written(process.stdout, () => printJson({ id: HOSTILE })),
  ];

  for (const text of printed) {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).toContain('case~');
  }
  expect(printed[1]).toContain('\nTwo lines.\n');
});

test('as JSON it is still what it was', () => {
  const printed = written(process.stdout, () => printJson({ id: HOSTILE }));

  expect(JSON.parse(printed)).toEqual({ id: HOSTILE });
});
