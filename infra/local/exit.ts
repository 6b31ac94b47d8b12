/** Exit codes of every command, so that scripts can tell "nothing found" from "could not look". */
export const EXIT = { ok: 0, usage: 2, coverage: 3, internal: 4, unfinished: 5 } as const;

/** The person gave us something we cannot use. The message says what is expected; exit code 2, no stack trace. */
export class UsageError extends Error {
  override name = 'UsageError';
}
