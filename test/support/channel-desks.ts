import type { Brand } from '#shared/domain/brand.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Mailer } from '#shared/messaging/mailer.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { aVenue } from './a-venue.ts';
import { aListing } from './builders.ts';
import { aBrandWith } from './notices.ts';
import { worldBrand } from './programme-offers.ts';
import { BAZAAR_OFFERS, type DeskContext, type Offers, type OpenDesk } from './venue-desk.ts';
import { cloudflareVenue } from './venue-servers/cloudflare-venue.ts';
import { meliVenue } from './venue-servers/meli-venue.ts';
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

const ACCOUNTS: Record<string, unknown> = {
  'meli-bpp': { clientId: '1', clientSecret: 's', refreshToken: 'TG-0' },
  cloudflare: { accountId: 'abc123', token: 'cf-token' },
};

/** The real channel of a notice over such a line; `disturb` is what befalls the venue at times. */
const speaking =
  (open: (context: DeskContext) => { venue: VenueServer; disturb?: () => void }): OpenDesk =>
  (context) => {
    const { venue, disturb } = open(context);
    const kept = new Map(Object.entries(ACCOUNTS).map(([programme, account]) => [programme, accountKept(account)]));
    const { now, sleep } = context.time;
    return {
      channelFor(notice, targets) {
        if (context.random() < 0.02) disturb?.();
        const isNotice = (url: string) => !url.endsWith('/oauth/token');
        const fetcher = faultyLine(venue, context, { notice, targets, isNotice });
        return channelFor(notice, context.venue, {
          fetcher,
          signingKeys: async () => ({ bazaar: 'a-secret-of-enough-length' }),
          accounts: {
            read: (programme, brandId) => kept.get(programme)!.read(programme, brandId),
            write: (programme, brandId, account) => kept.get(programme)!.write(programme, brandId, account),
          },
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

const SHOP: Offers = {
  venue: aVenue({ id: 'schema-org', hosts: ['parka.example'] }),
  listing: (id) =>
    aListing({
      marketplace: 'schema-org',
      id: `parka.example/p/${id}`,
      url: `https://parka.example/p/${id}`,
      imageUrls: [],
    }),
  idOf: (url) => url.split('/p/')[1],
};

const MELI: Offers = {
  venue: aVenue({ id: 'mercadolibre', hosts: ['mercadolibre.com.mx'] }),
  listing: (id) => {
    const number = 460_000_000 + Number(id);
    const url = `https://articulo.mercadolibre.com.mx/MLM-${number}`;
    return aListing({ marketplace: 'mercadolibre', id: `MLM${number}`, url, imageUrls: [] });
  },
  idOf: (url) => {
    const number = /MLM-(\d+)$/.exec(url)?.[1];
    return number && String(Number(number) - 460_000_000);
  },
};

const NOBODY: VenueServer = {
  booked: () => [],
  answer: () => {
    throw new Error('nothing leaves by itself');
  },
};

/** Shops of their own stand in countries that nobody knows: their notices are for people to approve. */
export const CHANNEL_DESKS: Record<string, ChannelDesk> = {
  webhook: {
    brand: autoBrand([]),
    offers: BAZAAR_OFFERS,
    openDesk: speaking(({ time, faults }) => ({ venue: webhookVenue({ now: time.now, lagMs: faults.lagMs }) })),
  },
  'Mercado Libre': {
    brand: autoBrand([{ programme: 'meli-bpp', by: 'api' }]),
    offers: MELI,
    openDesk: speaking(() => {
      const venue = meliVenue();
      return { venue, disturb: venue.expireTokens };
    }),
  },
  Cloudflare: {
    brand: autoBrand([{ programme: 'cloudflare', by: 'api' }]),
    offers: { ...SHOP, headers: { 'cf-ray': '8a1b2c3d4e5f-FRA' } },
    people: true,
    openDesk: speaking(({ time, faults }) => ({
      venue: cloudflareVenue({ now: time.now, token: 'cf-token', lagMs: faults.lagMs }),
    })),
  },
  'e-mail': {
    brand: autoBrand([{ programme: 'standalone-shop', by: 'email', to: 'abuse@host.example' }]),
    offers: SHOP,
    people: true,
    openDesk: speaking(() => ({ venue: sesVenue() })),
  },
  packet: {
    brand: autoBrand([]),
    offers: SHOP,
    people: true,
    openDesk: speaking(() => ({ venue: NOBODY })),
  },
};
