import { readFileSync } from 'node:fs';
import { UsageError } from '#infra/local/usage-error.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder, and a file is expected',
  ENOTDIR: 'what should be a folder is a file',
  EEXIST: 'it is there already',
  EACCES: 'you have no right to',
  EPERM: 'you have no right to',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** What is wrong with a file that somebody named, in plain words; undefined when the error is about no file. */
function fileProblem(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined ? WORDS[code] : undefined;
}

/** The same of a file that a command could not open, or write, as a sentence. */
export function openProblem(error: unknown): string | undefined {
  const problem = fileProblem(error);
  return problem && `Cannot open ${(error as NodeJS.ErrnoException).path ?? 'a file'}: ${problem}.`;
}

/** @throws UsageError when the file cannot be read; `hint` says what else can be done, as a sentence. */
export function readInput(path: string, hint = ''): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const problem = /^https?:/i.test(path) ? 'it is an address, and a file is expected' : fileProblem(error);
    throw new UsageError(`Cannot read ${path}: ${problem ?? (error as Error).message}.${hint && ` ${hint}`}`);
  }
}
