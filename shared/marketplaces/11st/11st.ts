import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const elevenStreet: Marketplace = {
  id: '11st',
  title: '11번가 (11st)',
  hosts: ['11st.co.kr'],
  imageHosts: ['11st.co.kr', '011st.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
