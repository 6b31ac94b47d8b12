import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { first } from '#shared/extraction/dom.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

export const SITES: CountrySites = { 'jp.mercari.com': 'JPY', 'mercari.com': 'USD' };

/** The shells name no address: the American pages are in English, the Japanese ones in Japanese unless the address says /en/. */
export function siteOf(doc: PageDocument): string {
  const language = first(doc.root, 'html[lang]')?.attribs.lang ?? '';
  return siteOfPage(SITES, doc, /^ja/i.test(language) ? 'jp.mercari.com' : undefined);
}

export function itemUrl(id: string, site?: string): string {
  if (siteNamed(SITES, site) === 'mercari.com') return `https://www.mercari.com/us/item/${id}/`;
  // Shops' products have ids of letters and digits, people's items "m" and digits.
  return `https://jp.mercari.com/${/^m\d+$/.test(id) ? 'item' : 'shops/product'}/${id}`;
}

/** Items are named by `/item/m…` since 2021, by `/jp/items/m…` before, and by `/us/item/m…` in America. */
export function canonicalItemUrl(link: unknown): string | undefined {
  const match = typeof link === 'string' ? /(\/us)?\/(?:items?|shops\/product)\/(\w+)/.exec(link) : null;
  return match ? itemUrl(match[2]!, match[1] ? 'mercari.com' : 'jp.mercari.com') : undefined;
}
