import { BlockedError, NotFetchedError } from '#shared/runtime/errors.ts';
import type { Slot } from '#shared/stores/pace-store.ts';
import type { Pace } from './pace.ts';
import type { Robots, RobotsAnswer } from './robots.ts';

export type AdmissionRequest = {
  /** The most that we allow ourselves; a longer Crawl-delay in robots.txt wins. */
  requestsPerSecond: number;
  /** An agreement governs it, and robots.txt, which speaks to crawlers that nobody asked in, does not. */
  underContract?: true;
};

/**
 * Returns when a request for this address may leave: robots.txt allows it, and the slot is ours.
 * @throws BlockedError (not an address, robots.txt, paused host), ThrottledError (no slot).
 */
export type Admission = (url: string, request: AdmissionRequest) => Promise<Slot>;

const WELCOME: RobotsAnswer = { allowed: true };

export function createAdmission({ robots, pace }: { robots: Robots; pace: Pace }): Admission {
  return async (url, { requestsPerSecond, underContract }) => {
    const host = hostOf(url);
    const intervalMs = 1000 / requestsPerSecond;
    const permission = underContract ? WELCOME : await robots(url, () => pace.waitForSlot(host, intervalMs));
    if (!permission.allowed)
      throw permission.unreachable ? new NotFetchedError(permission.reason) : new BlockedError(permission.reason);
    return pace.waitForSlot(host, Math.max(intervalMs, permission.crawlDelayMs ?? 0));
  };
}

export function hostOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) throw new NotFetchedError('not an address');
  return parsed.host;
}
