import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { run } from '#infra/cli/run.ts';

/** What a command wrote, and its exit code. */
export type Ended = { status: number; stdout: string; stderr: string };

/**
 * Runs a command line in this process, without the half second that a process of its own takes to load. Only one at a time: the terminal
 * and the exit code are the process's.
 * @param input what stands on standard input
 */
export async function inTerminal(args: readonly string[], input: string | Buffer = ''): Promise<Ended> {
  const ended: Ended = { status: 0, stdout: '', stderr: '' };
  const before = { exitCode: process.exitCode, stdin: Object.getOwnPropertyDescriptor(process, 'stdin')! };
  const writes = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      ended[name] += text;
      return true;
    }),
  );
  const errors = vi.spyOn(console, 'error').mockImplementation((...words) => {
    ended.stderr += `${words.join(' ')}\n`;
  });
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([Buffer.from(input)]) });
  process.exitCode = undefined;
  try {
    await run(args);
    return { ...ended, status: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = before.exitCode;
    Object.defineProperty(process, 'stdin', before.stdin);
    for (const spy of [...writes, errors]) spy.mockRestore();
  }
}
