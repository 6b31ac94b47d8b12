/** Exit codes of every command, so that scripts can tell "nothing found" from "could not look". */
export const EXIT = { ok: 0, usage: 2, coverage: 3, internal: 4, unfinished: 5 } as const;
