import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../infra/cli/main.ts', import.meta.url));

/** `markwarden start` as its own process, as a user runs it. */
export type StartedCommand = {
  process: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves with the first line of standard error that matches; rejects when the process ends before. */
  line: (pattern: RegExp) => Promise<string>;
  /** Resolves when the process has ended. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
};

export function startCommandProcess(stateDirectory: string, ...options: string[]): StartedCommand {
  const { POWERTOOLS_LOG_LEVEL: _, ...env } = process.env; // the tests' own silence would hide lines in a command's output
  const child = spawn(process.execPath, [MAIN, 'start', '--state-dir', stateDirectory, ...options], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Awaited<StartedCommand['ended']>>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    process: child,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = stderr.split('\n').find((line) => pattern.test(line));
          if (found === undefined) return;
          child.stderr.off('data', look);
          resolve(found);
        };
        child.stderr.on('data', look);
        look();
        void ended.then(() => reject(new Error(`ended before ${pattern}:\n${stderr}`)));
      }),
  };
}

export function aStateDirectory(): { path: string } & Disposable {
  const directory = mkdtempSync(path.join(tmpdir(), 'markwarden-state-'));
  return { path: directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}
