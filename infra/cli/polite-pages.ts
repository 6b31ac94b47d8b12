import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentContext } from '#infra/aws/config.ts';
import { FetchingEnv } from '#shared/fetching/fetching-env.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import type { FetchedPage, PageFetcher, PageRequest } from '#shared/fetching/page-fetcher.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { createFilePaceStore } from './file-pace-store.ts';
import { say } from './print.ts';

const MAX_WAIT_MS = 120_000;
/** A wait that nobody notices needs no word. */
const WORTH_SAYING_MS = 3_000;

export type PolitePages = Pick<PageFetcher, 'report'> & {
  /** Waits for its turn. @throws as PageFetcher's, ThrottledError only after two minutes. */
  fetch: (url: string, request: PageRequest) => Promise<FetchedPage>;
};

/** robots.txt, our name, a pace and the guard against private addresses, as in the crawl function. */
export async function createPolitePages(stateDirectory: string): Promise<PolitePages> {
  const env = FetchingEnv.parse({ USER_AGENT: DeploymentContext.shape.userAgent.parse(undefined), ...process.env });
  const paceStore = createFilePaceStore(join(stateDirectory, 'record-pace.json'));
  const { pages } = await createFetchingServices(env, paceStore, 'scan');
  return {
    report: pages.report,
    async fetch(url, request) {
      const giveUpAtMs = Date.now() + MAX_WAIT_MS;
      for (;;) {
        try {
          return await pages.fetch(url, request);
        } catch (error) {
          if (!(error instanceof ThrottledError) || Date.now() + error.retryAfterMs > giveUpAtMs) throw error;
          if (error.retryAfterMs > WORTH_SAYING_MS)
            say(`${error.message}; waiting ${Math.ceil(error.retryAfterMs / 1000)} s`);
          await sleep(error.retryAfterMs);
        }
      }
    },
  };
}
