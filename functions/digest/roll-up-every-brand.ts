import { isBehind, rollUpFinishedDays } from '#shared/reporting/brand-figures.ts';
import { rollUpShownDays } from '#shared/reporting/roll-up-shown.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';

export type RollUpServices = {
  brands: Pick<BrandStore, 'list'>;
  rollUps: RollUpStore;
  listings: Pick<ListingStore, 'scanPagesAfter' | 'getMany'>;
  cases: Pick<CaseStore, 'getMany' | 'latestFor'>;
  clock: Clock;
};

/**
 * Figures of finished days are stored whether or not somebody asks: closed cases are deleted after a year. The first tick of a day does
 * it, the others find nothing to do, and a tick too few is made good by the next one.
 * @throws AggregateError when a brand's could not be, after all others were.
 */
export async function rollUpEveryBrand({ brands, rollUps, listings, cases, clock }: RollUpServices): Promise<void> {
  const failures: unknown[] = [];
  for (const brand of await brands.list()) {
    const { id } = brand;
    try {
      const now = clock();
      if (await isBehind(id, { rollUps, now })) await rollUpFinishedDays(id, { rollUps, now });
      await rollUpShownDays(brand, { rollUps, listings, cases, now });
    } catch (error) {
      logger.error('roll-up failed', { brandId: id, error });
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `figures of ${failures.length} brands were not rolled up`);
}
