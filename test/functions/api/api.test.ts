import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiFor } from '#functions/api/api.ts';
import type { Case } from '#shared/domain/case.ts';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import { currentTrail } from '#shared/runtime/trail.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { anAdmin } from '../../support/an-access.ts';
import { anApi as anApiOver, NOW } from '../../support/an-api.ts';
import { aBrand, aCase, aListing, aNotice, aProof, aVerdict } from '../../support/builders.ts';
import { aNoticeRecord } from '../../support/notice-builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const anApi = () => anApiOver(tables);

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

  test('a change to a profile that somebody saw brings back no brand that is gone since', async () => {
    const { call } = anApi();
    const seen = { 'if-match': '"as-it-was"' };
    expect((await call('PUT', '/brands/api-gone', aBrand({ id: 'api-gone' }), anAdmin(), seen)).status).toBe(412);
    expect((await call('GET', '/brands/api-gone')).status).toBe(404);
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

  test('a body that is not JSON or far too large is refused', async () => {
    const { call } = anApi();

    expect((await call('POST', '/brands', '{"id":')).status).toBe(400);
    expect((await call('POST', '/brands', `"${'x'.repeat(5_000_000)}"`)).status).toBe(413);
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

describe('cases', () => {
  test('what is asked about a case goes on under its ids, in lines and in messages', async () => {
    const { call, cases, services } = anApi();
    const { id } = await openCase(cases, { state: 'flagged' });
    const trails: object[] = [];
    services.takedowns.send = async () => void trails.push(currentTrail());

    await call('POST', `/cases/${encodeURIComponent(id)}/approve`, {});

    expect(trails).toEqual([{ brandId: 'nordhavn', caseId: id }]);
    expect(currentTrail()).toEqual({});
  });

  test('what is asked about a notice goes on under the id of the notice, and of a seller nothing', async () => {
    const { call, services } = anApi();
    const { id } = aNoticeRecord({ id: 'nordhavn~bazaar~trail-1' });
    await services.notices.create(aNoticeRecord({ id }));
    const trails: object[] = [];
    const { get } = services.notices;
    services.notices.get = async (asked) => {
      trails.push(currentTrail());
      return get(asked);
    };
    services.storeFiles.get = async () => void trails.push(currentTrail());

    await call('POST', `/notices/${encodeURIComponent(id)}/withdraw`, { why: 'wrong' });
    await call('GET', `/stores/${encodeURIComponent('nordhavn~ebay~jane.doe')}`);

    expect(trails[0]).toEqual({ brandId: 'nordhavn', noticeId: id });
    expect(trails.at(-1)).toEqual({ brandId: 'nordhavn' });
  });

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

  test.each(['removed', 'dismissed', 'submitted', 'withdrawn'] as const)(
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

describe('a notice from before 2026-12', () => {
  const oldCase = async (api: ReturnType<typeof anApi>, state: Case['state']) => {
    const noticeId = `nordhavn~bazaar~old-${state}~notice-1`;
    const record = await openCase(api.cases, { state, noticeId, submittedAt: NOW.toISOString() });
    const notice = aNotice({ id: noticeId });
    await api.cases.putNotice({ ...notice, targets: [{ ...notice.targets[0]!, caseId: record.id }] });
    return { record, path: `/notices/${encodeURIComponent(noticeId)}` };
  };

  test('is taken over when somebody asks for it, and says so', async () => {
    const api = anApi();
    const { record, path } = await oldCase(api, 'counter-noticed');
    const { status, text } = await api.call('POST', `${path}/withdraw`, { why: 'genuine' });
    expect([status, text]).toEqual([409, expect.stringContaining('say it again in a minute')]);
    expect(api.takedowns.map(({ job }) => job)).toEqual([{ caseId: record.id }]);
  });

  test('of a case that is over is none of today', async () => {
    const api = anApi();
    const { path } = await oldCase(api, 'rejected');
    expect((await api.call('GET', path)).status).toBe(404);
    expect(api.takedowns).toEqual([]);
  });
});

describe('second opinions', () => {
  const decided = (cases: ReturnType<typeof anApi>['cases'], overrides: Partial<Case> = {}) =>
    openCase(cases, {
      state: 'dismissed',
      events: [
        { at: NOW.toISOString(), from: null, to: 'flagged', by: 'score', why: 'score' },
        { at: NOW.toISOString(), from: 'flagged', to: 'dismissed', by: 'analyst:ann@nordhavn.example', why: 'genuine' },
      ],
      ...overrides,
    });
  const path = (id: string) => `/cases/${encodeURIComponent(id)}/opinion`;

  test('are written down and change nothing else, however often they are sent', async () => {
    const { call, cases, takedowns } = anApi();
    const before = await decided(cases);
    const opinion = { decision: 'confirmed', note: 'the seam is wrong' };
    const bo = anAdmin('bo@nordhavn.example');

    const first = await call('POST', path(before.id), opinion, bo);
    const again = await call('POST', path(before.id), opinion, bo);

    const expected = [{ ...opinion, by: 'analyst:bo@nordhavn.example', at: NOW.toISOString() }];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.json.case).toMatchObject({ state: 'dismissed', version: before.version, opinions: expected });
    expect(again.json.case.events).toEqual(before.events);
    expect(takedowns).toEqual([]);
  });

  test('come from somebody else, about something that was decided, and only once each', async () => {
    const { call, cases } = anApi();
    const { id } = await decided(cases);
    const open = await openCase(cases, { state: 'flagged' });
    const refused = async (of: string, by: string, decision: string) => {
      const answer = await call('POST', path(of), { decision }, anAdmin(`${by}@nordhavn.example`));
      return [answer.status, answer.json.code];
    };

    expect(await refused(open.id, 'bo', 'rejected')).toEqual([409, 'undecided']);
    expect(await refused(id, 'ann', 'rejected')).toEqual([409, 'same-person']);
    expect(await refused(id, 'bo', 'rejected')).toEqual([200, undefined]);
    expect(await refused(id, 'bo', 'confirmed')).toEqual([409, 'same-person']);
    expect(await refused(id, 'bo', 'perhaps')).toEqual([400, 'invalid']);
    expect(await refused('nobody~bazaar~1~1', 'bo', 'rejected')).toEqual([404, 'not-found']);
    for (const by of ['c', 'd', 'e', 'f']) await refused(id, by, 'unsure');
    expect(await refused(id, 'g', 'unsure')).toEqual([409, 'enough']);
  });

  test('are asked for on one decided case in twenty', async () => {
    const { call, cases } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-second' }));
    const ids = Array.from({ length: 200 }, (_, i) => `api-second~bazaar~second-${i}~1`);
    await Promise.all(ids.map((id) => decided(cases, { id, brandId: 'api-second' })));

    const wanted = (await call('GET', '/cases?brand=api-second&wants=second-opinion')).json;

    expect(wanted.cases.length).toBeGreaterThan(2);
    expect(wanted.cases.length).toBeLessThan(30);
    await call('POST', path(wanted.cases[0].id), { decision: 'unsure' }, anAdmin('bo@nordhavn.example'));
    const left = (await call('GET', '/cases?brand=api-second&wants=second-opinion')).json;
    expect(left.cases).toHaveLength(wanted.cases.length - 1);
    expect((await call('GET', '/cases?wants=nonsense')).status).toBe(400);
  });
});

describe('what was learnt', () => {
  test('a brand says from where it expedites and what it still needs, in figures and words', async () => {
    const { call, models } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-learn' }));
    const expediting = async () => (await call('GET', '/brands/api-learn')).json.expediting;

    expect(await expediting()).toEqual({
      proved: false,
      from: 0.95,
      decided: 0,
      confirmed: 0,
      uncounted: '100 confirmed decisions are needed, and none is counted yet',
      words:
        'Expediting starts carefully at 95 %: 100 confirmed decisions are needed, and none is counted yet; the next training counts them',
    });
    await models.putExpediting('api-learn', aProof({ from: 0.93, modelVersion: shipped.version }));
    expect((await expediting()).words).toBe('Expediting: proved from 93 % on 140 decisions');
  });

  test('the model in use is shown, and the last training with its reason', async () => {
    const { call, models } = anApi();
    expect((await call('GET', '/model')).json).toMatchObject({
      model: { version: shipped.version },
      promotedAt: null,
      training: null,
    });
    const { training } = await trained(models);
    expect((await call('GET', '/model')).json.training).toEqual(training);
  });

  test('an earlier model is gone back to, and kept, until it is unpinned; what cannot judge is refused', async () => {
    const { call, models } = anApi();
    const aModel = (version: string) => ({ ...shipped, version });
    const { 'low-price': _, ...weights } = shipped.weights;
    await models.putVersion(aModel('api-good'), NOW);
    await models.putVersion({ ...aModel('api-blind'), weights }, NOW);
    await models.promote(aModel('api-bad'), (await models.promoted())?.version, NOW);

    const pinned = (await call('POST', '/model/pin', { version: 'api-good' })).json;
    expect(pinned).toMatchObject({
      model: { version: 'api-good' },
      pinned: { version: 'api-good', by: 'analyst:jane@nordhavn.example', at: NOW.toISOString() },
    });
    expect(pinned.versions.map(({ version }: { version: string }) => version)).toContain('api-bad');
    expect(await models.promote(aModel('api-worse'), 'api-good', NOW)).toBe(false);

    expect((await call('POST', '/model/pin', { version: 'nobody' })).status).toBe(404);
    expect((await call('POST', '/model/pin', {})).status).toBe(400);
    const blind = await call('POST', '/model/pin', { version: 'api-blind' });
    expect([blind.status, blind.json.detail]).toEqual([409, expect.stringContaining('low-price')]);
    expect((await call('GET', '/model')).json.model.version).toBe('api-good');

    expect((await call('POST', '/model/pin', { version: shipped.version })).json.model.version).toBe(shipped.version);
    expect((await call('POST', '/model/unpin')).json).toMatchObject({
      model: { version: shipped.version },
      pinned: null,
    });
    expect((await call('POST', '/model/unpin')).status).toBe(200);
  });

  test("decisions are given page by page, and a stranger's page mark is refused", async () => {
    const { call, cases } = anApi();
    await call('POST', '/brands', aBrand({ id: 'api-export' }));
    const verdict = aVerdict({ signals: [{ id: 'low-price', contribution: 2, evidence: 'cheap', value: 0.7 }] });
    const by = { at: NOW.toISOString(), from: 'flagged' as const, by: 'analyst:ann', why: 'looked' };
    for (let i = 0; i < 130; i++) {
      const to = i % 2 ? ('dismissed' as const) : ('removed' as const);
      const events = [{ ...by, to: i % 2 ? ('dismissed' as const) : ('queued' as const) }];
      await openCase(cases, { id: `api-export~bazaar~x-${i}~1`, brandId: 'api-export', state: to, verdict, events });
    }
    const lines: object[] = [];
    let after = '';
    do {
      const { json } = await call('GET', `/brands/api-export/decisions${after}`);
      lines.push(...json.decisions);
      after = json.next ? `?after=${encodeURIComponent(json.next)}` : '';
    } while (after);
    expect(lines).toHaveLength(130);
    expect(lines[0]).toMatchObject({ brandId: 'api-export', features: { 'low-price': 0.7 }, decidedBy: 'analyst:ann' });
    for (const mark of [
      'nonsense',
      '{}',
      '{"state":"removed","after":{"pk":"x","sk":"x","brandId":"y","stateSince":"z"}}',
    ])
      expect((await call('GET', `/brands/api-export/decisions?after=${encodeURIComponent(mark)}`)).status).toBe(400);
  });
});

async function trained(models: ModelStore): Promise<{ training: TrainingReport }> {
  const training: TrainingReport = {
    at: NOW.toISOString(),
    inUse: shipped.version,
    candidate: 'c',
    promoted: false,
    why: 'only 3 confirmed decisions',
    decisions: { read: 30, withoutFeatures: 0, beyondLimit: false },
    counts: { training: 20, heldOut: 10, unused: 0, confirmedHeldOut: 3 },
    agreement: { pairs: 10, agreed: 8 },
  };
  await models.putReport(training);
  return { training };
}

test('an unknown address is answered as a problem', async () => {
  expect((await anApi().call('GET', '/nowhere')).json.code).toBe('not-found');
});

describe('the packet of a notice', () => {
  test('is not handed out while it must not be filed as it is, and getNotice says so too', async () => {
    const api = anApi();
    const id = 'nordhavn~bazaar~packet-1';
    const state = 'ready-to-file';
    await api.services.notices.create(aNoticeRecord({ id, state, channel: 'packet', packetKey: 'packets/1.zip' }));
    const path = `/notices/${encodeURIComponent(id)}`;
    const { status, text } = await api.call('GET', `${path}/packet`);
    expect([status, text]).toEqual([409, expect.stringContaining('must not be filed as it is')]);
    expect((await api.call('GET', path)).json.beforeFiling.against).toContain(
      'brand nordhavn is not registered any more',
    );
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
