import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { ScanJob } from '#shared/domain/messages.ts';
import { brandIndex } from '#shared/recognition/brand-index.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemo } from '#shared/runtime/ttl-memo.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import { excludedWords, withoutExcluded } from './listing-changes.ts';

/** Listings of the page that name another brand of this deployment, by that brand's id. */
export type FindOtherBrands = (job: ScanJob, found: readonly Listing[]) => Promise<ReadonlyMap<string, Listing[]>>;

/**
 * A page fetched for one brand's keyword often shows another's goods: matched against all brands at once, it need not be
 * fetched again for them. Only brands that watch the same marketplace themselves are looked for, and each gets its own listings
 * and nothing of the watch that found them. The index is built once in ten minutes and process.
 */
export function createOtherBrands(brands: Pick<BrandStore, 'list' | 'get'>, clock: Clock): FindOtherBrands {
  const currentIndex = ttlMemo(
    clock,
    () => 'all brands',
    async () => {
      const all = await Promise.all((await brands.list()).map(({ id }) => brands.get(id)));
      return brandIndex(all.filter((brand) => brand !== undefined));
    },
  );
  return async (job, found) => {
    const named = new Map<string, Listing[]>();
    if (found.length === 0) return named;
    const { mayBeNamed } = await currentIndex(undefined);
    for (const listing of found) {
      for (const brand of mayBeNamed(listing)) {
        if (brand.id === job.brandId || !isWanted(listing, brand, job.marketplace)) continue;
        named.set(brand.id, [...(named.get(brand.id) ?? []), listing]);
      }
    }
    return named;
  };
}

function isWanted(listing: Listing, brand: Brand, marketplace: string): boolean {
  const isWatched = brand.watches.some(({ marketplaces }) => marketplaces.includes(marketplace));
  return isWatched && withoutExcluded([listing], excludedWords(brand, marketplace)).length > 0;
}
