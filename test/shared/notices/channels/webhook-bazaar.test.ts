import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bazaar, startBazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createWebhookChannel } from '#shared/notices/channels/webhook.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';

const SECRET = 'bazaar-secret-for-tests';
let now = new Date('2026-06-01T12:00:00.000Z');
let bazaar: Bazaar;
beforeAll(async () => {
  bazaar = await startBazaar({ port: 0, seed: 1, now: () => now, databasePath: ':memory:', secret: SECRET });
});
afterAll(() => bazaar.close());

const channelWith = (secret: string) =>
  createWebhookChannel({
    fetcher: createHttpFetcher({ userAgent: 'MarkwardenTest/1.0', allowedPrivateOrigins: [bazaar.origin] }),
    origin: bazaar.origin,
    secret: async () => secret,
    clock: () => now,
  });

function about(listingId: string, reference: string) {
  const target = aTarget({}, listingId);
  const url = `${bazaar.origin}/item/${listingId}`;
  return [aNoticeRecord({ reference }), [{ ...target, statement: { ...target.statement, url } }]] as const;
}
const counterfeits = () =>
  [...bazaar.labels()].filter(([, truth]) => /counterfeit/.test(JSON.stringify(truth))).map(([id]) => id);

describe('the webhook channel at the sample marketplace', () => {
  it('is understood: taken, found by reference, repeated harmlessly, decided in the end', async () => {
    const channel = channelWith(SECRET);
    const [listingId] = counterfeits();
    const notice = about(listingId!, 'MW-A');
    expect(await channel.lookUp(aNoticeRecord({ reference: 'MW-A' }), [])).toEqual({ found: 'no' });
    const taken = await channel.send(...notice);
    expect(taken).toMatchObject({ status: 'accepted', externalId: expect.any(String) });
    expect(await channel.send(...notice)).toEqual(taken);
    expect(await channel.lookUp(aNoticeRecord({ reference: 'MW-A' }), [])).toMatchObject({ found: 'yes' });
    now = new Date(now.getTime() + 3 * 86_400_000);
    const { externalId } = taken as { externalId: string };
    expect(await channel.answers(externalId)).toMatchObject([
      { itemId: listingId, stage: expect.stringMatching(/^(removed|rejected)$/) },
    ]);
    expect(bazaar.stats()).toMatchObject({ noticesReceived: 1, noticesSentTwice: 0, repeats: 1 });
  });

  it('is deferred to a person with a wrong key, and refused with an unknown item', async () => {
    const [, listingId] = counterfeits();
    expect(await channelWith('another-secret-entirely').send(...about(listingId!, 'MW-B'))).toMatchObject({
      status: 'deferred',
      needsPerson: true,
    });
    expect(await channelWith(SECRET).send(...about('999999999', 'MW-C'))).toMatchObject({ status: 'rejected' });
  });

  it('does not know after a lost answer, and finds out by asking', async () => {
    const channel = channelWith(SECRET);
    bazaar.loseNextAnswers();
    expect(await channel.send(...about(counterfeits()[2]!, 'MW-D'))).toMatchObject({ status: 'unknown' });
    expect(await channel.lookUp(aNoticeRecord({ reference: 'MW-D' }), [])).toMatchObject({ found: 'yes' });
  });
});
