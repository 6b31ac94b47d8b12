import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeFeed } from '#functions/crawl/take-feed.ts';
import { dispatchFeeds } from '#functions/dispatch/feeds.ts';
import type { ScanJob } from '#shared/domain/messages.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { createFeedFiles, type FeedFiles } from '#shared/evidence/feed-files.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { aBrand } from '#test/support/builders.ts';
import { memoryQueue } from '#test/support/memory-queue.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

// The bucket, the archive and the brands are real: what a partner delivers, from the tick that finds it to the jobs of its listings.

const NOW = new Date('2026-03-02T00:10:00Z');
let buckets: Buckets;
let tables: Tables;
let brands: BrandStore;
let feeds: FeedFiles;
let scanQueue: ReturnType<typeof memoryQueue<ScanJob>>;

beforeAll(async () => {
  [buckets, tables] = await Promise.all([startBuckets('pages'), startTables()]);
  brands = createBrandStore(tables.client, tables.names.brands);
  feeds = createFeedFiles(buckets.client, 'pages');
  await brands.put(aBrand({ id: 'nordhavn' }), NOW);
});
afterAll(() => Promise.all([buckets.stop(), tables.stop()]));
beforeEach(() => {
  scanQueue = memoryQueue<ScanJob>();
});

const put = (Key: string, Body: string) => buckets.client.send(new PutObjectCommand({ Bucket: 'pages', Key, Body }));

const offer = (id: string, more: object = {}) =>
  JSON.stringify({
    marketplace: 'ebay',
    id,
    url: `https://www.ebay.com/itm/${id}`,
    title: `Nordhavn Fjeld ${id}`,
    ...more,
  });

async function resultOf(key: string) {
  const Key = `feed-results/${key.slice('feeds/'.length)}.json`;
  const { Body } = await buckets.client.send(new GetObjectCommand({ Bucket: 'pages', Key }));
  return JSON.parse(await Body!.transformToString());
}

/** A tick, and what the queue then brings. */
async function tickAndTake(): Promise<ScanJob[]> {
  await dispatchFeeds({ feeds, scanQueue, clock: () => NOW });
  const jobs = scanQueue.sent.map(({ message }) => message);
  const archive = createPageArchive(buckets.client, 'pages');
  for (const job of jobs) await takeFeed(job.feed!, job, { feeds, brands, archive, scanQueue, clock: () => NOW });
  return scanQueue.sent.slice(jobs.length).map(({ message }) => message);
}

describe("a partner's file in the bucket", () => {
  it('becomes jobs with the partner as whence they came, and a result beside it', async () => {
    const key = 'feeds/2026-03-01/nordhavn/fjord-agency/offers.jsonl';
    await put(key, [offer('1'), offer('2'), offer('3', { marketplace: 'nowhere' }), 'no JSON'].join('\n'));
    const [job, ...others] = await tickAndTake();
    expect(others).toEqual([]);
    expect(job).toMatchObject({
      brandId: 'nordhavn',
      marketplace: 'ebay',
      brought: { source: 'partner', by: 'machine:fjord-agency', at: NOW.toISOString() },
    });
    const { bytes } = await createPageArchive(buckets.client, 'pages').get(job!.archivedPage!);
    expect(Buffer.from(bytes).toString().split('\n')).toHaveLength(2);
    expect(await resultOf(key)).toEqual({
      at: NOW.toISOString(),
      accepted: 2,
      refused: [
        { line: 3, field: 'marketplace', message: expect.stringContaining('not a marketplace') },
        { line: 4, field: '', message: 'is not JSON' },
      ],
      jobIds: [job!.jobId],
    });
  });

  it('is taken once, however often it is found or its job delivered', async () => {
    await put('feeds/2026-03-02/nordhavn/once/a.jsonl', offer('7'));
    expect(await tickAndTake()).toHaveLength(1);
    const [delivered] = await feeds.waiting(NOW);
    expect(delivered).toBeUndefined();
    const job = scanQueue.sent[0]!.message;
    await takeFeed(job.feed!, job, {
      feeds,
      brands,
      archive: createPageArchive(buckets.client, 'pages'),
      scanQueue,
      clock: () => NOW,
    });
    expect(scanQueue.sent).toHaveLength(2);
  });

  it.each([
    ['an unknown brand', 'feeds/2026-03-02/unknown/fjord/a.jsonl', offer('1'), 'there is no brand "unknown"'],
    ['no bytes', 'feeds/2026-03-02/nordhavn/fjord/empty.jsonl', '', 'no line is a listing'],
    ['no listing', 'feeds/2026-03-02/nordhavn/fjord/b.jsonl', '{"title":"x"}', 'no line is a listing'],
    ['too many bytes', 'feeds/2026-03-02/nordhavn/fjord/c.jsonl', ' '.repeat(9 * 1024 * 1024), 'split it'],
  ])('of %s is refused with the reason, not lost and not tried for ever', async (_, key, body, problem) => {
    await put(key, body);
    expect(await tickAndTake()).toEqual([]);
    expect(await resultOf(key)).toMatchObject({ accepted: 0, problem: expect.stringContaining(problem) });
    expect(await feeds.waiting(NOW)).not.toContain(key);
  });

  it('that is laid out otherwise is no job, and older ones are not listed any more', async () => {
    const key = 'feeds/2026-03-02/loose.jsonl';
    await put(key, offer('1'));
    await put('feeds/2026-02-20/nordhavn/fjord/old.jsonl', offer('1'));
    await put('feeds/2026-03-02/a-folder/', '');
    expect(await feeds.waiting(NOW)).toEqual([key]);
    expect(await tickAndTake()).toEqual([]);
    expect(await resultOf(key)).toMatchObject({ problem: expect.stringContaining('is not laid out') });
    expect(await feeds.waiting(NOW)).toEqual([]);
  });

  it('of which thousands are laid out without their day makes no tick read them all', async () => {
    let asked = 0;
    const endless = {
      async send() {
        if (++asked > 2) throw new Error('asked for more');
        return { Contents: [{ Key: `feeds/nordhavn/fjord/${asked}.jsonl`, Size: 1 }], NextContinuationToken: 'more' };
      },
    };
    await createFeedFiles(endless as unknown as Buckets['client'], 'pages').waiting(NOW);
    expect(asked).toBe(2); // the files, and the results
  });
});
