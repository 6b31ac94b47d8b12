import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

export const SITES: CountrySites = {
  'carousell.sg': 'SGD',
  'carousell.com.my': 'MYR',
  'carousell.ph': 'PHP',
  'carousell.com.hk': 'HKD',
  'tw.carousell.com': 'TWD',
  'id.carousell.com': 'IDR',
  'au.carousell.com': 'AUD',
  'nz.carousell.com': 'NZD',
  'ca.carousell.com': 'CAD',
  'us.carousell.com': 'USD',
  'carousell.com': 'SGD',
};

export const siteOf = oncePerPage((doc) => siteOfPage(SITES, doc));

// /p/apple-airpods-max-1390473526/
export const LISTING_ID = /\/p\/(?:[^/?#]*-)?(\d{6,12})/;

function origin(site: string | undefined): string {
  const host = siteNamed(SITES, site);
  return /^\w\w\.carousell\.com$/.test(host) ? `https://${host}` : `https://www.${host}`;
}

export function listingUrl(id: string, site?: string): string {
  return `${origin(site)}/p/${id}/`;
}

export function searchUrl(keyword: string, _page: number, site?: string): string {
  const url = new URL(`/search/${encodeURIComponent(keyword)}`, origin(site));
  url.searchParams.set('search', keyword);
  return url.href;
}
