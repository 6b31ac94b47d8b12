import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiFor } from '#functions/api/api.ts';
import type { Case } from '#shared/domain/case.ts';
import { anAdmin } from '../../support/an-access.ts';
import { apiOfThisFile, NOW, openCase } from '../../support/an-api.ts';
import { aBrand, aListing } from '../../support/builders.ts';

const anApi = apiOfThisFile();

describe('cases', () => {
  test('approving queues the case under the name of the analyst and asks for the notice', async () => {
    const { call, cases, takedowns } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });

    const answer = await call('POST', `/cases/${encodeURIComponent(id)}/approve`, {});

    expect(answer.json.case).toMatchObject({ state: 'queued', approvedBy: 'analyst:jane@nordhavn.example' });
    expect(takedowns).toMatchObject([{ job: { caseId: id }, options: { group: 'bazaar~nordhavn' } }]);
  });

  test('approving twice is one approval in the history', async () => {
    const { call, cases } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });
    const path = `/cases/${encodeURIComponent(id)}/approve`;

    const first = await call('POST', path, {});
    const second = await call('POST', path, {});

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.json.case.events).toEqual(first.json.case.events);
  });

  test.each(['removed', 'dismissed', 'submitted', 'withdrawn', 'drafted'] as const)(
    'a %s case cannot be approved',
    async (state) => {
      const { call, cases, takedowns } = anApi();
      const { id } = await openCase(cases, { state });

      const answer = await call('POST', `/cases/${encodeURIComponent(id)}/approve`, {});

      expect(answer.status).toBe(409);
      expect(answer.json.detail).toContain(`"${state}"`);
      expect(takedowns).toEqual([]);
    },
  );

  test('dismissing needs a reason', async () => {
    const { call, cases } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });
    const path = `/cases/${encodeURIComponent(id)}/dismiss`;

    expect((await call('POST', path, {})).json.errors).toMatchObject([{ field: 'reason' }]);
    expect((await call('POST', path, { reason: 'genuine second-hand' })).json.case.state).toBe('dismissed');
  });

  test('dismissing as authorised says how to declare the seller, until that is done', async () => {
    const { call, cases } = anApi();
    const brand = aBrand({ id: 'api-authorised' });
    await call('POST', '/brands', brand);
    const { id } = await openCase(cases, {
      brandId: brand.id,
      state: 'flagged',
      listing: aListing({ seller: { id: 'fjord "outlet"' } }),
    });
    const path = `/cases/${encodeURIComponent(id)}`;
    expect((await call('GET', path)).json.nextStep).toBeUndefined();

    const { json } = await call('POST', `${path}/dismiss`, { reason: 'our outlet', authorised: true });
    expect(json.case.state).toBe('authorised');
    const entry = '{ "marketplace": "bazaar", "sellerId": "fjord \\"outlet\\"" }';
    expect(json.nextStep).toContain(`Add ${entry} to fingerprint.authorisedSellers`);
    expect(json.nextStep).toContain('npx markwarden brand add brand.yaml');
    expect((await call('GET', path)).json.nextStep).toBe(json.nextStep);

    const authorisedSellers = [...brand.fingerprint.authorisedSellers, parse(entry)];
    await call('POST', '/brands', { ...brand, fingerprint: { ...brand.fingerprint, authorisedSellers } });
    expect((await call('GET', path)).json.nextStep).toBeUndefined();
  });

  test('dismissing as authorised an offer that names no seller says that nobody can be declared', async () => {
    const { call, cases } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-nameless' }));
    const { id } = await openCase(cases, {
      brandId: 'api-nameless',
      state: 'flagged',
      listing: aListing({ seller: null }),
    });
    const body = { reason: 'told us', authorised: true };
    const { json } = await call('POST', `/cases/${encodeURIComponent(id)}/dismiss`, body);
    expect(json.nextStep).toContain('names no seller');
  });

  test('are taken up again, with a reason, from every state that is not in flight', async () => {
    const { call, cases } = anApi();
    const dismissed = await openCase(cases, { state: 'dismissed' });
    const inFlight = await openCase(cases, { state: 'submitted' });
    const reopen = (id: string, body: object) => call('POST', `/cases/${encodeURIComponent(id)}/reopen`, body);

    expect((await reopen(dismissed.id, {})).status).toBe(400);
    expect((await reopen(dismissed.id, { why: 'looked again' })).json.case.state).toBe('flagged');
    expect((await reopen(inFlight.id, { why: 'looked again' })).json).toMatchObject({
      status: 409,
      code: 'wrong-state',
    });
  });

  test('are snoozed until a time that is still to come', async () => {
    const { call, cases } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });
    const snooze = (until: string) =>
      call('POST', `/cases/${encodeURIComponent(id)}/snooze`, { until, why: 'waits for a test purchase' });
    expect((await snooze('2020-01-01T00:00:00.000Z')).status).toBe(400);
    expect((await snooze('2036-01-01T00:00:00.000Z')).json.case).toMatchObject({
      state: 'snoozed',
      nextCheckAt: '2036-01-01T00:00:00.000Z',
    });
  });

  test('are listed page by page, each once, by state and by marketplace, however many there are', async () => {
    const { call, cases } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-list' }));
    for (let index = 0; index < 230; index++) {
      await openCase(cases, {
        id: `api-list~${index % 2 ? 'bazaar' : 'ebay'}~sorted-${index}~1`,
        brandId: 'api-list',
        state: index % 10 === 0 ? 'dismissed' : 'flagged',
        listing: aListing({ id: `sorted-${index}`, marketplace: index % 2 ? 'bazaar' : 'ebay' }),
      });
    }
    const all = async (query: string) => {
      const ids: string[] = [];
      let after = '';
      do {
        const { json } = await call('GET', `/cases?brand=api-list${query}${after}`);
        expect(json.cases.length).toBeLessThanOrEqual(200);
        ids.push(...json.cases.map(({ id }: Case) => id));
        after = json.next ? `&after=${json.next}` : '';
      } while (after);
      return ids;
    };

    expect(new Set(await all('')).size).toBe(230);
    expect(await all('')).toHaveLength(230);
    expect(await all('&state=flagged')).toHaveLength(207);
    expect(await all('&marketplace=ebay')).toHaveLength(115);
    expect(await all('&state=withdrawn')).toEqual([]);
    expect((await call('GET', '/cases?state=nonsense')).status).toBe(400);
  });

  test("a page mark that is broken, or another brand's, is refused", async () => {
    const { call } = anApi();
    const position = { pk: 'x', sk: 'y', brandId: 'other', stateSince: 'z' };
    const forged = [
      { brandId: 'api-list', state: 'flagged', after: position },
      { brandId: 'other', state: 'flagged' },
    ].map((mark) => Buffer.from(JSON.stringify(mark)).toString('base64url'));
    for (const mark of ['nonsense', ...forged])
      expect((await call('GET', `/cases?brand=api-list&after=${mark}`)).status).toBe(400);
  });

  test('are exported as CSV that no spreadsheet runs, and as JSON Lines', async () => {
    const { cases, services } = anApi();
    await services.brands.put(aBrand({ id: 'api-csv' }), NOW);
    const title = `=HYPERLINK("https://evil.example","a, ${'"'.repeat(3)}b")\nnext`;
    await openCase(cases, {
      id: 'api-csv~bazaar~1~1',
      brandId: 'api-csv',
      state: 'flagged',
      listing: aListing({ title }),
    });
    const ask = (accept: string) =>
      apiFor(services, anAdmin()).request('/cases?brand=api-csv&state=flagged', { headers: { accept } });

    const csv = await ask('text/csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [head, row] = parseCsv(await csv.text()) as string[][];
    expect(row![head!.indexOf('title')]).toBe(`'${title}`);
    const lines = (await (await ask('application/jsonl')).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(['api-csv~bazaar~1~1']);
  });

  test('are decided only as they were seen, by whoever says what that was', async () => {
    const { cases, services } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });
    const path = `/cases/${encodeURIComponent(id)}`;
    const ask = (method: string, at: string, headers: Record<string, string>, body?: object) =>
      apiFor(services, anAdmin()).request(at, { method, headers, body: body && JSON.stringify(body) });

    const etag = (await ask('GET', path, {})).headers.get('etag')!;
    expect((await ask('GET', path, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('POST', `${path}/dismiss`, { 'if-match': '"v7"' }, { reason: 'genuine' })).status).toBe(412);
    expect((await ask('POST', `${path}/dismiss`, { 'if-match': etag }, { reason: 'genuine' })).status).toBe(200);
    expect((await ask('GET', path, { 'if-none-match': etag })).status).toBe(200);
  });
});
