import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { attribute, first } from '#shared/extraction/dom.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

export const SITES: CountrySites = {
  'lazada.sg': 'SGD',
  'lazada.com.ph': 'PHP',
  'lazada.com.my': 'MYR',
  'lazada.co.th': 'THB',
  'lazada.vn': 'VND',
  'lazada.co.id': 'IDR',
};

/** A rendered save names its site only in the links of its goods. */
export const lazadaSite = oncePerPage((doc) => {
  const link = first(doc.root, 'a[href^="//www.lazada."], a[href^="https://www.lazada."]');
  return siteOfPage(
    SITES,
    doc,
    link ? URL.parse(attribute(link, 'href')!, 'https://page.invalid')?.hostname : undefined,
  );
});

export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/products/pdp-i${id}.html`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const url = new URL(`https://www.${siteNamed(SITES, site)}/catalog/`);
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}

/** `/products/some-title-i2894375047-s14064874821.html` → 2894375047. */
export function itemIdIn(link: unknown): string | undefined {
  return /\/products\/(?:[^/?#]*-)?i(\d{5,16})(?:-s\d+)?\.html/.exec(String(link))?.[1];
}

/** The link's own address without what a visit adds. */
export function canonicalItemUrl(link: unknown): string | undefined {
  const address = /^(?:https?:)?\/\/[^?#]+/.exec(String(link))?.[0];
  return itemIdIn(address) && address?.replace(/^\/\//, 'https://');
}
