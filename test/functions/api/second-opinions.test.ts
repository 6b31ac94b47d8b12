import { describe, expect, test } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import { anAdmin } from '../../support/an-access.ts';
import { apiOfThisFile, NOW, openCase } from '../../support/an-api.ts';
import { aBrand } from '../../support/builders.ts';

const anApi = apiOfThisFile();

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
