import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '#functions/api/api.ts';
import type { Case } from '#shared/domain/case.ts';
import type { TakedownJob } from '#shared/domain/messages.ts';
import type { SendOptions } from '#shared/messaging/queue.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const NOW = new Date('2026-11-23T09:00:00Z');

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

function anApi() {
  const takedowns: { job: TakedownJob; options?: SendOptions }[] = [];
  const prepared: string[] = [];
  const cases = createCaseStore(tables.client, tables.names.cases);
  const models = createModelStore(tables.client, tables.names.brands);
  const listings = createListingStore(tables.client, tables.names.listings);
  const api = createApi({
    brands: createBrandStore(tables.client, tables.names.brands),
    listings,
    cases,
    models,
    takedowns: {
      send: async (job, options) => void takedowns.push({ job, options }),
      sendAll: async (all) => void takedowns.push(...all.map(({ message, options }) => ({ job: message, options }))),
    },
    prepareAlerts: async (brand) => void prepared.push(brand.id),
    clock: () => NOW,
  });
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await api.request(path, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
  };
  return { call, cases, models, listings, takedowns, prepared };
}

let serial = 0;
async function openCase(cases: ReturnType<typeof anApi>['cases'], overrides: Partial<Case> = {}): Promise<Case> {
  serial += 1;
  const record = aCase({
    id: `nordhavn~bazaar~api-${serial}~1`,
    listing: aListing({ id: `api-${serial}` }),
    ...overrides,
  });
  expect(await cases.open(record)).toBe(true);
  return record;
}

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

  test('an invalid brand is refused naming every field, and nothing is stored', async () => {
    const { call } = anApi();

    const answer = await call('POST', '/brands', { id: 'api-bad', fingerprint: { names: [] } });

    expect(answer.status).toBe(400);
    expect(answer.json.error.details.map((detail: { field: string }) => detail.field)).toEqual([
      'name',
      'fingerprint.names',
    ]);
    expect((await call('GET', '/brands/api-bad')).status).toBe(404);
  });

  test('a marketplace that nobody reads is refused with the nearest one', async () => {
    const { call } = anApi();
    const watches = [{ keyword: 'x', marketplaces: ['ebayy'] }];

    const answer = await call('POST', '/brands', { ...aBrand({ id: 'api-typo' }), watches });

    expect(answer.status).toBe(400);
    expect(answer.json.error.message).toContain('"ebay"');
  });

  test('a body that is not JSON or far too large is refused', async () => {
    const { call } = anApi();

    expect((await call('POST', '/brands', '{"id":')).status).toBe(400);
    expect((await call('POST', '/brands', `"${'x'.repeat(600_000)}"`)).status).toBe(413);
  });

  test('a scan on demand makes matching watches due, and says so when none matches', async () => {
    const { call } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-scan' }));

    expect((await call('POST', '/brands/api-scan/scans', { keyword: 'nordhavn jacket' })).json).toEqual({ watches: 1 });
    expect((await call('POST', '/brands/api-scan/scans', { keyword: 'nothing like it' })).status).toBe(404);
    expect((await call('POST', '/brands/nobody/scans')).status).toBe(404);
  });
});

describe('cases', () => {
  test('approving queues the case under the name of the analyst and asks for the notice', async () => {
    const { call, cases, takedowns } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });

    const answer = await call('POST', `/cases/${encodeURIComponent(id)}/approve`, { by: 'jane@nordhavn.example' });

    expect(answer.json.case).toMatchObject({ state: 'queued', approvedBy: 'analyst:jane@nordhavn.example' });
    expect(takedowns).toMatchObject([{ job: { caseId: id }, options: { group: 'bazaar' } }]);
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

  test.each(['removed', 'dismissed', 'submitted', 'withdrawn'] as const)(
    'a %s case cannot be approved',
    async (state) => {
      const { call, cases, takedowns } = anApi();
      const { id } = await openCase(cases, { state });

      const answer = await call('POST', `/cases/${encodeURIComponent(id)}/approve`, {});

      expect(answer.status).toBe(409);
      expect(answer.json.error.message).toContain(`"${state}"`);
      expect(takedowns).toEqual([]);
    },
  );

  test('dismissing needs a reason', async () => {
    const { call, cases } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });
    const path = `/cases/${encodeURIComponent(id)}/dismiss`;

    expect((await call('POST', path, {})).json.error.details).toMatchObject([{ field: 'reason' }]);
    expect((await call('POST', path, { reason: 'genuine second-hand' })).json.case.state).toBe('dismissed');
  });

  test('a notice of unknown fate is settled only by a person, one way or the other', async () => {
    const { call, cases, takedowns } = anApi();
    const sent = await openCase(cases, { state: 'uncertain' });
    const unsent = await openCase(cases, { state: 'uncertain' });
    const settle = (id: string, body: object) => call('POST', `/cases/${encodeURIComponent(id)}/resolve`, body);

    expect((await settle(sent.id, { sent: true, note: 'the venue has it' })).json.case.state).toBe('submitted');
    expect((await settle(unsent.id, { sent: false, note: 'never arrived' })).json.case.state).toBe('queued');
    expect(takedowns.map(({ job }) => job.caseId)).toEqual([unsent.id]);
    expect((await settle(sent.id, { sent: true, note: 'again' })).status).toBe(409);
  });

  test('are listed most suspicious first and by state', async () => {
    const { call, cases } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-list' }));
    for (const [index, probability] of [0.4, 0.9, 0.7].entries()) {
      const base = aCase();
      await openCase(cases, {
        id: `api-list~bazaar~sorted-${index}~1`,
        brandId: 'api-list',
        state: probability > 0.5 ? 'flagged' : 'dismissed',
        verdict: { ...base.verdict, probability },
      });
    }

    const all = (await call('GET', '/cases?brand=api-list')).json.cases as Case[];
    const flagged = (await call('GET', '/cases?brand=api-list&state=flagged')).json.cases as Case[];

    expect(all.map((each) => each.verdict.probability)).toEqual([0.9, 0.7, 0.4]);
    expect(flagged).toHaveLength(2);
    expect((await call('GET', '/cases?brand=api-list&limit=1')).json).toMatchObject({ cases: [all[0]], total: 3 });
    expect((await call('GET', '/cases?state=nonsense')).status).toBe(400);
  });
});

test('the status page escapes what marketplaces and brands wrote', async () => {
  const { call, listings } = anApi();
  await call('POST', '/brands', aBrand({ id: 'api-xss', name: '<script>alert(1)</script>' }));
  await listings.putScanPage({
    jobId: 'j',
    brandId: 'api-xss',
    marketplace: 'bazaar',
    keyword: '<img src=x onerror=alert(1)>',
    period: NOW.toISOString(),
    page: 1,
    coverage: 'blocked',
    reason: '<b>captcha</b>',
    listingIds: [],
    rankOffset: 0,
    at: NOW.toISOString(),
  });

  const { text } = await call('GET', '/');

  expect(text).not.toMatch(/<script>alert|<img src=x|<b>captcha/);
  expect(text).toContain('&lt;b&gt;captcha');
});

test('an unknown address is answered as an error object', async () => {
  expect((await anApi().call('GET', '/nowhere')).json.error.code).toBe('not-found');
});
