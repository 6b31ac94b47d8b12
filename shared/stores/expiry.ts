import { DAY_MS } from '#shared/domain/time-units.ts';
import { TTL_ATTRIBUTE } from './table-definitions.ts';

/** Value of the TTL attribute. */
export const expiryAfter = (from: Date | string, days: number): number =>
  Math.ceil((new Date(from).getTime() + days * DAY_MS) / 1000);

/** DynamoDB deletes expired items late; what has expired must not be read again. */
export function isAlive(item: Record<string, unknown>, now: Date): boolean {
  const expiresAt = item[TTL_ATTRIBUTE];
  return typeof expiresAt !== 'number' || expiresAt * 1000 > now.getTime();
}
