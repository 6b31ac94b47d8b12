import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listingKey } from '#shared/domain/listing.ts';
import { createListingStore, type ListingStore, type ScanPage } from '#shared/stores/listing-store.ts';
import { aListing, aVerdict } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const day = (days: number) => new Date(T0.getTime() + days * 86_400_000);

let tables: Tables;
let now = T0;
let store: ListingStore;
beforeAll(async () => {
  tables = await startTables();
  store = createListingStore(tables.client, tables.names.listings, () => now);
});
afterAll(() => tables.stop());

let brands = 0;
const freshBrand = () => `brand-${++brands}`;
const record = (brandId: string, id: string, seenAt = T0, digest = 'digest-1') => ({
  brandId,
  listing: aListing({ id }),
  digest,
  firstSeenAt: seenAt.toISOString(),
  lastSeenAt: seenAt.toISOString(),
});
const keyOf = (id: string) => listingKey({ marketplace: 'bazaar', id });

describe('listing store', () => {
  it("reads back many listings in one call, and only this brand's", async () => {
    const [mine, theirs] = [freshBrand(), freshBrand()];
    const ids = Array.from({ length: 130 }, (_, n) => `many-${n}`);
    await store.putMany([...ids.map((id) => record(mine, id)), record(theirs, 'other')]);
    const found = await store.getMany(mine, [...ids, 'other', 'unknown', ids[0]!].map(keyOf));
    expect([...found.keys()].sort()).toEqual(ids.map(keyOf).sort());
    expect(await store.get(theirs, keyOf('many-0'))).toBeUndefined();
  });

  it('keeps the first sighting and the verdict when a listing changes', async () => {
    const brandId = freshBrand();
    await store.putMany([record(brandId, 'a')]);
    await store.putVerdict(brandId, keyOf('a'), aVerdict());
    await store.putMany([record(brandId, 'a', day(3), 'digest-2')]);
    expect(await store.get(brandId, keyOf('a'))).toMatchObject({
      digest: 'digest-2',
      firstSeenAt: T0.toISOString(),
      lastSeenAt: day(3).toISOString(),
      verdict: aVerdict(),
    });
  });

  it('loses neither of a verdict and a change that arrive together', async () => {
    const brandId = freshBrand();
    const ids = Array.from({ length: 25 }, (_, n) => `race-${n}`);
    await store.putMany(ids.map((id) => record(brandId, id)));
    await Promise.all([
      store.putMany(ids.map((id) => record(brandId, id, day(1), 'digest-2'))),
      ...ids.map((id) => store.putVerdict(brandId, keyOf(id), aVerdict())),
    ]);
    const found = [...(await store.getMany(brandId, ids.map(keyOf))).values()];
    expect(found).toHaveLength(25);
    expect(found.every((stored) => stored.verdict && stored.digest === 'digest-2')).toBe(true);
  });

  it('does not let a late redelivery replace a newer sighting', async () => {
    const brandId = freshBrand();
    await store.putMany([record(brandId, 'a', day(2), 'new')]);
    await store.putMany([record(brandId, 'a', day(1), 'old')]);
    expect((await store.get(brandId, keyOf('a')))!.digest).toBe('new');
  });

  it('forgets a listing ninety days after it was last written, whether or not DynamoDB has deleted it', async () => {
    const brandId = freshBrand();
    await store.putMany([record(brandId, 'a')]);
    now = day(89);
    expect(await store.get(brandId, keyOf('a'))).toBeDefined();
    now = day(91);
    expect(await store.get(brandId, keyOf('a'))).toBeUndefined();
    expect((await store.getMany(brandId, [keyOf('a')])).size).toBe(0);
    now = T0;
  });

  it('drops a verdict for a listing that is not stored', async () => {
    const brandId = freshBrand();
    await store.putVerdict(brandId, keyOf('nowhere'), aVerdict());
    expect(await store.get(brandId, keyOf('nowhere'))).toBeUndefined();
  });
});

const scanPage = (brandId: string, period: Date, page: number): ScanPage => ({
  jobId: `${brandId}|bazaar|jacket|${period.toISOString()}|${page}`,
  brandId,
  marketplace: 'bazaar',
  keyword: 'jacket',
  period: period.toISOString(),
  page,
  coverage: 'complete',
  listingIds: ['1', '2'],
  rankOffset: 0,
  at: period.toISOString(),
});

describe('scan pages', () => {
  it('marks a job as done by its presence, however often it is put', async () => {
    const page = scanPage(freshBrand(), T0, 1);
    expect(await store.getScanPage(page.jobId)).toBeUndefined();
    await store.putScanPage(page);
    await store.putScanPage(page);
    expect(await store.getScanPage(page.jobId)).toEqual(page);
    expect(await store.scanPages(page.brandId)).toEqual([page]);
  });

  it("lists a brand's pages newest period first, from a moment on", async () => {
    const brandId = freshBrand();
    for (const days of [-3, -1, -2]) await store.putScanPage(scanPage(brandId, day(days), 1));
    await store.putScanPage(scanPage(freshBrand(), T0, 1));
    const periods = async (since?: Date) => (await store.scanPages(brandId, since)).map(({ period }) => period);
    expect(await periods()).toEqual([-1, -2, -3].map((days) => day(days).toISOString()));
    expect(await periods(day(-2))).toEqual([-1, -2].map((days) => day(days).toISOString()));
  });
});
