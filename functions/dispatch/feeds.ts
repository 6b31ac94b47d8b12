import type { ScanJob } from '#shared/domain/messages.ts';
import { type FeedFiles, feedFileOf } from '#shared/evidence/feed-files.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

export type FeedServices = { feeds: Pick<FeedFiles, 'waiting'>; scanQueue: Queue<ScanJob>; clock: Clock };

/** A job for each file that a partner delivered and that nobody has taken yet. Sent again at the next tick, it is taken once. */
export async function dispatchFeeds({ feeds, scanQueue, clock }: FeedServices): Promise<number> {
  const now = clock();
  const keys = await feeds.waiting(now);
  // Of no brand: crawl says so, once, where results stand.
  const files = keys.map((key) => feedFileOf(key) ?? { key, brandId: '-' });
  await scanQueue.sendAll(
    files.map(({ key, brandId }) => ({
      message: {
        jobId: [brandId, 'feed', sha256Hex(key).slice(0, 24)].join('|'),
        brandId,
        marketplace: 'schema-org',
        keyword: NO_WATCH,
        period: now.toISOString(),
        page: 1,
        pages: 1,
        rankOffset: 0,
        feed: key,
      },
      options: { group: brandId },
    })),
  );
  return files.length;
}
