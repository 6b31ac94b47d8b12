import { type CountrySites, siteNamed } from '#shared/extraction/country-sites.ts';

export const SITES: CountrySites = {
  'daraz.pk': 'PKR',
  'daraz.com.bd': 'BDT',
  'daraz.lk': 'LKR',
  'daraz.com.np': 'NPR',
};

/** `/products/some-title-i126416979.html`, with `-s1284796074` for one variant. */
export const ID_IN_LINK = /\/products\/(?:[^/?#]{0,300}-)?i(\d{5,16})(?:-s\d{1,16})?\.html/;

export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/products/i${id}.html`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const url = new URL(`https://www.${siteNamed(SITES, site)}/catalog/`);
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}
