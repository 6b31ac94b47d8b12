import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds, type Key } from './dynamo-access.ts';

export type Slot = {
  /** Epoch milliseconds at which the request may leave. */
  atMs: number;
  /** Refusals in a row by this host (429, captcha, 403). */
  strikes: number;
};

/** Nothing reserved: the next free slot is beyond the horizon, or the host is paused. */
export type NoSlot = { freeAtMs: number; pausedUntilMs?: number };

/**
 * When each host may be asked again, over all workers (table `pace`, one item per host).
 * Slots are reserved, not tokens taken: a worker that dies wastes its slot, and the host is never hit faster.
 */
export type PaceStore = {
  /** One conditional write when a slot is free. `intervalMs` is the gap that this request leaves behind it. */
  reserve: (host: string, nowMs: number, intervalMs: number, horizonMs: number) => Promise<Slot | NoSlot>;
  /** Counts a refusal and returns the refusals in a row. Those within `windowMs` are one: pages in flight together hit the same block page. */
  addStrike: (host: string, nowMs: number, windowMs: number) => Promise<number>;
  clearStrikes: (host: string) => Promise<void>;
  /** No slot before this time. `isPause` marks a pause after a block rather than a request to slow down. Never shortens. */
  holdUntil: (host: string, untilMs: number, isPause: boolean) => Promise<void>;
};

type PaceItem = { nextMs?: number; pausedUntilMs?: number; strikes?: number };

const slotKey = (host: string): Key => ({ pk: `HOST~${host}`, sk: 'SLOT' });

const ATTEMPTS = 5; // each loss means that another worker got a slot

export function createPaceStore(client: DynamoDBDocumentClient, table: string): PaceStore {
  const update = async (host: string, expression: string, condition: string | undefined, values: object) => {
    const write = client.send(
      new UpdateCommand({
        TableName: table,
        Key: slotKey(host),
        UpdateExpression: expression,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...values },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return (await ifConditionHolds(write))?.Attributes as PaceItem | undefined;
  };

  const read = async (host: string): Promise<PaceItem> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: slotKey(host), ConsistentRead: true }));
    return Item ?? {};
  };

  return {
    async reserve(host, nowMs, intervalMs, horizonMs) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const queued = await update(host, 'SET nextMs = nextMs + :interval', 'nextMs BETWEEN :now AND :horizon', {
          ':interval': intervalMs,
          ':now': nowMs,
          ':horizon': nowMs + horizonMs,
        });
        if (queued) return { atMs: queued.nextMs! - intervalMs, strikes: queued.strikes ?? 0 };
        const first = await update(host, 'SET nextMs = :after', 'attribute_not_exists(nextMs) OR nextMs < :now', {
          ':after': nowMs + intervalMs,
          ':now': nowMs,
        });
        if (first) return { atMs: nowMs, strikes: first.strikes ?? 0 };
        const { nextMs = 0, pausedUntilMs = 0 } = await read(host);
        if (nextMs > nowMs + horizonMs)
          return { freeAtMs: nextMs, pausedUntilMs: pausedUntilMs > nowMs ? pausedUntilMs : undefined };
      }
      return { freeAtMs: nowMs + horizonMs };
    },
    async addStrike(host, nowMs, windowMs) {
      const item = await update(
        host,
        'SET struckAtMs = :now ADD strikes :one',
        'attribute_not_exists(struckAtMs) OR struckAtMs < :before',
        { ':now': nowMs, ':one': 1, ':before': nowMs - windowMs },
      );
      return (item ?? (await read(host))).strikes ?? 1;
    },
    async clearStrikes(host) {
      await update(host, 'SET strikes = :none', undefined, { ':none': 0 });
    },
    async holdUntil(host, untilMs, isPause) {
      const expression = isPause ? 'SET nextMs = :until, pausedUntilMs = :until' : 'SET nextMs = :until';
      await update(host, expression, 'attribute_not_exists(nextMs) OR nextMs < :until', { ':until': untilMs });
    },
  };
}
