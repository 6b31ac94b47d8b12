import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiFor } from '#functions/api/api.ts';
import { intakeOperations } from '#functions/api/intake-operations.ts';
import { createRequestStore } from '#shared/stores/request-store.ts';
import { anAccess, anAdmin } from '../../support/an-access.ts';
import { anApi, NOW } from '../../support/an-api.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let serial = 0;
async function aWaitingCase({ cases }: ReturnType<typeof anApi>) {
  const id = `idem-${++serial}`;
  const record = aCase({ id: `nordhavn~bazaar~${id}~1`, listing: aListing({ id }), state: 'flagged' });
  await cases.open(record);
  return record;
}

const SNOOZE = { until: '2027-01-01T00:00:00.000Z', why: 'after the season' };

describe('a request with an Idempotency-Key', () => {
  test('that is said again is answered as before, and nothing happens twice', async () => {
    const api = anApi(tables);
    const { id } = await aWaitingCase(api);
    const say = () => api.call('POST', `/cases/${id}/snooze`, SNOOZE, anAdmin(), { 'idempotency-key': '"k-1"' });

    const first = await say();
    const again = await say();

    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect((await api.cases.get(id))?.events.filter(({ to }) => to === 'snoozed')).toHaveLength(1);
    const { entries } = await api.services.audit.page('nordhavn');
    expect(entries.filter(({ subject }) => subject === id)).toHaveLength(1);
  });

  test('that comes with another body, address or If-Match is refused', async () => {
    const api = anApi(tables);
    const { id } = await aWaitingCase(api);
    const other = await aWaitingCase(api);
    const key = { 'idempotency-key': 'k-2' };
    await api.call('POST', `/cases/${id}/snooze`, SNOOZE, anAdmin(), key);

    const answers = await Promise.all([
      api.call('POST', `/cases/${id}/snooze`, { ...SNOOZE, why: 'because' }, anAdmin(), key),
      api.call('POST', `/cases/${other.id}/snooze`, SNOOZE, anAdmin(), key),
      api.call('POST', `/cases/${id}/snooze`, SNOOZE, anAdmin(), { ...key, 'if-match': '"v1"' }),
    ]);

    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(Array(3).fill([422, 'key-reused']));
    expect((await api.cases.get(other.id))?.state).toBe('flagged');
  });

  test('that was refused may be said again, and is then judged anew', async () => {
    const api = anApi(tables);
    const { id } = await aWaitingCase(api);
    const key = { 'idempotency-key': 'k-3' };
    const say = (headers: Record<string, string>) =>
      api.call('POST', `/cases/${id}/snooze`, { ...SNOOZE, until: '2026-11-23T10:00:00.000Z' }, anAdmin(), headers);
    const reopen = () => api.call('POST', `/cases/${id}/dismiss`, { reason: 'genuine' }, anAdmin(), key);
    await say({});

    expect(
      (await api.call('POST', `/cases/${id}/reopen`, { why: 'x' }, anAdmin(), { 'idempotency-key': 'k-4' })).status,
    ).toBe(200);
    expect((await reopen()).status).toBe(200);
    const refused = { 'idempotency-key': 'k-5' };
    expect((await say(refused)).json.code).toBe('wrong-state');
    await api.call('POST', `/cases/${id}/reopen`, { why: 'y' });
    expect((await say(refused)).status).toBe(200);
  });

  test('is its own for each caller', async () => {
    const api = anApi(tables);
    const [one, two] = [await aWaitingCase(api), await aWaitingCase(api)];
    const key = { 'idempotency-key': 'same' };
    const ida = anAccess('nordhavn', ['moderator'], 'ida@nordhavn.example');

    expect((await api.call('POST', `/cases/${one.id}/snooze`, SNOOZE, anAdmin(), key)).status).toBe(200);
    expect((await api.call('POST', `/cases/${two.id}/snooze`, SNOOZE, ida, key)).status).toBe(200);
  });

  test('answers in full, however long the answer was', async () => {
    const api = anApi(tables);
    const products = Array.from({ length: 900 }, (_, n) => ({
      sku: `N-${n}`,
      name: `Fjord Parka ${n} ${'x'.repeat(100)}`,
      price: { amount: 299, currency: 'EUR' },
    }));
    const brand = { ...aBrand({ id: 'idem-large' }), fingerprint: { names: ['Nordhavn'], products } };
    const put = () => api.call('PUT', '/brands/idem-large', brand, anAdmin(), { 'idempotency-key': 'large' });

    const first = await put();
    expect(first.status).toBe(201);
    expect(await put()).toMatchObject({ status: 201, text: first.text });
  });

  test('reads forms as it reads JSON', async () => {
    const { services } = anApi(tables);
    await services.brands.put(aBrand(), NOW);
    const send = (url: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ brand: 'nordhavn', url, file: '<html></html>' }))
        form.set(name, value);
      const init = { method: 'POST', body: form, headers: { 'idempotency-key': 'form' } };
      return apiFor(services, anAdmin()).request(intakeOperations.addPage.path, init);
    };

    const first = await send('https://www.temu.com/search_result.html?search_key=a');
    const again = await send('https://www.temu.com/search_result.html?search_key=a');
    const other = await send('https://www.temu.com/search_result.html?search_key=b');

    expect([first.status, again.status, other.status]).toEqual([202, 202, 422]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test.each(['', 'two words', 'x'.repeat(201), 'ümlaut'])('whose key is %j is refused', async (key) => {
    const api = anApi(tables);
    const { id } = await aWaitingCase(api);
    const { status, json } = await api.call('POST', `/cases/${id}/snooze`, SNOOZE, anAdmin(), {
      'idempotency-key': encodeURI(key).includes('%C3') ? 'Ã¼' : key,
    });
    expect([status, json.code]).toEqual([400, 'invalid']);
  });
});

