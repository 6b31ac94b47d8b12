import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { itemUrl, listing, SITES, search, siteOf } from './products.ts';

const SEARCH: Record<string, string> = {
  'idealo.at': 'preisvergleich/MainSearchProductCategory.html',
  'idealo.co.uk': 'mscat.html',
  'idealo.fr': 'prechcat.html',
  'idealo.es': 'resultados.html',
  'idealo.it': 'cerca.html',
};

export const idealo = defineMarketplace({
  id: 'idealo',
  title: 'idealo',
  hosts: Object.keys(SITES),
  imageHosts: ['idealo.com'],
  requestsPerSecond: 0.5,
  programme: 'dsa-art16',
  offerKey: offerPerSite(SITES),
  searchUrl: (keyword, page, site) => {
    const named = siteNamed(SITES, site);
    const url = new URL(`https://www.${named}/${SEARCH[named] ?? 'preisvergleich/MainSearchProductCategory.html'}`);
    url.searchParams.set('q', keyword);
    // Result pages are counted in items, from 0.
    if (page > 1) url.searchParams.set('p', String((page - 1) * 36));
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
