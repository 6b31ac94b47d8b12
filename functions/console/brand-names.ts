import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemo } from '#shared/runtime/ttl-memo.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';

/** What people call a brand; the id of one that is not there (yet). One read per brand and ten minutes in each process. */
export function createBrandNames(brands: Pick<BrandStore, 'withoutProducts'>, clock: Clock) {
  return ttlMemo(
    clock,
    (brandId: string) => brandId,
    async (brandId) => (await brands.withoutProducts(brandId))?.name ?? brandId,
  );
}
