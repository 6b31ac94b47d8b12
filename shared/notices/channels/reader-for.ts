import type { ChannelKind } from '#shared/domain/notice-record.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { Venue } from '../venue.ts';
import type { Channel, NoticeReader } from './channel.ts';
import { packetReader } from './packet.ts';
import { createWebhookChannel } from './webhook.ts';

export type NoticeReaderServices = {
  fetcher: Fetcher;
  /** HMAC secrets by marketplace id. */
  secrets: Readonly<Record<string, string>>;
  clock: Clock;
};

type MakeReader = (venue: Venue, services: NoticeReaderServices) => NoticeReader;

/** Who is asked about a notice, by the kind that is stored with it. No kind answers "no" for what it does not know. */
const READERS: Record<ChannelKind, MakeReader> = {
  webhook: webhookOf,
  packet: () => packetReader,
  email: () => notYet('email'),
  api: () => notYet('api'),
};

export const readerFor = (kind: ChannelKind, venue: Venue, services: NoticeReaderServices): NoticeReader =>
  READERS[kind](venue, services);

const KEY_RETRY_MS = 3_600_000;

/** A venue whose webhook has no key keeps its kind: what was sent while there was one must still be asked for. */
export function webhookOf({ marketplace, origin }: Venue, { fetcher, secrets, clock }: NoticeReaderServices): Channel {
  const secret = secrets[marketplace.id];
  if (secret) return createWebhookChannel({ fetcher, origin, secret, clock });
  return closed('webhook', `there is no key for ${marketplace.id} in the channel secret`);
}

/** Stored with a notice by newer code: this code neither sends nor says that it did not arrive. */
export const notYet = (kind: ChannelKind): Channel => closed(kind, `this version cannot speak to venues by ${kind}`);

function closed(kind: ChannelKind, reason: string): Channel {
  return {
    kind,
    send: async () => ({ status: 'deferred', retryAfterMs: KEY_RETRY_MS, reason, needsPerson: true }),
    lookUp: async () => ({ found: 'cannot-tell', reason }),
    answers: async () => undefined,
  };
}
