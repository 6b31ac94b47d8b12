import { describe, expect, it } from 'vitest';
import { crawl } from '#functions/crawl/crawl.ts';
import { aVerdict } from '../../support/builders.ts';
import { crawlWorldOfEachTest, DAY, item } from '../../support/crawl-world.ts';

const world = crawlWorldOfEachTest();

describe('which listings go to scoring', () => {
  const judged = async (id: string) => {
    const stored = await world().listings.get(world().brandId, `testshop~${id}`);
    await world().listings.putVerdict(world().brandId, `testshop~${id}`, aVerdict(), stored!.digest);
  };

  it('are also those judged without a picture that could not be had', async () => {
    world().results = { 1: { reading: { listings: [item('seen'), item('blind')] } } };
    await world().crawl(world().aJob());
    await judged('seen');
    const { digest } = (await world().listings.get(world().brandId, 'testshop~blind'))!;
    await world().listings.putVerdict(
      world().brandId,
      'testshop~blind',
      aVerdict(),
      digest,
      new Date(world().nowMs + DAY),
    );
    world().nowMs += DAY / 2;
    world().scoreQueue.sent.length = 0;
    await world().crawl(world().aJob()); // a picture host that is away does not send everything to scoring at every crawl
    expect(world().scoredIds()).toEqual([]);
    world().nowMs -= DAY / 2;
    await world().crawl(world().nextDay());
    expect(world().scoredIds()).toEqual(['blind']);
  });

  it('are the new ones, the changed ones and those whose verdict never came', async () => {
    world().results = { 1: { reading: { listings: [item('same'), item('dearer'), item('unjudged')] } } };
    await world().crawl(world().aJob());
    for (const id of ['same', 'dearer']) await judged(id);
    const dearer = item('dearer', { price: { amountMinor: 9900, currency: 'EUR' } });
    world().results = {
      1: { reading: { listings: [item('same', { soldCount: 12, rank: 9 }), dearer, item('unjudged'), item('new')] } },
    };
    await world().crawl(world().nextDay());
    expect(world().scoredIds().toSorted()).toEqual(['dearer', 'new', 'unjudged']);
    expect(await world().listings.get(world().brandId, 'testshop~dearer')).toMatchObject({
      listing: { price: { amountMinor: 9900 } },
      verdict: aVerdict(),
    });
  });

  it('are not those with an excluded word, but such a word inside another one excludes nothing', async () => {
    const titles = {
      kept: 'Nordhavn jacket, unwanted gift',
      accessory: 'PHONE-CASE for Nordhavn fans',
      wanted: 'Wanted: Nordhavn jacket',
      phone: 'Nordhavn jacket with phone pocket and case',
    };
    world().results = {
      1: { reading: { listings: Object.entries(titles).map(([id, title]) => item(id, { title })) } },
    };
    const job = world().aJob();
    await world().crawl(job);
    expect(world().scoredIds()).toEqual(['kept', 'phone']);
    expect((await world().listings.getScanPage(job.jobId))?.listingIds).toEqual([
      'kept',
      'accessory',
      'wanted',
      'phone',
    ]);
  });

  it('include a changed listing even when the crawl died right before or after storing it', async () => {
    world().results = { 1: { reading: { listings: [item('a')] } } };
    await world().crawl(world().aJob());
    await judged('a');
    world().results = { 1: { reading: { listings: [item('a', { title: 'Nordhavn parka 1:1 replica' })] } } };
    const job = world().nextDay();
    const dies = (step: 'putMany' | 'putScanPage') => ({
      ...world().services,
      listings: {
        ...world().listings,
        [step]: (records: unknown) =>
          Array.isArray(records) && records.length === 0 ? Promise.resolve() : Promise.reject(new Error('killed')),
      },
    });
    await expect(crawl(job, dies('putMany'))).rejects.toThrow('killed');
    await expect(crawl(job, dies('putScanPage'))).rejects.toThrow('killed');
    await world().crawl(job);
    expect(world().scoredIds()).toContain('a');
    expect(await world().listings.get(world().brandId, 'testshop~a')).toMatchObject({
      listing: { title: 'Nordhavn parka 1:1 replica' },
    });
  });

  it('cost no write when nothing changed, until a month has passed; then they are judged anew', async () => {
    world().results = { 1: { reading: { listings: [item('a')] } } };
    await world().crawl(world().aJob());
    await judged('a');
    const seenAt = async () => (await world().listings.get(world().brandId, 'testshop~a'))?.lastSeenAt;
    const first = await seenAt();
    await world().crawl(world().nextDay());
    expect(await seenAt()).toBe(first);
    expect(world().scoredIds()).toEqual([]);
    world().nowMs += 31 * DAY;
    await world().crawl(world().nextDay());
    expect(await seenAt()).not.toBe(first);
    // With a digest the stored verdict would pass for the new one.
    expect(world().scoreQueue.sent.map(({ message: { listing, digest } }) => [listing.id, digest])).toEqual([
      ['a', undefined],
    ]);
  });
});
