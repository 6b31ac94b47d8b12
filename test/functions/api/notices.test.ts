import { describe, expect, test } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import { apiOfThisFile, NOW, openCase } from '../../support/an-api.ts';
import { aNotice } from '../../support/builders.ts';
import { aNoticeRecord } from '../../support/notice-builders.ts';

const anApi = apiOfThisFile();

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
