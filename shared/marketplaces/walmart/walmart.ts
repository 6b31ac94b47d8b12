import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, SITES, siteOf } from './sites.ts';

export const walmart = defineMarketplace({
  id: 'walmart',
  title: 'Walmart',
  hosts: Object.keys(SITES),
  imageHosts: ['walmartimages.com', 'walmartimages.ca', 'walmartimages.com.mx'],
  requestsPerSecond: 0.2,
  programme: 'walmart-bp',
  offerKey: offerPerSite(SITES),
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://www.${siteNamed(SITES, site)}/search`);
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
