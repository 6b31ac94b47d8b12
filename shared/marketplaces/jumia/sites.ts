import { type CountrySites, siteNamed } from '#shared/extraction/country-sites.ts';

export const SITES: CountrySites = {
  'jumia.com.ng': 'NGN',
  'jumia.co.ke': 'KES',
  'jumia.com.eg': 'EGP',
  'jumia.ma': 'MAD',
  'jumia.com.gh': 'GHS',
  'jumia.ci': 'XOF',
  'jumia.sn': 'XOF',
  'jumia.ug': 'UGX',
  'jumia.dz': 'DZD',
};

/** `/some-name-67237288.html` */
export const ID_IN_LINK = /-(\d{5,12})\.html(?=[?#]|$)/;

/** Whatever stands before the number leads to the product. */
export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/item-${id}.html`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const url = new URL(`https://www.${siteNamed(SITES, site)}/catalog/`);
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}
