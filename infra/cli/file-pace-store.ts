import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { PaceStore } from '#shared/stores/pace-store.ts';

const State = z.record(
  z.string(),
  z.object({ nextMs: z.number(), pausedUntilMs: z.number(), strikes: z.number(), struckAtMs: z.number() }),
);
type State = z.infer<typeof State>;

/** The pace of one person's commands, kept in a file so that a loop over addresses is as polite as one long run. */
export function createFilePaceStore(file: string): PaceStore {
  const change = <T>(host: string, apply: (item: State[string]) => T): T => {
    const state = existsSync(file) ? State.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
    state[host] ??= { nextMs: 0, pausedUntilMs: 0, strikes: 0, struckAtMs: 0 };
    const result = apply(state[host]);
    writeFileSync(file, JSON.stringify(state));
    return result;
  };
  return {
    reserve: async (host, nowMs, intervalMs, horizonMs) =>
      change(host, (item) => {
        const freeAtMs = Math.max(item.nextMs, item.pausedUntilMs, nowMs);
        const pausedUntilMs = item.pausedUntilMs > nowMs ? item.pausedUntilMs : undefined;
        if (pausedUntilMs || freeAtMs > nowMs + horizonMs) return { freeAtMs, pausedUntilMs };
        item.nextMs = freeAtMs + intervalMs;
        return { atMs: freeAtMs, strikes: item.strikes };
      }),
    comeBack: async () => undefined, // nobody queues here: the command waits
    addStrike: async (host, nowMs, windowMs) =>
      change(host, (item) => {
        if (item.strikes === 0 || item.struckAtMs + windowMs < nowMs) item.strikes += 1;
        item.struckAtMs = nowMs;
        return item.strikes;
      }),
    clearStrikes: async (host) =>
      change(host, (item) => {
        item.strikes = 0;
      }),
    holdUntil: async (host, untilMs, isPause) =>
      change(host, (item) => {
        const end = isPause ? 'pausedUntilMs' : 'nextMs';
        item[end] = Math.max(item[end], untilMs);
      }),
  };
}
