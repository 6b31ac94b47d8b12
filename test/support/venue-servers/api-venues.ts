import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Channel } from '#shared/notices/channels/channel.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { aVenue } from '../a-venue.ts';
import { aListing } from '../builders.ts';
import { aNoticeRecord } from '../notice-builders.ts';
import type { Offers } from '../venue-desk.ts';
import { cloudflareVenue } from './cloudflare-venue.ts';
import { meliVenue } from './meli-venue.ts';
import { accountKept, type VenueServer } from './venue-server.ts';

/** A venue whose API a program of ours speaks, as it documents itself. */
export type ApiVenue = {
  /** Its column in the table of docs/enforcement.md. */
  title: string;
  /** What a brand keeps to sign in with. */
  account: unknown;
  venue: (options: { now: () => Date; lagMs: number }) => VenueServer;
  offers: Offers;
  /** Nothing leaves by itself where the countries of its sites are not known. */
  people?: boolean;
};

/** Shops of their own. */
export const SHOP: Offers = {
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

/** By programme. */
export const API_VENUES: Record<string, ApiVenue> = {
  'meli-bpp': {
    title: 'Mercado Libre',
    account: { clientId: '1', clientSecret: 's', refreshToken: 'TG-0' },
    venue: () => meliVenue(),
    offers: MELI,
  },
  cloudflare: {
    title: 'Cloudflare',
    account: { accountId: 'abc123', token: 'cf-token' },
    venue: ({ now, lagMs }) => cloudflareVenue({ now, lagMs, token: 'cf-token' }),
    offers: { ...SHOP, headers: { 'cf-ray': '8a1b2c3d4e5f-FRA' } },
    people: true,
  },
};

/** The channel that runs on AWS, signed in as a brand is. */
export function openApi(programme: string, fetcher: Fetcher, clock: () => Date): Channel {
  const notice = aNoticeRecord({ channel: 'api', content: { ...aNoticeRecord().content, programme } });
  return channelFor(notice, aVenue(), {
    fetcher,
    clock,
    accounts: accountKept(API_VENUES[programme]!.account),
    signingKeys: async () => ({}),
    mailer: undefined,
    sleep: async () => {},
    buildPacket: async () => Promise.reject(new Error('no packet is to be built')),
  });
}
