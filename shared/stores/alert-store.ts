import { randomUUID } from 'node:crypto';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AlertJob } from '#shared/domain/messages.ts';
import { ifConditionHolds, type Key, queryAll } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';

/** What has been told, and what waits for the next digest (table `cases`). */
export type AlertStore = {
  /**
   * True for the caller that may send this alert now; false when it was sent, or somebody is sending it.
   * A claim that is never confirmed lapses, so a crash between claim and sending loses nothing.
   * @param lastsMs longer than the sending may take; `CLAIM_MS` where nothing is said
   */
  claim: (alertId: string, at: Date, lastsMs?: number) => Promise<boolean>;
  /** It was not sent: whoever comes next may try at once. */
  giveUp: (alertId: string) => Promise<void>;
  /** It was sent: nobody sends it again. */
  confirm: (alertId: string, at: Date) => Promise<void>;
  /** Keeps the alert for the next digest, or for one address that may not be written to now; keeping it twice is keeping it once. */
  keep: (alert: AlertJob, email?: string) => Promise<void>;
  /** Kept alerts from before that moment, oldest first. */
  keptBefore: (brandId: string, until: Date, email?: string) => Promise<AlertJob[]>;
  drop: (alerts: readonly AlertJob[], email?: string) => Promise<void>;
};

/** Longer than a sending try may last, shorter than the queue takes to deliver again. */
export const CLAIM_MS = 2 * 60_000;
const KEPT_DAYS = 90;

export function createAlertStore(client: DynamoDBDocumentClient, table: string): AlertStore {
  const claimKey = (alertId: string): Key => ({ pk: `ALERT~${alertId}`, sk: 'CLAIM' });
  const keptFor = (brandId: string, email?: string) =>
    `DIGEST~${brandId}${email === undefined ? '' : `~${email.toLowerCase()}`}`;
  const keptKey = (alert: AlertJob, email?: string): Key => ({
    pk: keptFor(alert.brandId, email),
    sk: `${alert.at}~${alert.alertId}`,
  });
  return {
    async claim(alertId, at, lastsMs = CLAIM_MS) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: claimKey(alertId),
          UpdateExpression: 'SET claimedUntil = :until, expiresAt = :expiresAt, claimedBy = :owner',
          // The owner: the SDK repeats a request whose answer was lost, and must not be refused by its own first one.
          ConditionExpression:
            'attribute_not_exists(pk) OR (attribute_not_exists(sentAt) AND (claimedUntil <= :now OR claimedBy = :owner))',
          ExpressionAttributeValues: {
            ':owner': randomUUID(),
            ':until': at.getTime() + lastsMs,
            ':now': at.getTime(),
            ':expiresAt': expiryAfter(at, KEPT_DAYS),
          },
        }),
      );
      return (await ifConditionHolds(write)) !== undefined;
    },
    async giveUp(alertId) {
      const lapse = new UpdateCommand({
        TableName: table,
        Key: claimKey(alertId),
        UpdateExpression: 'SET claimedUntil = :past',
        ConditionExpression: 'attribute_not_exists(sentAt)',
        ExpressionAttributeValues: { ':past': 0 },
      });
      await ifConditionHolds(client.send(lapse));
    },
    async confirm(alertId, at) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: claimKey(alertId),
          UpdateExpression: 'SET sentAt = :at, expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':at': at.toISOString(), ':expiresAt': expiryAfter(at, KEPT_DAYS) },
        }),
      );
    },
    async keep(alert, email) {
      const item = { ...keptKey(alert, email), alert, expiresAt: expiryAfter(alert.at, KEPT_DAYS) };
      await client.send(new PutCommand({ TableName: table, Item: item }));
    },
    async keptBefore(brandId, until, email) {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :until',
        ExpressionAttributeValues: { ':pk': keptFor(brandId, email), ':until': until.toISOString() },
        ConsistentRead: true,
      });
      return items.map((item) => AlertJob.parse(item.alert));
    },
    async drop(alerts, email) {
      await Promise.all(
        alerts.map((alert) => client.send(new DeleteCommand({ TableName: table, Key: keptKey(alert, email) }))),
      );
    },
  };
}
