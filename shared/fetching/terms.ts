import { marketplaceForUrl } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { refusedByTerms } from '#shared/marketplaces/terms.ts';
import { BlockedError } from '#shared/runtime/errors.ts';
import { logger } from '#shared/runtime/logger.ts';
import { overrideFor, type SiteOverride } from './site-overrides.ts';

/**
 * Lets an address pass unless the terms of its marketplace forbid automated reading.
 * @throws BlockedError with the terms and the ways that stay open
 */
export type TermsGuard = (url: string) => void;

export type TermsOptions = {
  overrides?: readonly SiteOverride[];
  /** A test may know other marketplaces. */
  marketplaceFor?: (url: string) => Marketplace | undefined;
};

export function createTermsGuard({
  overrides = [],
  marketplaceFor = marketplaceForUrl,
}: TermsOptions = {}): TermsGuard {
  return (url) => {
    const marketplace = marketplaceFor(url);
    const refusal = marketplace && refusedByTerms(marketplace);
    if (!refusal) return;
    const { hostname } = new URL(url);
    const override = overrideFor(hostname, overrides);
    if (!override) throw new BlockedError(refusal);
    logger.warn('terms overridden', { host: hostname, reason: override.reason });
  };
}
