import type { MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';
import { RESERVED_SHARE } from '#shared/fetching/pace.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';

/** The host that a marketplace's searches go to, and the gap between two scans of it. */
export type ScanRate = { host: string; intervalMs: number };

export type ScanRates = (marketplace: string) => ScanRate;

/**
 * What scans may ask of a host: its pace less the share that is kept for notices. Of result pages, also where the operator has keys for
 * a search API that allows more: whether there are keys is for the crawl alone to know, and what the API could do beyond is left.
 */
export function scanRates(origins: MarketplaceOrigins): ScanRates {
  return (reference) => {
    const located = marketplaceById(reference);
    if (!located) return { host: reference, intervalMs: scanIntervalMs(1) };
    const { marketplace, site } = located;
    const url = marketplace.searchUrl('x', 1, origins[marketplace.id] ?? site);
    return { host: URL.parse(url)?.host ?? reference, intervalMs: scanIntervalMs(marketplace.requestsPerSecond) };
  };
}

const scanIntervalMs = (requestsPerSecond: number): number => 1000 / requestsPerSecond / (1 - RESERVED_SHARE);
