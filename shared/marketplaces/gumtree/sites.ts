import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

export const SITES: CountrySites = {
  'gumtree.com.au': 'AUD',
  'gumtree.com': 'GBP',
  'gumtree.co.za': 'ZAR',
  'gumtree.sg': 'SGD',
  'gumtree.ie': 'EUR',
};

export const siteOf = oncePerPage((doc) => siteOfPage(SITES, doc));

// /s-ad/<place>/<category>/<words>/1076421228 (Australia), /p/<category>/<words>/1400000000 (Britain), /a-<category>/<place>/<words>/1000… (South Africa)
export const AD_ID = /\/(?:s-ad|p|a-[^/]+)\/(?:[^?#]*\/)?(\d{9,22})(?:[/?#]|$)/;
export const AD_LINK = 'a[href*="/s-ad/"], a[href*="/p/"], a[href*="/a-"]';

export function adUrl(id: string, site?: string): string {
  const host = siteNamed(SITES, site);
  if (host === 'gumtree.com.au') return `https://www.${host}/s-ad/${id}`;
  return host === 'gumtree.com' ? `https://www.${host}/p/-/${id}` : `https://www.${host}/a-/${id}`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const host = siteNamed(SITES, site);
  const british = host === 'gumtree.com';
  const url = new URL(british ? '/search' : '/s-search-results.html', `https://www.${host}`);
  url.searchParams.set(british ? 'q' : 'keywords', keyword);
  if (page > 1) url.searchParams.set(british ? 'page' : 'pageNum', String(page));
  return url.href;
}
