import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const gmarket: Marketplace = {
  id: 'gmarket',
  title: 'Gmarket',
  hosts: ['gmarket.co.kr', 'gmarket.com'],
  imageHosts: ['gmarket.co.kr'],
  requestsPerSecond: 0.25,
  browser: true,
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 1,
    programme: "the site's own report form",
    checked: '2026-11-23',
  },
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
