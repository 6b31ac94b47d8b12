import { describe, expect, it } from 'vitest';
import { channelFor, noticeStatusFor } from '#shared/notices/channels/channel-for.ts';
import { aVenue } from '#test/support/a-venue.ts';
import { aNotice } from '#test/support/builders.ts';
import { memoryEvidence } from '#test/support/memory-evidence.ts';

const services = (secrets: Record<string, string> = {}) => ({
  fetcher: async () => Promise.reject(new Error('nobody is to be asked')),
  secrets,
  clock: () => new Date('2026-06-01T12:00:00.000Z'),
  evidence: memoryEvidence(),
});
const packetVenue = aVenue({ programme: 'report-form' });

describe('the channel of a venue', () => {
  it('is a webhook where it takes one, else a packet for a person', () => {
    expect(channelFor(aVenue(), services({ bazaar: 'a-secret-of-enough-length' })).id).toBe('webhook');
    expect(channelFor(packetVenue, services()).id).toBe('packet');
    const unknown = aVenue({ programme: 'none-of-ours' });
    expect(channelFor(unknown, services({ bazaar: 'a-secret-of-enough-length' })).id).toBe('packet');
  });

  it('sends nothing while the key is missing, writes no packet, and calls a person', async () => {
    const withoutKey = services({ elsewhere: 'a-secret-of-enough-length' });
    expect(await channelFor(aVenue(), withoutKey).send(aNotice())).toMatchObject({
      status: 'deferred',
      needsPerson: true,
      reason: 'there is no key for bazaar in the channel secret',
    });
    expect(withoutKey.evidence.objects.size).toBe(0);
  });

  it('cannot tell without a key whether a notice arrived: "no" would let it be sent a second time', async () => {
    expect(await noticeStatusFor(aVenue(), services()).lookUp!('MW-1')).toMatchObject({ found: 'cannot-tell' });
    expect(await noticeStatusFor(packetVenue, services()).lookUp!('MW-1')).toEqual({ found: 'no' });
  });
});
