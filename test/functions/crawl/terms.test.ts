import { beforeEach, describe, expect, it } from 'vitest';
import { createTermsGuard } from '#shared/fetching/terms.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { crawlWorldOfEachTest, DAY, item, START, testshop } from '../../support/crawl-world.ts';

const world = crawlWorldOfEachTest();

describe('a marketplace whose terms forbid automated reading', () => {
  const forbidding: Marketplace = {
    ...testshop,
    terms: { automatedReading: 'forbidden', source: 'https://testshop.example/terms', checked: '2026-02-01' },
  };
  const marketplaceFor = (url: string) => (url.startsWith(world().shop.origin) ? forbidding : undefined);
  beforeEach(() => {
    world().terms = createTermsGuard({ marketplaceFor });
    world().services.locate = () => ({ marketplace: forbidding });
    world().results = { 1: { reading: { listings: [item('1')] } } };
  });

  it('is not asked for anything, not even for its robots.txt, and the brand hears why', async () => {
    const job = world().aJob();
    await world().crawl(job);
    expect(world().shop.asked).toEqual([]);
    const reason = expect.stringMatching(
      /^not read: the site's terms forbid .*testshop\.example\/terms, checked 2026-02-01/,
    );
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason,
      listingIds: [],
    });
    expect(world().alertQueue.sent.map(({ message }) => message)).toEqual([
      expect.objectContaining({ kind: 'coverage-lost', message: expect.stringContaining('markwarden intake') }),
    ]);
  });

  it('is read where the operator has a reason, as far as robots.txt goes', async () => {
    world().terms = createTermsGuard({
      marketplaceFor,
      overrides: [{ hosts: [new URL(world().shop.origin).hostname], reason: 'agreement of 3 May 2026' }],
    });
    const job = world().aJob();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'complete', listingIds: ['1'] });
    world().robotsTxt = 'User-agent: *\nDisallow: /search';
    world().nowMs += DAY;
    await world().crawl(world().aJob());
    expect(world().fetchedPages()).toHaveLength(1);
  });

  it('is not asked for an offer that a person reports by its address', async () => {
    const brought = {
      source: 'person',
      by: 'analyst:ida@nordhavn.example',
      at: new Date(START).toISOString(),
    } as const;
    const job = world().aJob({ url: `${world().shop.origin}/item/1`, brought });
    await world().crawl(job);
    expect(world().shop.asked).toEqual([]);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'blocked' });
  });

  it('is read from a page that a person saved', async () => {
    const archivedPage = await world().services.archive.put({
      url: `${world().shop.origin}/search?page=1`,
      status: 200,
      contentType: 'text/html',
      fetchedAt: new Date(START),
      marketplace: 'testshop',
      bytes: Buffer.from(JSON.stringify({ listings: [item('seen-by-ida')] })),
    });
    const brought = {
      source: 'person',
      by: 'analyst:ida@nordhavn.example',
      at: new Date(START).toISOString(),
    } as const;
    const job = world().aJob({ archivedPage, brought });
    await world().crawl(job);
    expect(world().shop.asked).toEqual([]);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'complete',
      listingIds: ['seen-by-ida'],
    });
    expect(world().scoredIds()).toEqual(['seen-by-ida']);
  });

  it('is Etsy, by the terms that its own folder states', async () => {
    world().terms = createTermsGuard();
    world().services.locate = marketplaceById;
    const job = world().aJob({ marketplace: 'etsy' });
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason: expect.stringMatching(/etsy\.com\/legal\/terms-of-use.*keys for its search API \(api\.etsy\.com\)/),
    });
  });
});
