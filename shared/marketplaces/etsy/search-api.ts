import type { SearchApi } from '../marketplace.ts';

const PAGE_SIZE = 100; // the most that it gives

/** Open API v3, `findAllListingsActive`: needs an application's key, no user. Its answers name shops by number and show no pictures. */
export const openApi: SearchApi = {
  host: 'api.etsy.com',
  credentials: ['keystring', 'sharedSecret'],
  requestsPerSecond: 1,
  // The terms of use forbid automated reading of pages, with keys as without.
  pagesAsFallback: false,
  searchRequest: ({ keyword, page }, { keystring, sharedSecret }) => {
    const url = new URL('https://api.etsy.com/v3/application/listings/active');
    url.searchParams.set('keywords', keyword);
    url.searchParams.set('sort_on', 'score'); // as its search page shows them; the default is newest first
    url.searchParams.set('limit', String(PAGE_SIZE));
    url.searchParams.set('offset', String((page - 1) * PAGE_SIZE));
    // Both parts since February 2026; a keystring alone is refused.
    return { url: url.href, headers: { 'x-api-key': `${keystring}:${sharedSecret}` } };
  },
};
