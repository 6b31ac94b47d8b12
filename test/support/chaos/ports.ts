import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { currentRun, isRunning } from './faults.ts';

// What handlers take from their machine, as it is in the run at hand.

export function systemClock(): Date {
  const { world, skewMs } = currentRun();
  return new Date(world.time.now().getTime() + skewMs);
}

const fetch: Fetcher = (url, options) => currentRun().world.internet.fetch(url, options);
export const createHttpFetcher = (): Fetcher => fetch;

export const simulated = {
  sleep: (ms: number): Promise<void> => currentRun().world.time.sleep(ms),
  random: (): number => currentRun().world.random(),
  /** As this sleeps outside of any run. */
  sleepOr: (really: (ms: number) => Promise<unknown>) => (ms: number) =>
    isRunning() ? simulated.sleep(ms) : really(ms),
};
