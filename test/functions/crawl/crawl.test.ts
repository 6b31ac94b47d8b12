import type { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { crawl } from '#functions/crawl/crawl.ts';
import { createOtherBrands } from '#functions/crawl/other-brands.ts';
import { listingKey } from '#shared/domain/listing.ts';
import type { ScoreJob } from '#shared/domain/messages.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';
import { aBrand } from '../../support/builders.ts';
import { crawlWorldOfEachTest, item, START } from '../../support/crawl-world.ts';

const world = crawlWorldOfEachTest();

describe('a readable page', () => {
  it('is archived, stored, sent to scoring and recorded, in that order of consequence', async () => {
    world().results = { 1: { reading: { listings: [item('a'), item('b')] } } };
    const job = world().aJob({ rankOffset: 60 });
    await world().crawl(job);
    const page = await world().listings.getScanPage(job.jobId);
    expect(page).toMatchObject({
      coverage: 'complete',
      listingIds: ['a', 'b'],
      rankOffset: 60,
      brandId: world().brandId,
      page: 1,
    });
    expect(page!.reason).toBeUndefined();
    const { facts, bytes } = await world().services.archive.get(page!.archiveKey!);
    expect(facts).toMatchObject({
      marketplace: 'testshop',
      status: 200,
      url: expect.stringContaining('/search?q=nordhavn%20jacket&page=1'),
    });
    expect(JSON.parse(Buffer.from(bytes).toString()).listings).toHaveLength(2);
    expect(
      world().scoreQueue.sent.map(({ message, options }) => [
        message.listing.id,
        message.listing.rank,
        message.offline,
        options,
      ]),
    ).toEqual([
      ['a', 61, false, { group: world().brandId }],
      ['b', 62, false, { group: world().brandId }],
    ]);
    expect(await world().listings.get(world().brandId, listingKey(item('a')))).toMatchObject({
      listing: { id: 'a', rank: 61 },
    });
    expect(world().alertQueue.sent).toEqual([]);
  });

  it('is read once: the job delivered again fetches, stores and sends nothing', async () => {
    world().results = { 1: { reading: { listings: [item('a')] } } };
    const job = world().aJob();
    await world().crawl(job);
    await world().crawl(job);
    expect(world().fetchedPages()).toHaveLength(1);
    expect(world().scoredIds()).toEqual(['a']);
  });

  it('leads to the next one as long as the watch goes that deep and the shop names it', async () => {
    const nextPageUrl = `${world().shop.origin}/search?q=x&page=2`;
    world().results = {
      1: { reading: { listings: [item('a'), item('b')], nextPageUrl } },
      2: { reading: { listings: [item('c')], nextPageUrl } },
    };
    await world().crawl(world().aJob());
    const { message: next, options } = world().scanQueue.sent[0]!;
    expect(next).toMatchObject({ page: 2, url: nextPageUrl, rankOffset: 2, jobId: expect.stringMatching(/\|2$/) });
    expect(options).toEqual({ group: world().brandId });
    await world().crawl(next);
    expect(world().scoreQueue.sent.at(-1)?.message.listing.rank).toBe(3);
    expect(world().scanQueue.sent).toHaveLength(1); // page 2 of 2
  });

  it('cannot send the crawler to somebody else: a foreign next page is not followed', async () => {
    world().results = {
      1: { reading: { listings: [item('a')], nextPageUrl: 'https://victim.example/search?page=2' } },
    };
    await world().crawl(world().aJob());
    expect(world().scanQueue.sent).toEqual([]);
  });

  it('that says it is empty is just that: no alert', async () => {
    world().results = { 1: { reading: { coverage: 'empty', reason: 'the page says that nothing was found' } } };
    const job = world().aJob();
    await world().crawl(job);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({ coverage: 'empty', listingIds: [] });
    expect(world().alertQueue.sent).toEqual([]);
  });
});

describe("a page that shows another brand's goods", () => {
  const anotherBrand = async (id: string, name: string, marketplaces: string[], excluded: string[] = []) =>
    world().brandStore.put(
      aBrand({ id, name, fingerprint: { names: [name] }, watches: [{ keyword: name, marketplaces, excluded }] }),
      new Date(world().nowMs),
    );
  const scoredFor = (id: string) =>
    world()
      .scoreQueue.sent.filter(({ message }) => message.brandId === id)
      .map(({ message }) => message);

  beforeEach(() => {
    world().services.findOtherBrands = createOtherBrands(world().brandStore, world().services.clock);
  });

  it('is matched against every brand that watches the marketplace, without being fetched again', async () => {
    await anotherBrand('havblik', 'Havblik', ['testshop'], ['poster']);
    await anotherBrand('solvang', 'Solvang', ['elsewhere']);
    const shown = [
      item('1'),
      item('2', { title: 'H4vblik tent' }),
      item('3', { title: 'Solvang chair' }),
      item('4', { title: 'Havblik poster' }),
    ];
    world().results = { 1: { reading: { listings: shown } } };
    await world().crawl(world().aJob());
    expect(scoredFor('havblik').map(({ listing }) => listing.id)).toEqual(['2']);
    expect(scoredFor('solvang')).toEqual([]);
    expect(scoredFor(world().brandId).map(({ listing }) => listing.id)).toEqual(['1', '2', '3', '4']);
    expect(world().fetchedPages()).toHaveLength(1);
  });

  it('tells the other brand nothing of the keyword that found them', async () => {
    await anotherBrand('lysning', 'Lysning', ['testshop']);
    world().results = { 1: { reading: { listings: [item('1', { title: 'Lysning lamp' })] } } };
    await world().crawl(world().aJob());
    const [job] = scoredFor('lysning');
    expect(JSON.stringify(job)).not.toContain('nordhavn');
    expect((await world().listings.getMany('lysning', [listingKey(job!.listing)])).size).toBe(1);
  });
});

describe('a replay', () => {
  it('reads the archived page, asks nobody, follows nothing, and marks its scoring as offline', async () => {
    const body = { listings: [item('a')], nextPageUrl: `${world().shop.origin}/search?page=2` };
    const archivedPage = await world().services.archive.put({
      url: 'https://www.testshop.example/search?q=x',
      status: 200,
      contentType: 'text/html',
      fetchedAt: new Date(START),
      marketplace: 'testshop',
      bytes: Buffer.from(JSON.stringify(body)),
    });
    const job = world().aJob({ archivedPage });
    await world().crawl(job);
    expect(world().shop.asked).toEqual([]);
    expect(world().scanQueue.sent).toEqual([]);
    expect(world().scoreQueue.sent.map(({ message }) => message.offline)).toEqual([true]);
    expect(await world().listings.getScanPage(job.jobId)).toMatchObject({
      archiveKey: archivedPage,
      coverage: 'complete',
    });
  });
});

describe('a job that cannot be done', () => {
  it('for an unknown marketplace is our own mistake', async () => {
    await expect(world().crawl(world().aJob({ marketplace: 'nowhere' }))).rejects.toThrow(InvalidMessageError);
  });

  it('for a brand that is gone is dropped without asking anybody', async () => {
    await world().crawl(world().aJob({ brandId: 'gone' }));
    expect(world().shop.asked).toEqual([]);
  });
});

describe('a page of fat listings', () => {
  it('is sent on in batches that SQS takes, and what no store takes is cut and says so', async () => {
    const batches: { bytes: number; count: number }[] = [];
    const sqs = {
      async send({ input }: { input: { Entries: { MessageBody: string }[] } }) {
        const bytes = input.Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
        if (bytes > 1_048_576) throw new Error('BatchRequestTooLong');
        batches.push({ bytes, count: input.Entries.length });
        return {};
      },
    };
    const scores = createQueue<ScoreJob>(sqs as unknown as SQSClient, 'http://127.0.0.1/score');
    const fat = (id: string) =>
      item(id, {
        description: '夹'.repeat(20_000),
        imageUrls: Array.from({ length: 50 }, (_, n) => `https://testshop.example/${n}/${'x'.repeat(1_980)}`),
        condition: 'c'.repeat(600_000),
      });
    world().results = { 1: { reading: { listings: Array.from({ length: 10 }, (_, n) => fat(`fat-${n}`)) } } };
    const job = world().aJob();
    await crawl(job, { ...world().services, scoreQueue: scores });
    expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(10);
    expect((await world().listings.getScanPage(job.jobId))?.coverage).toBe('complete');
    const stored = await world().listings.get(world().brandId, 'testshop~fat-0');
    expect(stored?.listing.condition).toMatch(/^c+ … \[cut\]$/);
    expect(stored!.listing.imageUrls.length).toBeGreaterThan(10);
  });
});
