import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertJob } from '#shared/domain/messages.ts';
import { type AlertStore, CLAIM_MS, createAlertStore } from '#shared/stores/alert-store.ts';
import { createQuotaStore, type QuotaStore } from '#shared/stores/quota-store.ts';
import { memoryAlertStore, memoryQuotaStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const plusMs = (ms: number) => new Date(T0.getTime() + ms);

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const quotas: [string, () => QuotaStore][] = [
  ['on DynamoDB', () => createQuotaStore(tables.client, tables.names.cases)],
  ['in memory', memoryQuotaStore],
];

describe.each(quotas)('quota store %s', (_, create) => {
  it('never gives more than the limit, under fifty concurrent takers', async () => {
    const quota = create();
    const taken = (n: number, limit: number) => quota.take({ key: 'race', by: `taker-${n}`, at: T0 }, limit);
    const answers = await Promise.all(Array.from({ length: 50 }, (_each, n) => taken(n, 7)));
    expect(answers.filter(Boolean)).toHaveLength(7);
    expect([await taken(50, 8), await taken(51, 8)]).toEqual([true, false]);
  });

  it('counts once what one taker takes twice running, and keeps keys apart', async () => {
    const quota = create();
    const take = (by: string, key = 'again') => quota.take({ key, by, at: T0, count: 2 }, 4);
    expect([await take('a'), await take('a'), await take('b'), await take('b'), await take('c')]).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(await take('c', 'another')).toBe(true);
    await quota.add({ key: 'another', by: 'd', at: T0, count: 2 });
    await quota.add({ key: 'another', by: 'd', at: T0, count: 2 });
    expect(await take('e', 'another')).toBe(false);
  });
});

const alertStores: [string, () => AlertStore][] = [
  ['on DynamoDB', () => createAlertStore(tables.client, tables.names.cases)],
  ['in memory', memoryAlertStore],
];
const anAlert = (alertId: string, at: Date, brandId = 'nordhavn'): AlertJob => ({
  alertId,
  brandId,
  kind: 'case-flagged',
  at: at.toISOString(),
  message: 'm',
});

describe.each(alertStores)('alert store %s', (_, create) => {
  it('lets one of fifty concurrent callers send an alert', async () => {
    const alerts = create();
    const answers = await Promise.all(Array.from({ length: 50 }, () => alerts.claim('race', T0)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('gives the claim of a crashed sender away after its time, but never that of a finished one', async () => {
    const alerts = create();
    for (const id of ['crashed', 'finished']) expect(await alerts.claim(id, T0)).toBe(true);
    await alerts.confirm('finished', T0);
    expect(await alerts.claim('crashed', plusMs(CLAIM_MS - 1))).toBe(false);
    expect(await alerts.claim('crashed', plusMs(CLAIM_MS))).toBe(true);
    expect(await alerts.claim('finished', plusMs(CLAIM_MS * 10))).toBe(false);
  });

  it('keeps alerts for the digest, oldest first, once each, by brand, until dropped', async () => {
    const alerts = create();
    const [late, early, tooLate] = [anAlert('late', plusMs(2)), anAlert('early', plusMs(1)), anAlert('new', plusMs(9))];
    for (const alert of [late, early, tooLate, late, anAlert('x', T0, 'other')]) await alerts.keep(alert);
    expect(await alerts.keptBefore('nordhavn', plusMs(9))).toEqual([early, late]);
    await alerts.drop([early]);
    expect(await alerts.keptBefore('nordhavn', plusMs(9))).toEqual([late]);
  });
});
