import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './dynamo-access.ts';
import { getItem } from './dynamo-access.ts';

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
  /**
   * One conditional write when a slot is free, also on an idle host, as long as this process knows how busy the host is.
   * None when it knows that no slot is within the horizon: the next free slot only ever moves on.
   * `intervalMs` is the gap that this request leaves behind it.
   */
  reserve: (host: string, nowMs: number, intervalMs: number, horizonMs: number) => Promise<Slot | NoSlot>;
  /**
   * When somebody who was refused may ask again: everybody at a time of their own, one interval apart, not before `earliestMs`.
   * Undefined when that is beyond `latestMs`. No slot is promised.
   */
  comeBack: (host: string, intervalMs: number, earliestMs: number, latestMs: number) => Promise<number | undefined>;
  /** Counts a refusal and returns the refusals in a row. Those within `windowMs` are one: pages in flight together hit the same block page. */
  addStrike: (host: string, nowMs: number, windowMs: number) => Promise<number>;
  clearStrikes: (host: string) => Promise<void>;
  /** No slot before this time. `isPause` marks a pause after a block rather than a request to slow down. Never shortens. */
  holdUntil: (host: string, untilMs: number, isPause: boolean) => Promise<void>;
};

/** `nextMs`: the next free slot. `backMs`: when the next one who is refused may ask again. Both only ever grow. */
type PaceItem = { nextMs?: number; backMs?: number; pausedUntilMs?: number; strikes?: number };

/** `written`: the item as it is now. `standing`: the condition did not hold, and this is why. */
type Attempt = { written: PaceItem } | { standing: PaceItem };

const slotKey = (host: string): Key => ({ pk: `HOST~${host}`, sk: 'SLOT' });

const ATTEMPTS = 6; // each loss means that another worker got a slot
const MOST_KNOWN = 1_000;

export function createPaceStore(client: DynamoDBDocumentClient, table: string): PaceStore {
  /** As last seen by this process: says which of two writes will hold. */
  const known = new Map<string, PaceItem>();

  const read = async (host: string): Promise<PaceItem> => {
    return (await getItem(client, table, slotKey(host))) ?? {};
  };

  const attempt = async (host: string, expression: string, condition: string | undefined, values: object) => {
    const answer = await write(host, expression, condition, values);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(host, 'written' in answer ? answer.written : answer.standing);
    return answer;
  };

  const write = async (
    host: string,
    expression: string,
    condition: string | undefined,
    values: object,
  ): Promise<Attempt> => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: slotKey(host),
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeValues: { ...values },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { written: Attributes as PaceItem };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // The emulator, and a host that nobody asked yet, give no item.
      return { standing: error.Item ? numbersOf(error.Item) : await read(host) };
    }
  };

  return {
    async reserve(host, nowMs, intervalMs, horizonMs) {
      const beyond = ({ nextMs = 0 }: PaceItem) => nextMs > nowMs + horizonMs;
      for (let tried = 0; tried < ATTEMPTS; tried++) {
        const { nextMs = 0 } = known.get(host) ?? {};
        if (nextMs > nowMs + horizonMs) break;
        const isBusy = nextMs >= nowMs;
        const answer = isBusy
          ? await attempt(host, 'SET nextMs = nextMs + :interval', 'nextMs BETWEEN :now AND :horizon', {
              ':interval': intervalMs,
              ':now': nowMs,
              ':horizon': nowMs + horizonMs,
            })
          : await attempt(host, 'SET nextMs = :after', 'attribute_not_exists(nextMs) OR nextMs < :now', {
              ':after': nowMs + intervalMs,
              ':now': nowMs,
            });
        if ('written' in answer)
          return { atMs: answer.written.nextMs! - intervalMs, strikes: answer.written.strikes ?? 0 };
        if (beyond(answer.standing)) break;
      }
      const { nextMs = nowMs + horizonMs, pausedUntilMs = 0 } = known.get(host) ?? {};
      return { freeAtMs: nextMs, pausedUntilMs: pausedUntilMs > nowMs ? pausedUntilMs : undefined };
    },
    async comeBack(host, intervalMs, earliestMs, latestMs) {
      for (let tried = 0; tried < ATTEMPTS; tried++) {
        const { backMs = 0 } = known.get(host) ?? {};
        if (backMs > latestMs) return undefined;
        const answer =
          backMs >= earliestMs
            ? await attempt(host, 'SET backMs = backMs + :interval', 'backMs BETWEEN :earliest AND :latest', {
                ':interval': intervalMs,
                ':earliest': earliestMs,
                ':latest': latestMs,
              })
            : await attempt(host, 'SET backMs = :after', 'attribute_not_exists(backMs) OR backMs < :earliest', {
                ':after': earliestMs + intervalMs,
                ':earliest': earliestMs,
              });
        if ('written' in answer) return answer.written.backMs! - intervalMs;
      }
      return undefined;
    },
    async addStrike(host, nowMs, windowMs) {
      const answer = await attempt(
        host,
        'SET struckAtMs = :now ADD strikes :one',
        'attribute_not_exists(struckAtMs) OR struckAtMs < :before',
        { ':now': nowMs, ':one': 1, ':before': nowMs - windowMs },
      );
      return ('written' in answer ? answer.written : answer.standing).strikes ?? 1;
    },
    async clearStrikes(host) {
      await attempt(host, 'SET strikes = :none', undefined, { ':none': 0 });
    },
    async holdUntil(host, untilMs, isPause) {
      const expression = isPause ? 'SET nextMs = :until, pausedUntilMs = :until' : 'SET nextMs = :until';
      await attempt(host, expression, 'attribute_not_exists(nextMs) OR nextMs < :until', { ':until': untilMs });
    },
  };
}

/** The item in an exception comes as DynamoDB writes it: {"nextMs": {"N": "1700000000000"}}. */
function numbersOf(item: Record<string, { N?: string }>): PaceItem {
  const numbers = Object.entries(item).flatMap(([name, { N }]) =>
    N === undefined ? [] : [[name, Number(N)] as const],
  );
  return Object.fromEntries(numbers);
}
