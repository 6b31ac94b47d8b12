import { marketplaceById, marketplaceForUrl } from '#shared/marketplaces/index.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import type { PaceStore } from '#shared/stores/pace-store.ts';
import { createAdmission } from './admission.ts';
import type { Fetcher } from './fetcher.ts';
import type { FetchingEnv } from './fetching-env.ts';
import { createHttpFetcher } from './http-fetcher.ts';
import { createPace, type Lane } from './pace.ts';
import { createPageFetcher, type PageFetcher } from './page-fetcher.ts';
import { createRobots, type RobotsOverride } from './robots.ts';

export type FetchingServices = {
  /** Guarded but not paced: for images and for venues that expect us. */
  fetcher: Fetcher;
  /** Guarded, paced and robots-abiding: for marketplace pages. */
  pages: PageFetcher;
  /** For what is fetched in another way than `pages`: robots.txt and a slot at the marketplace's pace. */
  admit: (url: string) => Promise<unknown>;
};

/** Requests a second at a host of no marketplace that we know. */
const UNKNOWN_SITE_PACE = 0.2;

/** One per Lambda environment, so that robots.txt is remembered between invocations. */
export function createFetchingServices(env: FetchingEnv, paceStore: PaceStore, lane: Lane): FetchingServices {
  const { USER_AGENT: userAgent, ALLOWED_PRIVATE_ORIGINS: allowedPrivateOrigins } = env;
  const fetcher = createHttpFetcher({ userAgent, allowedPrivateOrigins, proxy: env.HTTPS_PROXY });
  const overrides = robotsOverrides(env.ROBOTS_OVERRIDES);
  const robots = createRobots({ fetcher, userAgent, clock: systemClock, overrides });
  const pace = createPace({ store: paceStore, clock: systemClock, lane });
  const admission = createAdmission({ robots, pace });
  return {
    fetcher,
    pages: createPageFetcher({ fetcher, robots, pace, clock: systemClock }),
    admit: (url) =>
      admission(url, { requestsPerSecond: marketplaceForUrl(url)?.requestsPerSecond ?? UNKNOWN_SITE_PACE }),
  };
}

/** @throws Error for a name that is neither a marketplace with hosts nor a host: a typing error must not pass for an override. */
export function robotsOverrides(reasons: Readonly<Record<string, string>>): RobotsOverride[] {
  return Object.entries(reasons).map(([name, reason]) => {
    const hosts = marketplaceById(name)?.marketplace.hosts ?? [];
    if (hosts.length > 0) return { hosts, reason };
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) return { hosts: [name], reason };
    throw new Error(`ROBOTS_OVERRIDES: "${name}" is neither a marketplace nor a host`);
  });
}
