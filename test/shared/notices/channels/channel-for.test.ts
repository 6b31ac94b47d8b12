import { describe, expect, it } from 'vitest';
import { Arrangement } from '#shared/domain/brand.ts';
import type { ClaimKind } from '#shared/domain/claim.ts';
import { ChannelKind } from '#shared/domain/notice-record.ts';
import type { FetchOptions } from '#shared/fetching/fetcher.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { channelOf, freshHoursOf } from '#shared/notices/channels/channel-of.ts';
import { readerFor } from '#shared/notices/channels/reader-for.ts';
import { programmeById, programmes } from '#shared/notices/programmes/index.ts';
import { programmeFor } from '#shared/notices/programmes/programme-of.ts';
import { aVenue } from '#test/support/a-venue.ts';
import { aBrand } from '#test/support/builders.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';

const services = (keys: Record<string, string> = {}) => ({
  fetcher: async () => Promise.reject(new Error('nobody is to be asked')),
  signingKeys: async () => keys,
  accounts: { read: async () => undefined, write: async () => {} },
  mailer: undefined,
  sleep: async () => {},
  clock: () => new Date('2026-06-01T12:00:00.000Z'),
  buildPacket: async () => Promise.reject(new Error('no packet is to be built')),
});

const stored = (channel: ChannelKind, programme = 'bazaar') =>
  aNoticeRecord({ channel, content: { ...aNoticeRecord().content, programme } });

const brandWith = (...channels: Arrangement[]) => aBrand({ enforcement: { channels } });
const goes = (programme: string, site: string, claim: ClaimKind, ...channels: Arrangement[]) =>
  channelOf(programmeById(programme), site, claim, brandWith(...channels));

describe('how a notice goes', () => {
  it('is a packet for a person wherever the brand has arranged nothing and the venue takes nothing from a program', () => {
    const usual = programmes.map(({ id }) => [id, goes(id, 'anywhere', 'counterfeit').kind]);
    expect(Object.fromEntries(usual)).toMatchObject({ bazaar: 'webhook', 'ebay-noci': 'packet', 'meli-bpp': 'packet' });
    expect(usual.filter(([, kind]) => kind !== 'packet')).toEqual([['bazaar', 'webhook']]);
  });

  it('is what the brand has arranged with the venue, for the claims that it takes that way', () => {
    const member = { programme: 'meli-bpp', by: 'api' } as const;
    expect(goes('meli-bpp', 'mercadolibre.com.mx', 'counterfeit', member)).toEqual({ kind: 'api' });
    expect(goes('meli-bpp', 'mercadolibre.com.mx', 'copyright-image', member)).toEqual({ kind: 'packet' });
    expect(goes('cloudflare', 'parka.example', 'copyright-image', { programme: 'cloudflare', by: 'api' })).toEqual({
      kind: 'packet',
    });
  });

  it('is never what the venue does not offer', () => {
    const to = 'vero@venue.example';
    expect(goes('ebay-noci', 'ebay.de', 'counterfeit', { programme: 'ebay-noci', by: 'email', to })).toEqual({
      kind: 'packet',
    });
  });

  it('goes by what is said of the site before what is said of all sites', () => {
    const all = { programme: 'dsa-art16', by: 'email', to: 'all@venue.example' } as const;
    const one = { ...all, site: 'vinted.fr', to: 'fr@venue.example' };
    expect(goes('dsa-art16', 'vinted.fr', 'counterfeit', all, one)).toEqual({ kind: 'email', to: 'fr@venue.example' });
    expect(goes('dsa-art16', 'vinted.de', 'counterfeit', all, one)).toEqual({ kind: 'email', to: 'all@venue.example' });
    expect(goes('dsa-art16', 'vinted.de', 'counterfeit', one)).toEqual({ kind: 'packet' });
  });

  it('needs an address by mail, and none otherwise', () => {
    expect(Arrangement.safeParse({ programme: 'dsa-art16', by: 'email' }).error?.issues[0]?.path).toEqual(['to']);
    expect(Arrangement.safeParse({ programme: 'cloudflare', by: 'api', to: 'a@b.example' }).success).toBe(false);
  });

  it('leaves on a look of the last hour when it leaves by itself, also where people who file have a day', () => {
    expect(freshHoursOf(stored('packet', 'dsa-art16'))).toBe(24);
    expect(freshHoursOf(stored('email', 'dsa-art16'))).toBe(1);
  });
});

