import * as z from 'zod';
import type { ApiCredentials, ApiRequest, Marketplace, SearchApi } from '#shared/marketplaces/marketplace.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { Fetcher } from './fetcher.ts';
import type { FetchedPage, PageFetcher } from './page-fetcher.ts';

/**
 * Asks a marketplace's search API for one page. Undefined when the operator has no keys for it or it does not serve the site.
 * @throws what `PageFetcher.fetch` throws; TransientError too when the API does not take our token.
 */
export type ApiSearch = (
  marketplace: Marketplace,
  search: Parameters<SearchApi['searchRequest']>[0],
) => Promise<FetchedPage | undefined>;

export type ApiSearchOptions = {
  fetcher: Fetcher;
  pages: PageFetcher;
  /** By marketplace id. */
  credentials: Readonly<Record<string, ApiCredentials>>;
  clock: Clock;
};

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

const EARLY_MS = 60_000; // a token that ends while its request is on the way is no use

export function createApiSearch({ fetcher, pages, credentials, clock }: ApiSearchOptions): ApiSearch {
  // Promises, so that pages fetched side by side ask for one token.
  const tokens = new Map<string, Promise<{ value: string; expiresAtMs: number }>>();

  const requestToken = async (request: ApiRequest) => {
    const { status, body } = await fetcher(request.url, { ...request, method: 'POST' });
    const answer = TokenAnswer.safeParse(status === 200 ? parsed(body) : undefined);
    if (!answer.success) throw new TransientError(`no token from ${new URL(request.url).hostname} (HTTP ${status})`);
    const { access_token, expires_in } = answer.data;
    return { value: access_token, expiresAtMs: clock().getTime() + expires_in * 1000 - EARLY_MS };
  };

  const tokenFor = async (id: string, request: ApiRequest | undefined): Promise<string | undefined> => {
    if (!request) return undefined;
    const known = tokens.get(id);
    if (known && (await known).expiresAtMs > clock().getTime()) return (await known).value;
    if (tokens.get(id) !== known) return tokenFor(id, request); // somebody else has asked meanwhile
    const asked = requestToken(request);
    tokens.set(id, asked);
    asked.catch(() => tokens.delete(id));
    return (await asked).value;
  };

  return async ({ id, api }, search) => {
    const keys = api && completeCredentials(id, api, credentials[id]);
    if (!keys) return undefined;
    const request = api.searchRequest(search, keys, await tokenFor(id, api.tokenRequest?.(keys)));
    if (!request) return undefined;
    const { url, headers } = request;
    const { requestsPerSecond, host } = api;
    const fetched = await pages.fetch(url, { requestsPerSecond, allowedHosts: [host], headers, underContract: true });
    if (fetched.page.status === 401) {
      tokens.delete(id);
      throw new TransientError(`${host} does not take our credentials (HTTP 401)`);
    }
    return fetched;
  };
}

function completeCredentials(
  id: string,
  api: SearchApi,
  given: ApiCredentials | undefined,
): ApiCredentials | undefined {
  if (!given) return undefined;
  const missing = api.credentials.filter((name) => !given[name]);
  if (missing.length === 0) return given;
  logger.error('API credentials are incomplete', { marketplace: id, missing });
  return undefined;
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
