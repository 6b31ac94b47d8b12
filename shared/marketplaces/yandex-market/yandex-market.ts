import { siteNamed } from '#shared/extraction/country-sites.ts';
import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { itemUrl, readListing, readSearch, SITES } from './products.ts';

export const yandexMarket: Marketplace = {
  id: 'yandex-market',
  title: 'Yandex Market',
  hosts: Object.keys(SITES),
  imageHosts: ['yandex.net', 'yandex.ru'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://${siteNamed(SITES, site)}/search`);
    url.searchParams.set('text', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
