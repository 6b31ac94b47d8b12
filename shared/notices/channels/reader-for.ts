import type { ChannelKind, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import { programmeById } from '../programmes/index.ts';
import type { Venue } from '../venue.ts';
import type { Channel, NoticeReader } from './channel.ts';
import { createCloudflareChannel } from './cloudflare-abuse.ts';
import { emailReader } from './email.ts';
import { closedDoor } from './http-delivery.ts';
import { createMeliChannel } from './meli-bpp.ts';
import { packetReader } from './packet.ts';
import type { VenueAccounts } from './venue-accounts.ts';
import { createWebhookChannel } from './webhook.ts';

export type NoticeReaderServices = {
  fetcher: Fetcher;
  /** HMAC secrets by marketplace id, as they are now: a venue may have given us another one a minute ago. */
  signingKeys: () => Promise<Readonly<Record<string, string>>>;
  accounts: VenueAccounts;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
};

type MakeReader = (notice: NoticeRecord, venue: Venue, services: NoticeReaderServices) => NoticeReader;

/** Who is asked about a notice, by the kind that is stored with it. No kind answers "no" for what it does not know. */
const READERS: Record<ChannelKind, MakeReader> = {
  webhook: webhookOf,
  packet: () => packetReader,
  email: () => emailReader,
  api: apiOf,
};

export const readerFor = (notice: NoticeRecord, venue: Venue, services: NoticeReaderServices): NoticeReader =>
  READERS[notice.channel](notice, venue, services);

/** A venue whose webhook has no key keeps its kind: what was sent while there was one must still be asked for. */
export function webhookOf(
  _: NoticeRecord,
  { marketplace, origin }: Venue,
  { fetcher, signingKeys, clock }: NoticeReaderServices,
): Channel {
  const { id } = marketplace;
  const opened = async (): Promise<Channel> => {
    try {
      const { [id]: secret } = await signingKeys();
      if (secret) return createWebhookChannel({ fetcher, origin, secret, clock });
      return closed('webhook', `there is no key for ${id} in the channel secret`);
    } catch (error) {
      // Not the message: it may repeat a part of the secret.
      logger.error('channel secret cannot be read', { venue: id, error: (error as Error).name });
      return closed('webhook', 'the channel secret cannot be read now');
    }
  };
  return {
    kind: 'webhook',
    send: async (...notice) => (await opened()).send(...notice),
    lookUp: async (...notice) => (await opened()).lookUp(...notice),
    answers: async (externalId) => (await opened()).answers(externalId),
  };
}

type ApiServices = Pick<NoticeReaderServices, 'fetcher' | 'accounts' | 'clock' | 'sleep'> & { brandId: string };

/** Venues whose own API a program of ours speaks, by programme: where it is, and who speaks it. */
const APIS: Readonly<Record<string, (endpoint: string, services: ApiServices) => Channel>> = {
  'meli-bpp': (origin, services) => createMeliChannel({ origin, ...services }),
  cloudflare: (endpoint, services) => createCloudflareChannel({ endpoint, ...services }),
};

/** Stored with a notice by other code: this code neither sends nor says that it did not arrive. */
export function apiOf({ brandId, content }: NoticeRecord, _: Venue, services: NoticeReaderServices): Channel {
  const { id, endpoint } = programmeById(content.programme);
  const { fetcher, accounts, clock, sleep } = services;
  const speak = APIS[content.programme];
  if (speak && endpoint) return speak(endpoint, { brandId, fetcher, accounts, clock, sleep });
  return closed('api', `this version does not speak to the API of ${id}`);
}

const closed = (kind: ChannelKind, reason: string): Channel => ({
  kind,
  send: async () => closedDoor(reason),
  lookUp: async () => ({ found: 'cannot-tell', reason }),
  answers: async () => undefined,
});
