import { describe, expect, it } from 'vitest';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { crawlWorldOfEachTest, item } from '../../support/crawl-world.ts';

const world = crawlWorldOfEachTest();

describe('a page that could not be read', () => {
  it('behind a block page is recorded as blocked, tells the brand, and pauses the marketplace', async () => {
    world().results = { 1: { status: 403, reading: 'prove that you are human' } };
    const job = world().aJob();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason: 'a captcha',
      listingIds: [],
    });
    expect(world().alertQueue.sent.map(({ message }) => message)).toEqual([
      expect.objectContaining({
        kind: 'coverage-lost',
        brandId: world().brandId,
        alertId: `coverage-lost|${world().brandId}|testshop|nordhavn jacket|${job.period}`,
        message: 'The search for "nordhavn jacket" on testshop could not be read (blocked): a captcha.',
      }),
    ]);
    const asked = world().shop.asked.length;
    await expect(world().crawl(world().aJob({ page: 2 }))).rejects.toThrow(ThrottledError);
    expect(world().shop.asked.length).toBe(asked);
  });

  it('by order of robots.txt is recorded as blocked, and never asked for', async () => {
    world().robotsTxt = 'User-agent: *\nDisallow: /search';
    const job = world().aJob();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'blocked',
      reason: expect.stringContaining('robots.txt'),
    });
    expect(world().fetchedPages()).toEqual([]);
  });

  it('because its address leads nowhere on the web is unreadable: nobody refused us', async () => {
    const job = world().aJob({ url: 'http://10.0.0.1/search' });
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringContaining('not a'),
    });
  });

  it('in the plain answer is opened in the browser once, and read from there', async () => {
    world().results = { 1: { reading: '<div id="root"></div>' } };
    const rendered: string[] = [];
    world().services.renderPage = async (url, allowedHosts) => {
      rendered.push(url);
      expect(allowedHosts).toContain('testshop.example');
      return JSON.stringify({ listings: [item('from-script')] });
    };
    const job = world().aJob();
    await world().crawl(job);
    expect(rendered).toEqual([`${world().shop.origin}/search?q=nordhavn%20jacket&page=1`]);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'complete',
      listingIds: ['from-script'],
    });
  });

  it('even there is unreadable: never "nothing found"', async () => {
    world().results = { 1: { reading: '<div class="new-design"></div>' } };
    const job = world().aJob();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: 'unknown layout',
    });
    expect(world().alertQueue.sent).toHaveLength(1);
  });

  it('because the site is down is tried again, and then recorded as unreadable', async () => {
    world().results = { 1: { status: 502, reading: 'bad gateway' } };
    const job = world().aJob();
    await expect(world().crawl(job, 1)).rejects.toThrow(TransientError);
    await expect(world().crawl(job, 2)).rejects.toThrow(TransientError);
    expect(await world().listings.getScanPage(job.jobId)).toBeUndefined();
    await world().crawl(job, 3);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringMatching(/^the site could not be reached: 127\.0\.0\.1:\d+ answered HTTP 502$/),
    });
  });

  it('because we were too fast goes back to the queue and is recorded as nothing', async () => {
    world().results = { 1: { status: 429, headers: { 'retry-after': '7' }, reading: 'slow down' } };
    const job = world().aJob();
    await expect(world().crawl(job)).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: 7000 });
    expect(await world().listings.getScanPage(job.jobId)).toBeUndefined();
    expect(world().alertQueue.sent).toEqual([]);
  });
});
