import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alert } from '#functions/alert/alert.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';
import { createAlertStore } from '#shared/stores/alert-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { clientThatLosesAnswers } from '../../support/lost-answers.ts';
import { aNoticeRecord } from '../../support/notice-builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { noWebhooks } from '../../support/webhooks.ts';

// DynamoDB did what it was asked, and the answer got lost: the SDK asks again by itself.

const NOW = new Date('2026-06-01T12:00:00.000Z');

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe('a lost answer', () => {
  it('to the claim of an alert does not lose the alert', async () => {
    const network = clientThatLosesAnswers(tables);
    const mails: TopicMessage[] = [];
    const alerts = createAlertStore(network.client, tables.names.cases);
    const claim: typeof alerts.claim = (...asked) => {
      network.lose();
      return alerts.claim(...asked);
    };
    await alert(
      { alertId: 'lost-1', brandId: 'nordhavn', kind: 'uncertain', at: NOW.toISOString(), message: 'm' },
      {
        brands: { get: async () => aBrand() },
        cases: { get: async () => undefined },
        alerts: { ...alerts, claim },
        quotas: createQuotaStore(tables.client, tables.names.cases),
        topics: { publish: async (_, mail) => void mails.push(mail) },
        ...noWebhooks(),
        clock: () => NOW,
      },
    );
    expect(network.lost()).toBe(1);
    expect(mails).toHaveLength(1);
    expect(await createAlertStore(tables.client, tables.names.cases).claim('lost-1', NOW)).toBe(false);
  });

  it('to the opening of a case or to a transition is no race that somebody else won', async () => {
    const network = clientThatLosesAnswers(tables);
    const cases = createCaseStore(network.client, tables.names.cases, () => NOW);
    const record = aCase({ listing: aListing({ id: 'lost' }) });
    network.lose();
    expect(await cases.open(record)).toBe(true);
    expect(await cases.open(record)).toBe(false);
    network.lose();
    const moved = await cases.transition(record, { to: 'awaiting-approval', by: 'submit', why: 'w', at: NOW });
    expect(moved?.state).toBe('awaiting-approval');
    expect(moved?.events).toHaveLength(record.events.length + 1);
    network.lose(2);
    const updated = await cases.update(moved!, { checks: 3 });
    expect(updated).toMatchObject({ checks: 3, version: moved!.version + 1 });
    expect(network.lost()).toBe(4);
    expect(await cases.update(moved!, { checks: 4 })).toBeUndefined();
  });

  it('to what is taken of a quota does not count it twice', async () => {
    const network = clientThatLosesAnswers(tables);
    const quotas = createQuotaStore(network.client, tables.names.cases);
    const take = (by: string) => quotas.take({ key: 'lost', by, at: NOW, count: 5 }, 10);
    network.lose();
    expect(await take('a')).toBe(true);
    expect(network.lost()).toBe(1);
    expect([await take('b'), await take('c')]).toEqual([true, false]);
  });

  it('to what is written of a notice, an offer in it or a once-only key is no race that somebody else won', async () => {
    const network = clientThatLosesAnswers(tables);
    const notices = createNoticeStore(network.client, tables.names.cases);
    const notice = aNoticeRecord({ id: 'lost' });
    network.lose();
    expect(await notices.create(notice)).toBe(true);
    expect(await notices.create(notice)).toBe(false);
    network.lose();
    expect(await notices.write(notice, { ...notice, checks: 1 })).toMatchObject({ checks: 1, version: 2 });
    expect(await notices.write(notice, { ...notice, checks: 2 })).toBeUndefined();
    const claim = { noticeId: 'lost', caseId: 'a', token: '1' };
    expect(await notices.claimOnce('key', claim)).toEqual(claim);
    network.lose();
    expect(await notices.takeOverOnce('key', claim, { ...claim, noticeId: 'next', token: '2' })).toBe(true);
    expect(await notices.takeOverOnce('key', claim, { ...claim, noticeId: 'third', token: '3' })).toBe(false);
    expect(network.lost()).toBe(3);
  });
});
