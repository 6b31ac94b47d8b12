import { describe, expect, test } from 'vitest';
import { anAccess, anAdmin } from '../../support/an-access.ts';
import { apiOfThisFile, NOW, openCase } from '../../support/an-api.ts';
import { aBrand, aListing } from '../../support/builders.ts';

const anApi = apiOfThisFile();

describe('brands', () => {
  test('registering prepares the topic, stores the profile and makes its watches due', async () => {
    const { call, prepared } = anApi();

    const first = await call('POST', '/brands', aBrand({ id: 'api-one' }));
    const again = await call('PUT', '/brands/api-one', aBrand({ id: 'api-one', name: 'Renamed' }));

    expect([first.status, again.status]).toEqual([201, 200]);
    expect(prepared).toEqual(['api-one', 'api-one']);
    expect((await call('GET', '/brands/api-one')).json.brand.name).toBe('Renamed');
    const { watches } = (await call('GET', '/brands/api-one/watches')).json;
    expect(watches).toMatchObject([{ keyword: 'nordhavn jacket', marketplace: 'bazaar', nextAt: NOW.toISOString() }]);
  });

  test('a change to a profile that somebody saw brings back no brand that is gone since', async () => {
    const { call } = anApi();
    const seen = { 'if-match': '"as-it-was"' };
    expect((await call('PUT', '/brands/api-gone', aBrand({ id: 'api-gone' }), anAdmin(), seen)).status).toBe(412);
    expect((await call('GET', '/brands/api-gone')).status).toBe(404);
  });

  test('searches are suggested from judged offers, with how many these are', async () => {
    const { call, cases } = anApi();
    const fingerprint = { ...aBrand().fingerprint, names: ['Velora'] };
    await call('POST', '/brands', aBrand({ id: 'api-velora', fingerprint }));
    for (const id of ['v1', 'v2']) {
      const listing = aListing({ id, title: 'Velore Fjord Parka', seller: { id, name: id } });
      await openCase(cases, { id: `api-velora~bazaar~${id}~1`, brandId: 'api-velora', state: 'removed', listing });
    }
    const { json } = await call('GET', '/brands/api-velora/keyword-suggestions');
    expect(json).toMatchObject({ confirmed: 2, cleared: 0, suggestions: [{ keyword: 'velore', found: 2, missed: 2 }] });
  });

  test('an invalid brand is refused naming every field, and nothing is stored', async () => {
    const { call } = anApi();

    const answer = await call('POST', '/brands', { id: 'api-bad', fingerprint: { names: [] } });

    expect(answer.status).toBe(400);
    expect(answer.json.errors.map((detail: { field: string }) => detail.field)).toEqual(['name', 'fingerprint.names']);
    expect((await call('GET', '/brands/api-bad')).status).toBe(404);
  });

  test('a marketplace that nobody reads is refused with the nearest one', async () => {
    const { call } = anApi();
    const watches = [{ keyword: 'x', marketplaces: ['ebayy'] }];

    const answer = await call('POST', '/brands', { ...aBrand({ id: 'api-typo' }), watches });

    expect(answer.status).toBe(400);
    expect(answer.json.detail).toContain('"ebay"');
  });

  test('a brand that no item can hold is refused before its topic is made, with what is large about it', async () => {
    const { call, prepared } = anApi();
    const names = Array.from({ length: 20_000 }, (_, n) => `Nordhavn number ${n}`);

    const { status, json } = await call('POST', '/brands', {
      ...aBrand({ id: 'api-large' }),
      fingerprint: { names },
    });

    expect(status).toBe(413);
    expect(json.detail).toContain('fingerprint.names');
    expect(prepared).toEqual([]);
  });

  test('a brand that asks more of a marketplace than its pace allows is told so, with the arithmetic', async () => {
    const { call } = anApi();
    const watches = Array.from({ length: 900 }, (_, n) => ({
      keyword: `jacket ${n}`,
      marketplaces: ['ebay'],
      every: '15m',
    }));

    const { json } = await call('POST', '/brands', { ...aBrand({ id: 'api-crowded' }), watches });

    expect(json.warnings.map(({ message }: { message: string }) => message).join()).toMatch(
      /asked of www\.ebay\.com than its pace allows.* ask for up to 7,2\d\d pages an hour, and 1,350 can be read/,
    );
  });

  test('a profile that would lose rights or authorised sellers is refused until the loss is meant, by either way in', async () => {
    const { call } = anApi();
    const brand = aBrand({ id: 'api-loss' });
    await call('POST', '/brands', brand);
    const bare = { ...brand, marks: [], fingerprint: { ...brand.fingerprint, authorisedSellers: [] } };

    const refused = [await call('PUT', '/brands/api-loss', bare), await call('POST', '/brands', bare)];

    for (const { status, text } of refused) {
      expect(status).toBe(409);
      expect(text).toMatch(/marks: 1 → 0.*authorised sellers: 1 → 0/);
    }
    expect((await call('GET', '/brands/api-loss')).json.brand.marks).toHaveLength(1);
    expect((await call('PUT', '/brands/api-loss?replace=true', bare)).status).toBe(200);
    expect((await call('GET', '/brands/api-loss')).json.brand.marks).toEqual([]);
  });

  test("nobody joins another owner's brands but who administers every brand", async () => {
    const { call } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-owned' }));
    const joined = { ...aBrand({ id: 'api-owned' }), owner: 'big-group' };
    const refused = await call('PUT', '/brands/api-owned', joined, anAccess('api-owned', ['admin']));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('owner: only an administrator of every brand');
    expect((await call('GET', '/brands/api-owned')).json.brand.owner).toBeUndefined();
    expect((await call('PUT', '/brands/api-owned', joined)).status).toBe(200);
    const renamed = { ...joined, name: 'Renamed' };
    expect((await call('PUT', '/brands/api-owned', renamed, anAccess('api-owned', ['admin']))).status).toBe(200);
  });

  test('a watch that can never be fetched is said at registration', async () => {
    const { call } = anApi();
    const marketplaces = ['shopify@http://127.0.0.1:8080', 'schema-org@https://shop.example:8443/?q={keyword}'];
    const answer = await call('POST', '/brands', aBrand({ id: 'api-deaf', watches: [{ keyword: 'x', marketplaces }] }));

    expect(answer.json.warnings.map(({ field }: { field: string }) => field)).toEqual([
      'contacts.reporter',
      'fingerprint.images',
      'watches.0.marketplaces.0',
      'watches.0.marketplaces.1',
    ]);
    expect(answer.text).toMatch(/never be fetched: port 8080[\s\S]*never be fetched: port 8443/);
  });

  test('a scan on demand makes matching watches due and starts them, and says so when none matches', async () => {
    const { call, ticks } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-scan' }));

    expect((await call('POST', '/brands/api-scan/scans', { keyword: 'nordhavn jacket' })).json).toEqual({ watches: 1 });
    expect((await call('POST', '/brands/api-scan/scans', { keyword: 'nothing like it' })).status).toBe(404);
    expect((await call('POST', '/brands/nobody/scans')).status).toBe(404);
    expect(ticks).toHaveLength(1);
  });
});

