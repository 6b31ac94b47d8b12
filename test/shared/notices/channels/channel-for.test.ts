import { describe, expect, it } from 'vitest';
import { ChannelKind } from '#shared/domain/notice-record.ts';
import { CHANNEL_OF, channelFor } from '#shared/notices/channels/channel-for.ts';
import { readerFor } from '#shared/notices/channels/reader-for.ts';
import { aVenue } from '#test/support/a-venue.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';

const services = (secrets: Record<string, string> = {}) => ({
  fetcher: async () => Promise.reject(new Error('nobody is to be asked')),
  secrets,
  clock: () => new Date('2026-06-01T12:00:00.000Z'),
  buildPacket: async () => Promise.reject(new Error('no packet is to be built')),
});

describe('the channel of a notice', () => {
  it('is a packet for a person wherever no program of ours speaks the venue’s language', () => {
    expect(CHANNEL_OF).toEqual({ webhook: 'webhook', packet: 'packet', email: 'packet', api: 'packet' });
  });

  it('is asked as it was sent: every kind that a notice can be stored with has both', () => {
    for (const kind of ChannelKind.options) {
      expect(channelFor(kind, aVenue(), services()).kind).toBe(kind);
      expect(readerFor(kind, aVenue(), services()).kind).toBe(kind);
    }
  });

  it('sends nothing while the key is missing, writes no packet, and calls a person', async () => {
    const withoutKey = services({ elsewhere: 'a-secret-of-enough-length' });
    expect(await channelFor('webhook', aVenue(), withoutKey).send(aNoticeRecord(), [aTarget()])).toMatchObject({
      status: 'deferred',
      needsPerson: true,
      reason: 'there is no key for bazaar in the channel secret',
    });
  });

  it('never answers "no" for what it does not know: that would let a notice be sent a second time', async () => {
    for (const kind of ChannelKind.options)
      expect(await readerFor(kind, aVenue(), services()).lookUp('MW-1')).toMatchObject({ found: 'cannot-tell' });
  });
});
