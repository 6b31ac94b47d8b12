import type { Brand } from '#shared/domain/brand.ts';
import type { Clock } from './clock.ts';

const FRESH_MS = 10 * 60_000;

/** Gathered once per key and ten minutes in each process; a failure is not remembered. */
export function ttlMemo<Asked, Result>(
  clock: Clock,
  keyOf: (asked: Asked) => string,
  gather: (asked: Asked) => Promise<Result>,
): (asked: Asked) => Promise<Result> {
  const known = new Map<string, { result: Promise<Result>; until: number }>();
  return (asked) => {
    const key = keyOf(asked);
    const now = clock().getTime();
    const entry = known.get(key);
    if (entry && entry.until > now) return entry.result;
    const result = gather(asked);
    known.set(key, { result, until: now + FRESH_MS });
    result.catch(() => known.delete(key));
    return result;
  };
}

export const ttlMemoPerBrand = <Result>(clock: Clock, gather: (brand: Brand) => Promise<Result>) =>
  ttlMemo(clock, (brand: Brand) => brand.id, gather);
