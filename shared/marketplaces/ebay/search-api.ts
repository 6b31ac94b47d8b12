import type { SearchApi } from '../marketplace.ts';
import { siteOf } from './sites.ts';

/** The sites that the Browse API serves ("Buy API support by marketplace", developer.ebay.com). */
const MARKETPLACE_IDS: Record<string, string> = {
  'ebay.com': 'EBAY_US',
  'ebay.us': 'EBAY_US',
  'ebay.co.uk': 'EBAY_GB',
  'ebay.de': 'EBAY_DE',
  'ebay.fr': 'EBAY_FR',
  'ebay.it': 'EBAY_IT',
  'ebay.es': 'EBAY_ES',
  'ebay.at': 'EBAY_AT',
  'ebay.be': 'EBAY_BE',
  'ebay.nl': 'EBAY_NL',
  'ebay.ie': 'EBAY_IE',
  'ebay.ch': 'EBAY_CH',
  'ebay.pl': 'EBAY_PL',
  'ebay.ca': 'EBAY_CA',
  'ebay.com.au': 'EBAY_AU',
  'ebay.com.hk': 'EBAY_HK',
  'ebay.com.sg': 'EBAY_SG',
};

const PAGE_SIZE = 200; // the most that it gives
const MAX_KEYWORD_CHARS = 100;

/** Browse API, `item_summary/search`, with an application token. 5,000 calls a day until eBay grants more. */
export const browseApi: SearchApi = {
  host: 'api.ebay.com',
  credentials: ['clientId', 'clientSecret'],
  requestsPerSecond: 1,
  // The user agreement forbids automated reading of pages without permission, which keys do not give.
  pagesAsFallback: false,
  tokenRequest: ({ clientId, clientSecret }) => ({
    url: 'https://api.ebay.com/identity/v1/oauth2/token',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope',
  }),
  searchRequest: ({ keyword, page, site = 'ebay.com' }, _credentials, token) => {
    const marketplaceId = MARKETPLACE_IDS[siteOf(site)];
    if (!marketplaceId) return undefined;
    const url = new URL('https://api.ebay.com/buy/browse/v1/item_summary/search');
    url.searchParams.set('q', keyword.slice(0, MAX_KEYWORD_CHARS));
    // Without it auctions are left out.
    url.searchParams.set('filter', 'buyingOptions:{FIXED_PRICE|AUCTION}');
    url.searchParams.set('limit', String(PAGE_SIZE));
    url.searchParams.set('offset', String((page - 1) * PAGE_SIZE));
    return {
      url: url.href,
      headers: { authorization: `Bearer ${token}`, 'x-ebay-c-marketplace-id': marketplaceId },
    };
  },
};
