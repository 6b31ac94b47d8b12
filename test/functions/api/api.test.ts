import { describe, expect, test } from 'vitest';
import { currentTrail } from '#shared/runtime/trail.ts';
import { apiOfThisFile, openCase } from '../../support/an-api.ts';
import { aNoticeRecord } from '../../support/notice-builders.ts';

const anApi = apiOfThisFile();

describe('every request', () => {
  test('to an unknown address is answered as a problem', async () => {
    expect((await anApi().call('GET', '/nowhere')).json.code).toBe('not-found');
  });

  test('a body that is not JSON or far too large is refused', async () => {
    const { call } = anApi();

    expect((await call('POST', '/brands', '{"id":')).status).toBe(400);
    expect((await call('POST', '/brands', `"${'x'.repeat(5_000_000)}"`)).status).toBe(413);
  });

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
});
