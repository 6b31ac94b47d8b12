import { marketplaceForUrl } from '#shared/marketplaces/index.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import type { PaceStore } from '#shared/stores/pace-store.ts';
import { createAdmission } from './admission.ts';
import type { Fetcher } from './fetcher.ts';
import type { FetchingEnv } from './fetching-env.ts';
import { createHttpFetcher } from './http-fetcher.ts';
import { createPace, type Lane } from './pace.ts';
import { createPageFetcher, type PageFetcher } from './page-fetcher.ts';
import { proxyAddress } from './proxy-address.ts';
import { createRobots } from './robots.ts';
import { siteOverrides } from './site-overrides.ts';
import { createTermsGuard } from './terms.ts';

export type FetchingServices = {
  /** Guarded but not paced: for images and for venues that expect us. */
  fetcher: Fetcher;
  /** Guarded, paced, abiding by robots.txt and terms: for marketplace pages. */
  pages: PageFetcher;
  /** For what is fetched in another way than `pages`: terms, robots.txt and a slot at the marketplace's pace. */
  admit: (url: string) => Promise<unknown>;
};

/** Requests a second at a host of no marketplace that we know. */
const UNKNOWN_SITE_PACE = 0.2;

/** One per Lambda environment, so that robots.txt is remembered between invocations. */
export async function createFetchingServices(
  env: FetchingEnv,
  paceStore: PaceStore,
  lane: Lane,
): Promise<FetchingServices> {
  const { USER_AGENT: userAgent, ALLOWED_PRIVATE_ORIGINS: allowedPrivateOrigins } = env;
  const fetcher = createHttpFetcher({ userAgent, allowedPrivateOrigins, proxy: await proxyAddress(env) });
  const overrides = siteOverrides('ROBOTS_OVERRIDES', env.ROBOTS_OVERRIDES);
  const terms = createTermsGuard({ overrides: siteOverrides('TERMS_OVERRIDES', env.TERMS_OVERRIDES) });
  const robots = createRobots({ fetcher, userAgent, clock: systemClock, overrides });
  const pace = createPace({ store: paceStore, clock: systemClock, lane });
  const admission = createAdmission({ robots, pace, terms });
  return {
    fetcher,
    pages: createPageFetcher({ fetcher, robots, pace, terms, clock: systemClock }),
    admit: (url) =>
      admission(url, { requestsPerSecond: marketplaceForUrl(url)?.requestsPerSecond ?? UNKNOWN_SITE_PACE }),
  };
}
