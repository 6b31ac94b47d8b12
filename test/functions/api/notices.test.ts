import { describe, expect, test } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import { apiOfThisFile, NOW, openCase } from '../../support/an-api.ts';
import { aNotice } from '../../support/builders.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';

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

describe('an answer of the venue', () => {
  test('about a case that is not in the notice is refused by field, and moves nothing', async () => {
    const api = anApi();
    const id = 'nordhavn~bazaar~answered-1';
    await api.services.notices.create(aNoticeRecord({ id, state: 'sent' }));
    await api.services.notices.addTarget(aTarget({ noticeId: id, caseId: 'nordhavn~bazaar~1~1', state: 'noticed' }));
    const path = `/notices/${encodeURIComponent(id)}/answer`;
    const caseIds = ['nordhavn~bazaar~1~1', 'nordhavn~bazaar~2~1'];
    const { status, text } = await api.call('POST', path, { kind: 'accepted', caseIds });
    expect([status, text]).toEqual([400, expect.stringContaining('holds no offer of case nordhavn~bazaar~2~1')]);
    expect((await api.services.notices.targetsOf(id)).map(({ state }) => state)).toEqual(['noticed']);
    const about = await api.call('POST', path, { kind: 'accepted', caseIds: caseIds.slice(0, 1) });
    expect(about.json.moved).toHaveLength(1);
  });
});
