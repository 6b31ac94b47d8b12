import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { BlockedError, NotFetchedError, TransientError } from '#shared/runtime/errors.ts';
import { decompress } from './decompress.ts';
import type { Fetched, Fetcher, FetchOptions } from './fetcher.ts';
import { openTunnel } from './proxy-tunnel.ts';
import { createSsrfGuard, isHostWithin, type Lookup } from './ssrf-guard.ts';

export type HttpFetcherOptions = {
  /** Says who we are and how to reach us; sent with every request. */
  userAgent: string;
  /** Exact origins exempt from the private-address rule. */
  allowedPrivateOrigins?: readonly string[];
  lookup?: Lookup;
  /** HTTP proxy for everything but the exempt origins. */
  proxy?: URL;
};

const MAX_BYTES = 8 * 1024 * 1024; // the largest result page seen is 3.2 MB
const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Not carried to another origin by a redirect. */
const PRIVATE_HEADERS = ['authorization', 'cookie', 'x-api-key'];

/**
 * Fetcher over node:http rather than the built-in fetch, because only here the checked addresses are the ones connected to,
 * and only here the body is counted before it is in memory. Keeps no cookies and no connections: a socket left open by one
 * Lambda invocation is usually dead in the next.
 */
export function createHttpFetcher({
  userAgent,
  allowedPrivateOrigins = [],
  lookup,
  proxy,
}: HttpFetcherOptions): Fetcher {
  const guard = createSsrfGuard({ allowedPrivateOrigins, lookup });

  return async (address, options = {}) => {
    const first = parseUrl(address);
    const allowedHosts = options.allowedHosts ?? [first.hostname.replace(/^www\./, '')];
    const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    let url = first;
    let headers = lowerCaseKeys({ 'user-agent': userAgent, accept: '*/*', ...options.headers });
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const addresses = await guard(url);
      const response = await exchange({
        url,
        addresses,
        options: { ...options, headers },
        signal,
        proxy: allowedPrivateOrigins.includes(url.origin) ? undefined : proxy,
      });
      const next = redirectTarget(response, url, options.method);
      if (!next) return response;
      if (!isHostWithin(next.hostname, allowedHosts) && !allowedPrivateOrigins.includes(next.origin))
        throw new BlockedError(`${url.hostname} redirects to another site: ${next.hostname}`);
      if (next.origin !== url.origin) headers = without(headers, PRIVATE_HEADERS);
      url = next;
    }
    throw new BlockedError(`${first.hostname} redirects more than ${MAX_REDIRECTS} times`);
  };
}

/** One request to addresses that the guard has checked. */
type Exchange = { url: URL; addresses: string[]; options: FetchOptions; signal: AbortSignal; proxy?: URL };

async function exchange(hop: Exchange): Promise<Fetched> {
  const { url, options, signal } = hop;
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  try {
    const response = await send(hop);
    const compressed = await readCapped(response, maxBytes);
    const body = await decompress(compressed, response.headers['content-encoding'], maxBytes);
    return {
      url: withoutFragment(url),
      status: response.statusCode ?? 0,
      headers: flatten(response.headers),
      contentType: response.headers['content-type'] ?? '',
      body,
    };
  } catch (cause) {
    if (cause instanceof BlockedError) throw cause;
    const reason = signal.aborted ? 'no complete answer in time' : (cause as Error).message;
    throw new TransientError(`${url.hostname}: ${reason}`, { cause });
  }
}

async function send({ url, addresses, options, signal, proxy }: Exchange): Promise<IncomingMessage> {
  const tunnel = proxy && (await openTunnel(proxy, url, addresses[0]!, signal));
  const { body, method = 'GET' } = options;
  const requestOptions: RequestOptions = {
    method,
    signal,
    ...(tunnel ? { createConnection: () => tunnel } : { agent: false, lookup: only(addresses) }),
    headers: {
      ...options.headers,
      host: url.host,
      'accept-encoding': 'gzip, br',
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, requestOptions);
    request.on('error', reject).once('response', resolve).end(body);
  });
}

/** The answer to "where is this host" that the guard has checked. Node does not ask for IP literals: those the guard checked itself. */
function only(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, found);
    else callback(null, found[0]!.address, found[0]!.family);
  };
}

async function readCapped(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    // Leaving the loop destroys the socket.
    if (bytes > maxBytes) throw new NotFetchedError(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** A redirected POST is an answer, not an instruction: a notice must not be sent somewhere else. */
function redirectTarget(response: Fetched, from: URL, method: FetchOptions['method'] = 'GET'): URL | null {
  const location = response.headers.location;
  if (method !== 'GET' || !location || !REDIRECTS.has(response.status)) return null;
  return parseUrl(location, from);
}

function parseUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url) throw new NotFetchedError('not an address');
  return url;
}

function withoutFragment(url: URL): string {
  return url.href.replace(/#.*$/, '');
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function lowerCaseKeys(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function without(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
