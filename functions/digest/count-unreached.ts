import { isReached } from '#shared/domain/alert-address.ts';
import type { BrandTopics } from '#shared/messaging/topic.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';

export type AddressServices = {
  brands: Pick<BrandStore, 'list'>;
  topics: Pick<BrandTopics, 'addresses'>;
};

/**
 * Counts the addresses that alerts do not reach, over all brands; an alarm looks at the sum of each hour. One call of SNS for each
 * brand that names an address. Returns the count.
 * @throws AggregateError when SNS could not be asked about a brand, after all others were counted.
 */
export async function countUnreached({ brands, topics }: AddressServices): Promise<number> {
  let unreached = 0;
  const failures: unknown[] = [];
  for (const { id: brandId, alerts } of await brands.list()) {
    try {
      const missed = (await topics.addresses(brandId, alerts.emails)).filter((each) => !isReached(each));
      unreached += missed.length;
      // How many, and not which: a log is no place for addresses.
      if (missed.length > 0) logger.warn('alerts do not reach every address', { brandId, missed: missed.length });
    } catch (error) {
      logger.error('addresses of alerts not looked at', { brandId, error });
      failures.push(error);
    }
  }
  if (unreached > 0) countMetric('AlertAddressesUnreached', unreached);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} brands' addresses not looked at`);
  return unreached;
}
