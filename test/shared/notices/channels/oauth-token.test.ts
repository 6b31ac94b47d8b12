import { describe, expect, it } from 'vitest';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { withOAuthToken } from '#shared/notices/channels/oauth-token.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { meliVenue } from '#test/support/venue-servers/meli-venue.ts';
import { fetcherOf } from '#test/support/venue-servers/venue-server.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const CASE = 'https://api.example/moderations/pppi/case/1';

function aWorld(account: unknown = { clientId: '1', clientSecret: 's', refreshToken: 'TG-0' }) {
  const venue = meliVenue();
  const world = {
    kept: account,
    now: NOW,
    fetcher: fetcherOf(venue) as Fetcher,
    refuseWrites: false,
    sleep: async (_ms: number) => {},
  };
  const asked: string[] = [];
  const worker = () =>
    withOAuthToken({
      accounts: {
        read: async () => world.kept,
        write: async (_programme, _brandId, next) => {
          if (world.refuseWrites) throw new Error('no secret can be written');
          world.kept = next;
        },
      },
      programme: 'meli-bpp',
      brandId: 'nordhavn',
      tokenUrl: 'https://api.example/oauth/token',
      fetcher: (url, options) => world.fetcher(url, options),
      clock: () => world.now,
      sleep: (ms) => world.sleep(ms),
    })((token) => {
      asked.push(token);
      return world.fetcher(CASE, { headers: { authorization: `Bearer ${token}` } });
    });
  return { world, venue, asked, call: worker };
}

describe('a call with an access token', () => {
  it('gets its first token by the refresh token, and keeps what comes with it', async () => {
    const { call, world, asked } = aWorld();
    expect((await call()).status).toBe(404); // let in: there is no such case
    expect(asked).toEqual(['APP_USR-1']);
    expect(world.kept).toEqual({
      clientId: '1',
      clientSecret: 's',
      refreshToken: 'TG-1',
      accessToken: 'APP_USR-1',
      expiresAt: '2026-06-01T18:00:00.000Z',
    });
  });

  it('uses the token until shortly before its end, then renews it', async () => {
    const { call, world, venue, asked } = aWorld();
    await call();
    await call();
    world.now = new Date('2026-06-01T17:56:00.000Z');
    await call();
    expect(asked).toEqual(['APP_USR-1', 'APP_USR-1', 'APP_USR-2']);
    expect(venue.refreshes()).toBe(2);
  });

  it('renews a token that the venue takes back, and asks once more; not for ever', async () => {
    const { call, world, venue, asked } = aWorld();
    await call();
    venue.expireTokens();
    expect((await call()).status).toBe(404);
    expect(asked).toEqual(['APP_USR-1', 'APP_USR-1', 'APP_USR-2']);
    const { fetcher } = world;
    world.fetcher = async (url, options) => ({
      ...(await fetcher(url, options)),
      ...(url === CASE && { status: 401 }),
    });
    expect((await call()).status).toBe(401);
    expect(asked).toHaveLength(5);
  });

  it('goes on with what another worker has kept, when that one was quicker with the refresh token', async () => {
    const { call, world, venue, asked } = aWorld();
    const { kept, fetcher } = world;
    world.fetcher = async (url, options) => {
      if (venue.refreshes() === 0) await fetcher(url, options); // the other worker's, with the same refresh token
      return fetcher(url, options);
    };
    const waited: number[] = [];
    world.sleep = async (ms) => {
      waited.push(ms);
      if (waited.length === 2) world.kept = { ...(kept as object), refreshToken: 'TG-1', accessToken: 'APP_USR-1' };
    };
    expect((await call()).status).toBe(404);
    expect(asked).toEqual(['APP_USR-1']);
    expect(waited).toHaveLength(2);
    expect(venue.refreshes()).toBe(1);
  });

  it('goes on when the new token cannot be kept: what it is for can still be done', async () => {
    const { call, world } = aWorld();
    world.refuseWrites = true;
    expect((await call()).status).toBe(404);
  });

  it.each([
    ['no account', undefined, 'there is no venue account meli-bpp/nordhavn'],
    ['a part missing', { clientId: '1', refreshToken: 'TG-0' }, 'clientSecret is missing or wrong'],
    [
      'a refresh token that is used up',
      { clientId: '1', clientSecret: 's', refreshToken: 'TG-9' },
      'sign in there again',
    ],
  ])('asks for a person, by name of the field, with %s', async (_, account, why) => {
    const { call, world, asked } = aWorld();
    world.kept = account;
    await expect(call()).rejects.toMatchObject({
      name: 'NotSignedInError',
      needsPerson: true,
      message: expect.stringContaining(why),
    });
    expect(asked).toEqual([]);
  });

  it.each([500, 429])('comes back later when the venue gives no token now (%i)', async (status) => {
    const { call, world, asked } = aWorld();
    const { fetcher } = world;
    world.fetcher = async (url, options) => ({ ...(await fetcher(url, options)), status });
    await expect(call()).rejects.toMatchObject({ name: 'NotSignedInError', needsPerson: false });
    world.fetcher = () => Promise.reject(new TransientError('reset'));
    await expect(call()).rejects.toMatchObject({ name: 'NotSignedInError', needsPerson: false });
    expect(asked).toEqual([]);
  });
});
