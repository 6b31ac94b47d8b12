import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { isBrazil, itemUrl, SITES, siteOf } from './sites.ts';

const RESULTS_PER_PAGE = 50;

export const mercadoLibre = defineMarketplace({
  id: 'mercadolibre',
  title: 'Mercado Libre',
  hosts: [...Object.keys(SITES), 'api.mercadolibre.com'],
  imageHosts: ['mlstatic.com'],
  requestsPerSecond: 0.3,
  programme: 'meli-bpp',
  searchUrl: (keyword, page, site) => {
    const domain = siteNamed(SITES, site);
    const url = new URL(`https://www.${domain}/jm/search`);
    if (page > 1) {
      const words = keyword.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      url.hostname = `${isBrazil(domain) ? 'lista' : 'listado'}.${domain}`;
      url.pathname = `/${words.join('-')}_Desde_${(page - 1) * RESULTS_PER_PAGE + 1}_NoIndex_True`;
    }
    url.searchParams.set('as_word', keyword);
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
