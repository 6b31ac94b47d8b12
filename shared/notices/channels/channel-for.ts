import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { programmeById } from '../programmes/index.ts';
import type { Venue } from '../venue.ts';
import type { Channel, NoticeStatusReader } from './channel.ts';
import { createPacketChannel, packetStatus } from './packet.ts';
import { createWebhookChannel } from './webhook.ts';

export type NoticeStatusServices = {
  fetcher: Fetcher;
  /** HMAC secrets by marketplace id. */
  secrets: Readonly<Record<string, string>>;
  clock: Clock;
};

/** How this venue takes notices. Whatever cannot be sent by a program becomes a packet for a person. */
export function channelFor(
  venue: Venue,
  services: NoticeStatusServices & { evidence: Pick<EvidenceStore, 'put'> },
): Channel {
  return (
    webhookOf(venue, services) ?? createPacketChannel(services.evidence, programmeById(venue.marketplace.programme))
  );
}

/** Who to ask about notices that were sent to this venue. */
export function noticeStatusFor(venue: Venue, services: NoticeStatusServices): NoticeStatusReader {
  return webhookOf(venue, services) ?? packetStatus;
}

function webhookOf(
  { marketplace, origin }: Venue,
  { fetcher, secrets, clock }: NoticeStatusServices,
): Channel | undefined {
  if (programmeById(marketplace.programme).channel !== 'webhook') return undefined;
  const secret = secrets[marketplace.id];
  return secret ? createWebhookChannel({ fetcher, origin, secret, clock }) : webhookWithoutKey(marketplace.id);
}

const KEY_RETRY_MS = 3_600_000;

/** Not a packet: that a packet never left by itself says nothing of the notices that were sent while there was a key. */
function webhookWithoutKey(marketplace: string): Channel {
  const reason = `there is no key for ${marketplace} in the channel secret`;
  return {
    id: 'webhook',
    send: async () => ({ status: 'deferred', retryAfterMs: KEY_RETRY_MS, reason, needsPerson: true }),
    lookUp: async () => ({ found: 'cannot-tell', reason }),
  };
}
