import type { ScanJob } from '#shared/domain/messages.ts';
import { type FeedFiles, type FeedResult, feedFileOf, TooLargeError } from '#shared/evidence/feed-files.ts';
import { bringListings, type Intake } from '#shared/intake/bring.ts';
import { readFeedLines } from '#shared/intake/feed.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';

export type TakeFeedServices = {
  feeds: FeedFiles;
  brands: Pick<BrandStore, 'get'>;
  archive: Intake['archive'];
  scanQueue: Intake['scans'];
  clock: Intake['clock'];
};

/**
 * A partner's file from the bucket: its lines go the way of every listing that is brought. What became of it is written beside it last;
 * a crash before that takes the same listings twice, which are the same listings. A file or line that is refused rings an alarm.
 */
export async function takeFeed(key: string, job: ScanJob, services: TakeFeedServices): Promise<void> {
  const { feeds, clock } = services;
  if (await feeds.isSettled(key)) return;
  const result = await taken(key, job, services);
  if (result.problem !== undefined || result.refused.length > 0) {
    countMetric('FeedsRefused', 1);
    logger.error('feed refused', { key, problem: result.problem, lines: result.refused.length });
  }
  await feeds.settle(key, { at: clock().toISOString(), ...result });
}

const MOST_NAMED = 1000;

async function taken(
  key: string,
  { brandId }: ScanJob,
  { feeds, brands, archive, scanQueue: scans, clock }: TakeFeedServices,
): Promise<Omit<FeedResult, 'at'>> {
  const nothing = (problem: string) => ({ problem, accepted: 0, refused: [], jobIds: [] });
  const partner = feedFileOf(key)?.partner;
  if (!partner) return nothing('is not laid out as feeds/DAY/BRAND/PARTNER/NAME.jsonl');
  const brand = await brands.get(brandId);
  if (!brand) return nothing(`there is no brand "${brandId}"`);
  let text: string | undefined;
  try {
    text = await feeds.read(key);
  } catch (error) {
    if (error instanceof TooLargeError) return nothing(error.message);
    throw error;
  }
  const { listings, refused } = readFeedLines(text ?? '');
  if (listings.length === 0) return { ...nothing('no line is a listing'), refused: refused.slice(0, MOST_NAMED) };
  const jobIds = await bringListings(listings, { brand, by: `machine:${partner}` }, { scans, archive, clock });
  return { accepted: listings.length, refused: refused.slice(0, MOST_NAMED), jobIds };
}