describe('the programme of a shop of its own', () => {
  const cloudflare = { programme: 'cloudflare', by: 'api' } as const;
  it('is Cloudflare’s where its pages come through Cloudflare and the brand has an account there', () => {
    const headers = { 'cf-ray': '8a1b2c3d4e5f-FRA' };
    expect(programmeFor('schema-org', brandWith(cloudflare), headers).id).toBe('cloudflare');
    expect(programmeFor('schema-org', brandWith(), headers).id).toBe('standalone-shop');
    expect(programmeFor('schema-org', brandWith(cloudflare), {}).id).toBe('standalone-shop');
    // Marketplaces have desks of their own, whoever carries their pages.
    expect(programmeFor('vinted@vinted.fr', brandWith(cloudflare), headers).id).toBe('dsa-art16');
  });
});

describe('the channel of a notice', () => {
  it('is asked as it was sent: every kind that a notice can be stored with has both', () => {
    for (const kind of ChannelKind.options) {
      expect(channelFor(stored(kind), aVenue(), services()).kind).toBe(kind);
      expect(readerFor(stored(kind), aVenue(), services()).kind).toBe(kind);
    }
  });

  it('speaks to every API that a programme offers', async () => {
    const apis = programmes.filter(({ offers }) => offers?.api);
    expect(apis.length).toBeGreaterThan(1);
    for (const { id } of apis) {
      const delivery = await channelFor(stored('api', id), aVenue(), services()).send(stored('api', id), [aTarget()]);
      expect(delivery).toMatchObject({
        status: 'deferred',
        needsPerson: true,
        reason: `there is no venue account ${id}/nordhavn`,
      });
    }
    expect(await channelFor(stored('api', 'ebay-noci'), aVenue(), services()).send(stored('api'), [])).toMatchObject({
      needsPerson: true,
      reason: 'this version does not speak to the API of ebay-noci',
    });
  });

  it('sends nothing while the key is missing, writes no packet, and calls a person', async () => {
    const withoutKey = services({ elsewhere: 'a-secret-of-enough-length' });
    expect(await channelFor(stored('webhook'), aVenue(), withoutKey).send(aNoticeRecord(), [aTarget()])).toMatchObject({
      status: 'deferred',
      needsPerson: true,
      reason: 'there is no key for bazaar in the channel secret',
    });
  });

  it('signs with the key of now, and keeps nobody waiting but the venue whose secret cannot be read', async () => {
    const signed: string[] = [];
    let keys: Record<string, string> | Error = { bazaar: 'the-key-of-yesterday' };
    const turning = {
      ...services(),
      fetcher: async (url: string, { headers }: FetchOptions = {}) => {
        signed.push(headers!['x-signature']!);
        return { url, status: 503, headers: {}, contentType: '', body: new Uint8Array() };
      },
      signingKeys: async () => {
        if (keys instanceof Error) throw keys;
        return keys;
      },
    };
    const channel = channelFor(stored('webhook'), aVenue(), turning);
    const send = () => channel.send(stored('webhook'), [aTarget()]);
    await send();
    keys = { bazaar: 'the-key-of-this-morning' };
    await send();
    expect(new Set(signed).size).toBe(2);
    keys = new SyntaxError('Unexpected token in {"bazaar": "the-key-');
    expect(await send()).toMatchObject({ status: 'deferred', reason: 'the channel secret cannot be read now' });
    expect(await channel.lookUp(stored('webhook'), [aTarget()])).toMatchObject({ found: 'cannot-tell' });
    expect(await channel.answers('V-1')).toBeUndefined();
  });

  it('never answers "no" for what it does not know: that would let a notice be sent a second time', async () => {
    for (const kind of ChannelKind.options)
      for (const { id } of programmes)
        expect(
          await readerFor(stored(kind, id), aVenue(), services()).lookUp(stored(kind, id), [aTarget()]),
        ).toMatchObject({ found: 'cannot-tell' });
  });
});
