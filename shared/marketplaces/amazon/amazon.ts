import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { productUrl, SITES, siteOf } from './sites.ts';

export const amazon = defineMarketplace({
  id: 'amazon',
  title: 'Amazon',
  hosts: Object.keys(SITES),
  imageHosts: ['media-amazon.com', 'ssl-images-amazon.com', 'images-amazon.com'],
  requestsPerSecond: 0.2,
  programme: 'amazon-rav',
  // The page is a catalogue page that several sellers share: the offer is one seller's.
  offerKey: (listing) => ({
    ...offerPerSite(SITES)(listing),
    ...(listing.seller?.id && { sellerId: listing.seller.id }),
  }),
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://www.${siteNamed(SITES, site)}/s`);
    url.searchParams.set('k', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: productUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
