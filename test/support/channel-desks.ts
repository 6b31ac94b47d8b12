import type { Brand } from '#shared/domain/brand.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Mailer } from '#shared/messaging/mailer.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { aBrandWith } from './notices.ts';
import { worldBrand } from './programme-offers.ts';
import { BAZAAR_OFFERS, type DeskContext, type Offers, type OpenDesk } from './venue-desk.ts';
import { API_VENUES, SHOP } from './venue-servers/api-venues.ts';
import { sesVenue } from './venue-servers/ses-venue.ts';
import { accountKept, fetcherOf, type VenueServer } from './venue-servers/venue-server.ts';
import { webhookVenue } from './venue-servers/webhook-venue.ts';

/** A channel as it runs on AWS, with a venue at its other end that behaves as documented. */
export type ChannelDesk = { brand: Brand; offers: Offers; openDesk: OpenDesk; people?: boolean };

const autoBrand = (channels: Brand['enforcement']['channels']): Brand =>
  aBrandWith(worldBrand.rights!, { enforcement: { mode: 'auto', dailyCap: 100_000, channels } });

/** On a line that loses answers, at a door that is busy at times. */
function faultyLine(
  venue: VenueServer,
  { time, random, faults, arrive }: DeskContext,
  {
    notice,
    targets,
    isNotice,
  }: { notice: NoticeRecord; targets: readonly Target[]; isNotice: (url: string) => boolean },
): Fetcher {
  const plain = fetcherOf(venue);
  return async (url, options) => {
    const isSending = options?.method === 'POST' && isNotice(url);
    if (isSending && random() < faults.busy)
      return { url, status: 429, headers: {}, contentType: '', body: new Uint8Array() };
    // A token whose answer gets lost is lost for good: that needs a person, and is tested by itself.
    const mayGetLost = isSending || options?.method !== 'POST';
    const isLost = mayGetLost && random() < (isSending ? faults.lostAnswer : faults.lostLookUp);
    const before = venue.booked().length;
    const answer = !isLost || random() < 0.5 ? plain(url, options) : undefined;
    if (venue.booked().length > before) arrive(notice, targets);
    await time.sleep(random() * 20_000);
    if (isLost || !answer) throw new TransientError('no answer');
    return answer;
  };
}

/** The real channel of a notice over such a line, at a venue whose tokens run out at times. */
const speaking =
  (open: (options: { now: () => Date; lagMs: number }) => VenueServer, account?: unknown): OpenDesk =>
  (context) => {
    const venue = open({ now: context.time.now, lagMs: context.faults.lagMs });
    const accounts = accountKept(account);
    const { now, sleep } = context.time;
    return {
      channelFor(notice, targets) {
        if (context.random() < 0.02) venue.expireTokens?.();
        const isNotice = (url: string) => !url.endsWith('/oauth/token');
        const fetcher = faultyLine(venue, context, { notice, targets, isNotice });
        return channelFor(notice, context.venue, {
          fetcher,
          signingKeys: async () => ({ bazaar: 'a-secret-of-enough-length' }),
          accounts,
          mailer: mailerOver(fetcher),
          buildPacket: async ({ reference }) => ({ key: `packets/${reference}.zip` }),
          clock: now,
          sleep,
        });
      },
    };
  };

/** As SES' client does, without its signatures. */
const mailerOver = (fetcher: Fetcher): Mailer => ({
  sender: 'notices@markwarden.example',
  async send({ raw, to, reference }) {
    const Content = { Raw: { Data: Buffer.from(raw).toString('base64') } };
    const message = { FromEmailAddress: 'notices@markwarden.example', Destination: { ToAddresses: to }, Content };
    const body = JSON.stringify({ ...message, EmailTags: [{ Name: 'notice', Value: reference }] });
    try {
      const answer = await fetcher('https://ses.example/v2/email/outbound-emails', { method: 'POST', body });
      if (answer.status === 429) return { status: 'busy', reason: 'slow down' };
      const { MessageId } = JSON.parse(Buffer.from(answer.body).toString()) as { MessageId: string };
      return { status: 'taken', messageId: MessageId };
    } catch (error) {
      return { status: 'unknown', reason: (error as Error).message };
    }
  },
});

const NOBODY: VenueServer = {
  booked: () => [],
  answer: () => {
    throw new Error('nothing leaves by itself');
  },
};

export const CHANNEL_DESKS: Record<string, ChannelDesk> = {
  webhook: { brand: autoBrand([]), offers: BAZAAR_OFFERS, openDesk: speaking(webhookVenue) },
  ...Object.fromEntries(
    Object.entries(API_VENUES).map(([programme, { title, account, venue, offers, people }]): [string, ChannelDesk] => [
      title,
      { brand: autoBrand([{ programme, by: 'api' }]), offers, people, openDesk: speaking(venue, account) },
    ]),
  ),
  'e-mail': {
    brand: autoBrand([{ programme: 'standalone-shop', by: 'email', to: 'abuse@host.example' }]),
    offers: SHOP,
    people: true,
    openDesk: speaking(sesVenue),
  },
  packet: { brand: autoBrand([]), offers: SHOP, people: true, openDesk: speaking(() => NOBODY) },
};
