import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import { type ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import { createModelStore, type ModelStore } from '#shared/stores/model-store.ts';
import { aProof } from '../../support/builders.ts';
import { memoryModelStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const T0 = new Date('2026-06-01T02:00:00.000Z');
const T1 = new Date('2026-06-02T02:00:00.000Z');
const aModel = (version: string, bias = -3): ScoringModel => ({
  ...shipped,
  version,
  bias: { ...shipped.bias, value: bias },
  calibration: {
    reason: 'learnt for the test, from nothing',
    curve: { predicted: [0, 0.5, 1], observed: [0, 0.4, 1] },
  },
});
const aReport = (at: Date, why = 'no reason'): TrainingReport => ({
  at: at.toISOString(),
  inUse: shipped.version,
  candidate: 'a',
  promoted: false,
  why,
  decisions: { read: 0, withoutFeatures: 0, beyondLimit: false },
  counts: { training: 0, heldOut: 0, unused: 0, confirmedHeldOut: 0 },
  agreement: { pairs: 0, agreed: 0 },
});

// Every DynamoDB test needs a model partition of its own: one table each.
let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const stores: [string, () => ModelStore][] = [
  ['on DynamoDB', () => createModelStore(tables.client, tables.names.brands)],
  ['in memory', memoryModelStore],
];

describe.each(stores)('model store %s', (_, create) => {
  it('gives back what was promoted, and replaces it only when it is still the one that was compared', async () => {
    const models = create();
    expect(await models.promoted()).toBeUndefined();
    expect(await models.promote(aModel('a'), undefined, T0)).toBe(true);
    expect(await models.promoted()).toEqual({ version: 'a', promotedAt: T0.toISOString(), model: aModel('a') });

    expect(await models.promote(aModel('b'), undefined, T1)).toBe(false);
    expect(await models.promote(aModel('b'), 'never was', T1)).toBe(false);
    expect(await models.promoted()).toMatchObject({ version: 'a' });
    expect(await models.promote(aModel('b'), 'a', T1)).toBe(true);
    expect(await models.promoted()).toMatchObject({ version: 'b', promotedAt: T1.toISOString() });
  });

  it('promotes one of ten that race', async () => {
    const models = create();
    const before = (await models.promoted())?.version;
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, i) => models.promote(aModel(`race-${i}`), before, T0)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('never changes a version that was stored, and finishes a promotion that died half way', async () => {
    const models = create();
    const before = (await models.promoted())?.version;
    expect(await models.promote(aModel('kept'), 'somebody else', T0)).toBe(false); // stored, not pointed at
    expect(await models.promote(aModel('kept', -1), before, T0)).toBe(false);
    expect(await models.promote(aModel('kept'), before, T1)).toBe(true);
    expect(await models.promoted()).toMatchObject({ version: 'kept', model: { bias: { value: -3 } } });
  });

  it('lets a person choose a version, which no training replaces before it is unpinned', async () => {
    const models = create();
    const before = (await models.promoted())?.version;
    await models.putVersion(aModel('good'), T0);
    expect(await models.promote(aModel('bad'), before, T0)).toBe(true);
    const pinned = { by: 'analyst:ann', at: T1.toISOString() };
    await models.pin('good', pinned);
    expect(await models.promoted()).toMatchObject({ version: 'good', promotedAt: T1.toISOString(), pinned });
    expect(await models.promote(aModel('worse'), 'good', T1)).toBe(false);
    expect(await models.promote(aModel('worse'), 'bad', T1)).toBe(false);
    expect(await models.promoted()).toMatchObject({ version: 'good', pinned, model: aModel('good') });
    expect([await models.unpin(), await models.unpin()]).toEqual([true, false]);
    const after = await models.promoted();
    expect([after?.version, after?.pinned]).toEqual(['good', undefined]);
    expect(await models.promote(aModel('worse'), 'good', T1)).toBe(true);
  });

  it('that pins the model in use leaves since when it is', async () => {
    const models = create();
    const before = (await models.promoted())?.version;
    await models.promote(aModel('same'), before, T0);
    await models.pin('same', { by: 'analyst:ann', at: T1.toISOString() });
    expect(await models.promoted()).toMatchObject({ version: 'same', promotedAt: T0.toISOString() });
    await models.unpin();
  });

  it('knows every version there was, newest first', async () => {
    const models = create();
    await models.putVersion(aModel('z-old'), new Date('2020-01-01T00:00:00.000Z'));
    await models.putVersion(aModel('a-new'), new Date('2030-01-01T00:00:00.000Z'));
    const versions = await models.versions();
    expect(versions[0]).toEqual({ version: 'a-new', storedAt: '2030-01-01T00:00:00.000Z' });
    expect(versions.at(-1)!.version).toBe('z-old');
    expect(await models.stored('z-old')).toEqual({ model: aModel('z-old') });
    expect(await models.stored('never-was')).toBeUndefined();
  });

  it('keeps the newest report, and what each brand has proved', async () => {
    const models = create();
    await models.putReport(aReport(T1, 'newer'));
    await models.putReport(aReport(T0, 'late'));
    expect((await models.report())?.why).toBe('newer');
    await models.putExpediting('nordhavn', aProof());
    expect(await models.expediting('nordhavn')).toEqual(aProof());
    expect(await models.expediting('somebody-else')).toBeUndefined();
  });

  it('never replaces a proof by one that was made before it', async () => {
    const models = create();
    const of = (modelVersion: string, at: Date) => aProof({ modelVersion, at: at.toISOString() });
    await models.putExpediting('raced', of('later', T1));
    await models.putExpediting('raced', of('earlier', T0));
    expect(await models.expediting('raced')).toEqual(of('later', T1));
    await models.putExpediting('raced', of('again', T1));
    expect(await models.expediting('raced')).toEqual(of('again', T1));
  });
});

it('a proof from before proofs carried their time beside them is replaced', async () => {
  const models = createModelStore(tables.client, tables.names.brands);
  const item = { pk: 'BRAND~early', sk: 'EXPEDITING', expediting: aProof({ at: T1.toISOString() }) };
  await tables.client.send(new PutCommand({ TableName: tables.names.brands, Item: item }));
  await models.putExpediting('early', aProof({ at: T0.toISOString() }));
  expect((await models.expediting('early'))?.at).toBe(T0.toISOString());
});

describe('a stored model that cannot be used', () => {
  it('is said to be unreadable, and the shipped one judges instead', async () => {
    const models = createModelStore(tables.client, tables.names.cases); // a table of its own for this test
    await models.promote(aModel('broken'), undefined, T0);
    const item = { pk: 'MODEL', sk: 'VERSION~broken', model: { version: 'broken', weights: 'lost' } };
    await tables.client.send(new PutCommand({ TableName: tables.names.cases, Item: item }));
    const promoted = await models.promoted();
    expect(promoted).toMatchObject({ version: 'broken', problem: expect.stringContaining('weights') });
    expect(modelInUse(promoted)).toBe(shipped);
  });

  it('so does one that has no weight for a signal', () => {
    const { 'low-price': _, ...weights } = shipped.weights;
    const promoted = { version: 'old', promotedAt: T0.toISOString(), model: { ...aModel('old'), weights } };
    expect(modelInUse(promoted)).toBe(shipped);
    expect(modelInUse({ ...promoted, model: aModel('old') }).version).toBe('old');
  });
});
