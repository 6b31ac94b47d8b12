import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NoticeState } from '#shared/domain/notice-record.ts';
import { anAccess, anAdmin } from '../../support/an-access.ts';
import { anApi } from '../../support/an-api.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let serial = 0;
async function waitingCases({ cases }: ReturnType<typeof anApi>, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `nordhavn~bazaar~bulk-${++serial}~1`);
  for (const id of ids) await cases.open(aCase({ id, listing: aListing({ id: id.split('~')[2]! }), state: 'flagged' }));
  return ids;
}

const asCases = (ids: readonly string[]) => ids.map((id) => ({ id }));

describe('deciding many cases', () => {
  test('says of each what became of it, in the order asked for, and writes down each that changed', async () => {
    const api = anApi(tables);
    const ids = await waitingCases(api, 23);
    await api.call('POST', `/cases/${ids[3]}/dismiss`, { reason: 'genuine' });
    const gone = 'nordhavn~bazaar~never~1';

    const { status, json } = await api.call('POST', '/cases/decisions', {
      decision: 'grey-market',
      cases: [...asCases(ids), { id: gone }],
      note: 'parallel import',
    });

    expect([status, json.done, json.refused]).toEqual([200, 22, 2]);
    expect(json.results.map(({ id }: { id: string }) => id)).toEqual([...ids, gone]);
    expect(json.results[0]).toMatchObject({ done: true, state: 'dismissed', version: 2 });
    expect(json.results[3]).toMatchObject({ done: false, code: 'wrong-state' });
    expect(json.results[23]).toMatchObject({ done: false, code: 'not-found' });
    expect((await api.cases.get(ids[22]!))?.events.at(-1)).toMatchObject({
      label: 'grey-market',
      by: 'analyst:jane@nordhavn.example',
      why: 'genuine goods, grey market: parallel import',
    });
    const { entries } = await api.services.audit.page('nordhavn');
    const audited = entries.filter(({ action }) => action === 'decideCases');
    expect(audited.map(({ subject }) => subject).toSorted()).toEqual(ids.filter((id) => id !== ids[3]).toSorted());
  });

  test('changes only what was seen, where a version says so', async () => {
    const api = anApi(tables);
    const [seen, changed] = await waitingCases(api, 2);
    const { json } = await api.call('POST', '/cases/decisions', {
      decision: 'out-of-scope',
      cases: [
        { id: seen, version: 1 },
        { id: changed, version: 7 },
      ],
    });
    expect(json.results).toMatchObject([{ done: true }, { done: false, code: 'changed' }]);
  });

  test('confirms with the half minute in which it can be taken back, and takes up again', async () => {
    const api = anApi(tables);
    const ids = await waitingCases(api, 3);
    const decide = (decision: string) => api.call('POST', '/cases/decisions', { decision, cases: asCases(ids) });

    expect((await decide('confirm')).json.done).toBe(3);
    expect(await api.cases.get(ids[0]!)).toMatchObject({ state: 'queued', nextCheckAt: '2026-11-23T09:00:30.000Z' });
    expect(api.takedowns).toEqual([]);
    expect((await decide('not-infringing')).json.refused).toBe(3);
    expect((await api.call('POST', '/cases/decisions', { decision: 'reopen', cases: asCases(ids) })).json.done).toBe(3);
  });

  test("does nothing at all when one of them is another tenant's, or named twice", async () => {
    const api = anApi(tables);
    const [id] = await waitingCases(api, 1);
    const moderator = anAccess('nordhavn', ['moderator']);
    const ask = (cases: object[], caller = moderator) =>
      api.call('POST', '/cases/decisions', { decision: 'out-of-scope', cases }, caller);

    expect((await ask([{ id }, { id: 'strangers~bazaar~1~1' }])).status).toBe(404);
    expect((await ask([{ id }, { id }])).json.errors).toMatchObject([{ field: 'cases' }]);
    expect((await ask([{ id }], anAccess('nordhavn', ['enforcer']))).status).toBe(403);
    expect((await api.cases.get(id!))?.state).toBe('flagged');
  });

  test('asked for again with its key answers again and decides nothing', async () => {
    const api = anApi(tables);
    const ids = await waitingCases(api, 2);
    const ask = () =>
      api.call('POST', '/cases/decisions', { decision: 'snooze', cases: asCases(ids) }, anAdmin(), {
        'idempotency-key': 'bulk',
      });
    const first = await ask();
    expect(await ask()).toMatchObject({ status: 200, text: first.text });
    expect(first.json.done).toBe(2);
  });
});

describe('many notices', () => {
  async function notices(api: ReturnType<typeof anApi>, state: NoticeState, names: readonly string[]) {
    await api.services.brands.put(aBrand(), new Date());
    const ids = names.map((name) => `nordhavn~bazaar~${name}-${++serial}`);
    for (const id of ids) {
      await api.services.notices.create(
        aNoticeRecord({
          id,
          state,
          ...(state === 'ready-to-file' && { channel: 'packet', packetKey: 'packets/x.zip' }),
        }),
      );
      await api.services.notices.addTarget(aTarget({ noticeId: id, caseId: `nordhavn~bazaar~${id.split('~')[2]}~1` }));
    }
    return ids;
  }

  test('are approved by what was read of each, and one that says something else by now is not', async () => {
    const api = anApi(tables);
    const ids = await notices(api, 'draft', ['a', 'b', 'c']);
    const digests = await Promise.all(ids.map(async (id) => (await api.call('GET', `/notices/${id}`)).json.digest));

    const { json } = await api.call('POST', '/notices/approvals', {
      notices: ids.map((id, n) => ({ id, digest: n === 1 ? '0'.repeat(64) : digests[n] })),
    });

    expect(json).toMatchObject({
      done: 2,
      refused: 1,
      results: [
        { done: true, state: 'approved' },
        { done: false, code: 'changed' },
        { done: true, state: 'approved' },
      ],
    });
    expect(api.takedowns.map(({ job }) => job)).toEqual([{ noticeId: ids[0] }, { noticeId: ids[2] }]);
  });

  test('are filed with the numbers that the venue gave', async () => {
    const api = anApi(tables);
    const [one, two] = await notices(api, 'ready-to-file', ['d', 'e']);
    const { json } = await api.call('POST', '/notices/filings', {
      notices: [{ id: one, number: 'V-1' }, { id: two, number: 'V-2' }, { id: 'nordhavn~bazaar~none' }],
    });
    expect([json.done, json.refused]).toEqual([2, 1]);
    expect((await api.services.notices.get(two!))?.externalId).toBe('V-2');
    expect(
      (await api.call('POST', '/notices/filings', { notices: [{ id: one }] }, anAccess('nordhavn', ['moderator'])))
        .status,
    ).toBe(403);
  });
});