describe('what a key stands for', () => {
  const later = (ms: number) => new Date(NOW.getTime() + ms);

  test('is still running until it ends, or whoever ran it is gone', async () => {
    const requests = createRequestStore(tables.client, tables.names.cases);
    const first = await requests.claim('running', 'f', NOW);

    expect(first.is).toBe('ours');
    expect(await requests.claim('running', 'f', later(1000))).toEqual({ is: 'running', fingerprint: 'f' });
    const second = await requests.claim('running', 'f', later(36_000));
    expect(second.is).toBe('ours');
    // The one that was given up comes back late: its answer is not the one that counts.
    if (first.is === 'ours')
      await requests.keep('running', first.token, { status: 200, headers: {}, body: 'late' }, NOW);
    expect((await requests.claim('running', 'f', later(37_000))).is).toBe('running');
  });

  test('is kept for a day', async () => {
    const requests = createRequestStore(tables.client, tables.names.cases);
    const claimed = await requests.claim('day', 'f', NOW);
    const answer = { status: 201, headers: { etag: '"v2"' }, body: '{}' };
    if (claimed.is === 'ours') await requests.keep('day', claimed.token, answer, NOW);

    expect(await requests.claim('day', 'g', later(23 * 3_600_000))).toEqual({ is: 'done', fingerprint: 'f', answer });
    expect((await requests.claim('day', 'g', later(25 * 3_600_000))).is).toBe('ours');
  });

  test('is known to have been done where its answer was too long to keep', async () => {
    const requests = createRequestStore(tables.client, tables.names.cases);
    const claimed = await requests.claim('long', 'f', NOW);
    const noise = Array.from({ length: 60_000 }, () => Math.random().toString(36)).join('');
    if (claimed.is === 'ours')
      await requests.keep('long', claimed.token, { status: 200, headers: {}, body: noise }, NOW);

    expect(await requests.claim('long', 'f', NOW)).toEqual({
      is: 'done',
      fingerprint: 'f',
      answer: { status: 200, headers: {} },
    });
  });
});
