import { marketplaceById } from '#shared/marketplaces/index.ts';
import { isHostWithin } from './ssrf-guard.ts';

/** Sites, by host suffixes, whose robots.txt or terms the operator may disregard, and why. */
export type SiteOverride = { hosts: readonly string[]; reason: string };

/**
 * @param variable where the reasons were given, for the error
 * @param reasons by marketplace, or by host where a shop has no marketplace of its own
 * @throws Error for a name that is neither a marketplace with hosts nor a host: a typing error must not pass for an override.
 */
export function siteOverrides(variable: string, reasons: Readonly<Record<string, string>>): SiteOverride[] {
  return Object.entries(reasons).map(([name, reason]) => {
    const hosts = marketplaceById(name)?.marketplace.hosts ?? [];
    if (hosts.length > 0) return { hosts, reason };
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) return { hosts: [name], reason };
    throw new Error(`${variable}: "${name}" is neither a marketplace nor a host`);
  });
}

export function overrideFor(hostname: string, overrides: readonly SiteOverride[]): SiteOverride | undefined {
  return overrides.find(({ hosts }) => isHostWithin(hostname, hosts));
}
