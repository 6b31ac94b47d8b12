import { describe, expect, test } from 'vitest';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { apiOfThisFile, NOW, openCase } from '../../support/an-api.ts';
import { aBrand, aProof, aVerdict } from '../../support/builders.ts';

const anApi = apiOfThisFile();

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
