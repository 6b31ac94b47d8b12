import type { ChannelKind, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import { programmeById } from '../programmes/index.ts';
import type { Venue } from '../venue.ts';
import type { Channel, NoticeReader } from './channel.ts';
import { createCloudflareChannel } from './cloudflare-abuse.ts';
import { emailReader } from './email.ts';
import { httpChannel } from './http-channel.ts';
import { createMeliChannel } from './meli-bpp.ts';
import { packetReader } from './packet.ts';
import { type ApiServices, NotSignedInError, type VenueAccounts } from './venue-accounts.ts';
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
  { marketplace: { id }, origin }: Venue,
  { fetcher, signingKeys, clock }: NoticeReaderServices,
): Channel {
  async function secret(): Promise<string> {
    const keys = await signingKeys().catch((error: Error) => {
      // Not the message: it may repeat a part of the secret.
      logger.error('channel secret cannot be read', { venue: id, error: error.name });
      throw new NotSignedInError('the channel secret cannot be read now', true);
    });
    if (!keys[id]) throw new NotSignedInError(`there is no key for ${id} in the channel secret`, true);
    return keys[id];
  }
  return createWebhookChannel({ fetcher, origin, secret, clock });
}

/** Who speaks to the API of a programme. */
const APIS: Readonly<Record<string, (services: ApiServices) => Channel>> = {
  'meli-bpp': createMeliChannel,
  cloudflare: createCloudflareChannel,
};

/** Stored with a notice by other code: this code neither sends nor says that it did not arrive. */
export function apiOf({ brandId, content }: NoticeRecord, _: Venue, services: NoticeReaderServices): Channel {
  const { id, endpoint } = programmeById(content.programme);
  const open = APIS[content.programme];
  const { fetcher, accounts, clock, sleep } = services;
  if (open && endpoint) return open({ endpoint, brandId, fetcher, accounts, clock, sleep });
  const refuse = async () => {
    throw new NotSignedInError(`this version does not speak to the API of ${id}`, true);
  };
  return httpChannel({ kind: 'api', send: refuse, lookUp: refuse, answers: refuse });
}
