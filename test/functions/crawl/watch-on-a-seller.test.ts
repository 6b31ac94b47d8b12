import { describe, expect, it } from 'vitest';
import type { ScanJob } from '#shared/domain/messages.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import { aBrand } from '../../support/builders.ts';
import { crawlWorldOfEachTest, item, testshop } from '../../support/crawl-world.ts';

const world = crawlWorldOfEachTest();

describe('a watch on a seller', () => {
  const ofFjord = (overrides: Partial<ScanJob> = {}) => world().aJob({ keyword: 'seller:fjord-shop', ...overrides });

  it('is scheduled as a search of its own', async () => {
    const watch = { seller: 'fjord-shop', marketplaces: ['testshop'], excluded: ['wanted'] };
    await world().brandStore.put(aBrand({ id: world().brandId, watches: [watch] }), new Date(world().nowMs));
    const due = await world().brandStore.dueWatches(new Date(world().nowMs));
    expect(due.filter((each) => each.brandId === world().brandId)).toMatchObject([{ keyword: 'seller:fjord-shop' }]);
  });

  it("reads the account's own pages, one after the other, and hands on its offers", async () => {
    const nextPageUrl = `${world().shop.origin}/seller/fjord-shop?page=2`;
    const own = (id: string) => item(id, { seller: { id: 'fjord-shop' } });
    world().results = {
      1: { reading: { listings: [own('a'), item('x', { seller: { id: 'other' } })], nextPageUrl } },
      2: { reading: { listings: [own('b')] } },
    };
    const job = ofFjord();
    await world().crawl(job);
    await world().crawl(world().scanQueue.sent[0]!.message);
    expect(world().fetchedPages()).toEqual(['/seller/fjord-shop', '/seller/fjord-shop?page=2']);
    expect(world().scoredIds()).toEqual(['a', 'b']);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'complete', listingIds: ['a'] });
  });

  it('replayed from the archive, hands on the same offers as when it was fetched', async () => {
    world().results = {
      1: { reading: { listings: ['fjord-shop', 'other'].map((id) => item(id, { seller: { id } })) } },
    };
    const job = ofFjord();
    await world().crawl(job);
    const { archiveKey } = (await world().listings.getScanPage(job.jobId))!;
    const replay = ofFjord({ jobId: `${job.jobId}|replay`, archivedPage: archiveKey });
    await world().crawl(replay);
    expect(await world().listings.getScanPage(replay.jobId)).toMatchObject({ listingIds: ['fjord-shop'] });
  });

  it.each(['seller:fjord-shop', NO_WATCH])(
    'of "%s" no place is said: only a search that buyers make has places',
    async (keyword) => {
      world().results = { 1: { reading: { listings: [item('a', { seller: { id: 'fjord-shop' }, rank: 1 })] } } };
      await world().crawl(world().aJob({ keyword }));
      expect(world().scoreQueue.sent.map(({ message }) => message.listing.rank)).toEqual([undefined]);
    },
  );

  it('asks no search API, which would look for the account among the words of titles', async () => {
    world().results = { 1: { reading: { listings: [], coverage: 'empty' } } };
    world().services.askApi = async () => {
      throw new Error('the API was asked');
    };
    const job = ofFjord();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'empty' });
  });

  it('on a marketplace without such pages is unreadable, with what to do, and nothing is fetched', async () => {
    const { sellerOffersUrl: _, ...without } = testshop;
    world().services.locate = () => ({ marketplace: without });
    const job = ofFjord();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringContaining("has no pages of one seller's offers"),
    });
    expect(world().fetchedPages()).toEqual([]);
    expect(world().alertQueue.sent).toHaveLength(1);
  });
});
