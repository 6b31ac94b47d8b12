import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const elevenStreet = defineMarketplace({
  id: '11st',
  title: '11번가 (11st)',
  hosts: ['11st.co.kr'],
  imageHosts: ['11st.co.kr', '011st.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  currency: 'KRW',
  search,
  listing,
});
