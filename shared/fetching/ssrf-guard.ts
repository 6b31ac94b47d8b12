import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { NotFetchedError, TransientError } from '#shared/runtime/errors.ts';

/** Every address of a host name. */
export type Lookup = (hostname: string) => Promise<string[]>;

/**
 * The addresses that this URL may be connected to; the caller must connect to these and look nothing up again,
 * or a name that changes between check and use (DNS rebinding) gets around the guard.
 * @throws BlockedError when the URL leads to anything but a public web server, TransientError when the name does not resolve.
 */
export type SsrfGuard = (url: URL) => Promise<string[]>;

export type SsrfGuardOptions = {
  /** Exact origins that may live on a private address: the sample marketplace on loopback. */
  allowedPrivateOrigins?: readonly string[];
  lookup?: Lookup;
};

// The default ports parse to the empty string.
const PUBLIC_PORTS = new Set(['', '80', '443']);
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

export function createSsrfGuard({ allowedPrivateOrigins = [], lookup = lookupAll }: SsrfGuardOptions = {}): SsrfGuard {
  const exempt = new Set(allowedPrivateOrigins);
  return async (url) => {
    const isExempt = exempt.has(url.origin);
    const problem = formProblem(url) ?? (isExempt ? undefined : placeProblem(url));
    if (problem) throw new NotFetchedError(problem);
    const addresses = await addressesOf(url, lookup);
    const refused = isExempt ? undefined : addresses.find((address) => !isPublicAddress(address));
    if (refused) throw new NotFetchedError(`${url.hostname} leads to ${refused}, which is not a public address`);
    return addresses;
  };
}

/** Why this address will never be fetched, whatever its name resolves to; undefined when only a look-up can tell. */
export const neverFetched = (url: URL): string | undefined => formProblem(url) ?? placeProblem(url);

function formProblem(url: URL): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `not a web address: ${url.protocol}`;
  return url.username || url.password ? 'the address carries credentials' : undefined;
}

function placeProblem(url: URL): string | undefined {
  if (!PUBLIC_PORTS.has(url.port)) return `port ${url.port} is not a web port`;
  const literal = literalOf(url);
  const isPrivate = literal ? !isPublicAddress(literal) : /(^|\.)localhost\.?$/.test(url.hostname);
  return isPrivate ? `${url.hostname} leads to ${literal ?? 'this machine'}, which is not a public address` : undefined;
}

/** The URL parser has already turned 0x7f.1, 2130706433 and 017700000001 into 127.0.0.1. */
function literalOf(url: URL): string | undefined {
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) ? literal : undefined;
}

/** True when the host is one of the suffixes or a sub-domain of one. */
export function isHostWithin(host: string, suffixes: readonly string[]): boolean {
  return suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** Allow-list, not deny-list: ranges invented after this was written stay out. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address); // unwraps ::ffff:127.0.0.1
  if (parsed.range() !== 'unicast') return false;
  // The library calls ::127.0.0.1 (the old "IPv4-compatible" form) unicast; real IPv6 addresses are all in 2000::/3.
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST_V6);
}

async function addressesOf(url: URL, lookup: Lookup): Promise<string[]> {
  const literal = literalOf(url);
  if (literal) return [literal];
  let addresses: string[];
  try {
    addresses = await lookup(url.hostname);
  } catch (cause) {
    throw new TransientError(`the name ${url.hostname} does not resolve`, { cause });
  }
  if (addresses.length === 0) throw new TransientError(`the name ${url.hostname} has no address`);
  return addresses;
}

async function lookupAll(hostname: string): Promise<string[]> {
  return (await dnsLookup(hostname, { all: true })).map(({ address }) => address);
}
