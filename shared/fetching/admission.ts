import { BlockedError, NotFetchedError } from '#shared/runtime/errors.ts';
import type { Slot } from '#shared/stores/pace-store.ts';
import type { Pace } from './pace.ts';
import type { Robots, RobotsAnswer } from './robots.ts';
import { createTermsGuard, type TermsGuard } from './terms.ts';

export type AdmissionRequest = {
  /** The most that we allow ourselves; a longer Crawl-delay in robots.txt wins. */
  requestsPerSecond: number;
  /** An agreement governs it; robots.txt and the terms, which speak to those that nobody asked in, do not. */
  underContract?: true;
};

/**
 * Returns when a request for this address may leave: no terms forbid it, robots.txt allows it, and the slot is ours.
 * @throws BlockedError (not an address, terms, robots.txt, paused host), ThrottledError (no slot).
 */
export type Admission = (url: string, request: AdmissionRequest) => Promise<Slot>;

const WELCOME: RobotsAnswer = { allowed: true };

export type AdmissionOptions = {
  robots: Robots;
  pace: Pace;
  /** The terms that our marketplaces state, without exception, where none is given. */
  terms?: TermsGuard;
};

export function createAdmission({ robots, pace, terms = createTermsGuard() }: AdmissionOptions): Admission {
  return async (url, { requestsPerSecond, underContract }) => {
    const host = hostOf(url);
    if (!underContract) terms(url);
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
