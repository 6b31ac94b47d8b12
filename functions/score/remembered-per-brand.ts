import type { Brand } from '#shared/domain/brand.ts';
import type { Clock } from '#shared/runtime/clock.ts';

const FRESH_MS = 10 * 60_000;

/** Gathered once per brand and ten minutes in each process; a failure is not remembered. */
export function rememberedPerBrand<Result>(
  clock: Clock,
  gather: (brand: Brand) => Promise<Result>,
): (brand: Brand) => Promise<Result> {
  const known = new Map<string, { result: Promise<Result>; until: number }>();
  return (brand) => {
    const now = clock().getTime();
    const entry = known.get(brand.id);
    if (entry && entry.until > now) return entry.result;
    const result = gather(brand);
    known.set(brand.id, { result, until: now + FRESH_MS });
    result.catch(() => known.delete(brand.id));
    return result;
  };
}
