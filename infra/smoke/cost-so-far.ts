import { PRICES } from '#infra/aws/cost-model.ts';
import { standingCost } from '#infra/aws/standing-cost.ts';

export type FunctionUse = { memoryMb: number; invocations: number; ms: number };

const HOURS_A_MONTH = 730;

/**
 * US dollars at list prices: what the functions ran, and the share of what stands still. Requests to tables, queues and buckets come
 * to less than a cent and are left out. Memory is priced as x86, a fifth above most of it: the sum is never too low for that.
 */
export function costSoFar(used: readonly FunctionUse[], hours: number): number {
  const running = used.reduce(
    (sum, { memoryMb, invocations, ms }) =>
      sum + invocations * PRICES.lambdaRequest + (ms / 1000) * (memoryMb / 1024) * PRICES.lambdaX86GbSecond,
    0,
  );
  return running + (standingCost().usd * hours) / HOURS_A_MONTH;
}
