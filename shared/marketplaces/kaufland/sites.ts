import { type CountrySites, siteNamed } from '#shared/extraction/country-sites.ts';

export const SITES: CountrySites = {
  'kaufland.de': 'EUR',
  'kaufland.at': 'EUR',
  'kaufland.sk': 'EUR',
  'kaufland.cz': 'CZK',
  'kaufland.pl': 'PLN',
};

/** `/product/442654376/`, with `?id_unit=` for one seller's offer of it. */
export const ID_IN_LINK = /\/product\/(\d{5,12})(?=[/?#]|$)/;

export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/product/${id}/`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const url = new URL(`https://www.${siteNamed(SITES, site)}/s/`);
  url.searchParams.set('search_value', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}
