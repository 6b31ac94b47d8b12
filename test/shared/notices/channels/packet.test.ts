import { describe, expect, it } from 'vitest';
import type { PacketRequest } from '#shared/domain/packet.ts';
import { createPacketChannel } from '#shared/notices/channels/packet.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';

const notice = aNoticeRecord({ channel: 'packet' });

describe('a packet for a person to file', () => {
  it('is built of what was approved, and stored under the key that its function says', async () => {
    const asked: PacketRequest[] = [];
    const channel = createPacketChannel(async (request) => {
      asked.push(request);
      return { key: 'packets/nordhavn/1.zip' };
    });
    const targets = [aTarget({}, '1'), aTarget({}, '2')];
    expect(await channel.send(notice, targets)).toEqual({
      status: 'ready-to-file',
      packetKey: 'packets/nordhavn/1.zip',
    });
    const { brandId, reference, content } = notice;
    expect(asked).toEqual([{ brandId, reference, content, targets: targets.map(({ statement }) => statement) }]);
  });

  it('is tried again when it cannot be built', async () => {
    const channel = createPacketChannel(async () => {
      throw new Error('page is not what was stored');
    });
    expect(await channel.send(notice, [aTarget()])).toMatchObject({
      status: 'deferred',
      reason: 'the packet could not be built: page is not what was stored',
    });
  });
});