describe('figures that are made anew', () => {
  test('are begun once, asked for until they are done, and begun again after that', async () => {
    const api = anApi();
    await api.services.brands.put(aBrand(), NOW);
    const begun: string[] = [];
    api.services.rebuild = async (brandId) => void begun.push(brandId);
    const path = '/brands/nordhavn/figures/rebuild';
    expect((await api.call('GET', path)).json).toEqual({});
    const first = await api.call('POST', path);
    expect(first.json.rebuild).toMatchObject({ state: 'running', read: 0, by: 'analyst:jane@nordhavn.example' });
    expect((await api.call('POST', path)).json).toEqual(first.json);
    expect((await api.call('GET', path)).json).toEqual(first.json);
    expect(begun).toEqual(['nordhavn']);
    await api.services.rollUps.setRebuild('nordhavn', { ...first.json.rebuild, state: 'done' });
    await api.call('POST', path);
    expect(begun).toHaveLength(2);
  });

  test('are begun once by two who ask at the same moment', async () => {
    const api = anApi();
    await api.services.brands.put(aBrand({ id: 'fjellvik' }), NOW);
    const begun: string[] = [];
    api.services.rebuild = async (brandId) => void begun.push(brandId);
    const { rebuild } = api.services.rollUps;
    let [asking, bothHaveRead] = [0, () => {}];
    const both = new Promise<void>((resolve) => {
      bothHaveRead = resolve;
    });
    api.services.rollUps.rebuild = async (brandId) => {
      const found = await rebuild(brandId);
      if (++asking === 2) bothHaveRead();
      await both;
      return found;
    };
    const path = '/brands/fjellvik/figures/rebuild';
    const answers = await Promise.all([api.call('POST', path), api.call('POST', path)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(begun).toEqual(['fjellvik']);
  });

  test('that cannot be begun are not waited for', async () => {
    const api = anApi();
    await api.services.brands.put(aBrand(), NOW);
    api.services.rebuild = () => Promise.reject(new Error('no such function'));
    const path = '/brands/nordhavn/figures/rebuild';
    await api.services.rollUps.setRebuild('nordhavn', {
      state: 'done',
      by: 'x',
      askedAt: '2026-01-01T00:00:00.000Z',
      at: '2026-01-01T00:00:00.000Z',
      read: 0,
    });
    expect((await api.call('POST', path)).status).toBe(500);
    expect((await api.call('GET', path)).json.rebuild).toMatchObject({ state: 'failed', why: 'no such function' });
  });
});
