import type { PacketClient } from '#shared/messaging/packet-client.ts';
import type { Channel, NoticeReader } from './channel.ts';

/** Nothing leaves; the notice waits until a person says that it was filed. */
export const createPacketChannel = (buildPacket: PacketClient): Channel => ({
  ...packetReader,
  async send({ brandId, reference, content }, targets) {
    const request = { brandId, reference, content, targets: targets.map(({ statement }) => statement) };
    try {
      return { status: 'ready-to-file', packetKey: (await buildPacket(request)).key };
    } catch (error) {
      const reason = `the packet could not be built: ${(error as Error).message}`;
      return { status: 'deferred', retryAfterMs: RETRY_MS, reason };
    }
  },
});

const RETRY_MS = 10 * 60_000;

/** Whether a person has filed it the person says, and nobody else can. */
export const packetReader: NoticeReader = {
  kind: 'packet',
  lookUp: async () => ({ found: 'cannot-tell', reason: 'a packet is filed by a person, who says so' }),
  answers: async () => undefined,
};
