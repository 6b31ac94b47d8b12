import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';

const ANY_TIME = new Date('9999-01-01');
const ALL = { limit: 1000, perMarketplace: 1000 };

/**
 * Makes due now what is due later of cases, notices and their targets: nobody waits an hour for a smoke test. Nothing while a notice
 * is on its way, for its worker must find it as it left it.
 */
export async function makeDue(client: DynamoDBDocumentClient, casesTable: string): Promise<void> {
  const cases = createCaseStore(client, casesTable);
  const notices = createNoticeStore(client, casesTable);
  const nextCheckAt = new Date().toISOString();
  const isLater = (each: { nextCheckAt?: string }) => each.nextCheckAt !== undefined && each.nextCheckAt > nextCheckAt;
  const due = await notices.due(ANY_TIME, ALL);
  if (due.notices.some(({ state }) => state === 'approved' || state === 'sending')) return;
  for (const notice of due.notices.filter(isLater)) await notices.write(notice, { ...notice, nextCheckAt });
  for (const target of due.targets.filter(isLater)) await notices.writeTarget(target, { ...target, nextCheckAt });
  for (const record of (await cases.dueForCheck(ANY_TIME, { line: 'DUE', ...ALL })).filter(isLater))
    await cases.update(record, { nextCheckAt });
}
