import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

export const SITES: CountrySites = { 'ripley.com.pe': 'PEN', 'ripley.cl': 'CLP' };

export function siteOf(doc: PageDocument): string {
  return siteOfPage(SITES, doc);
}

/** A product has no address by number alone; the search for its number leads to it. */
export function itemUrl(id: string, site?: string): string {
  return `https://simple.${siteNamed(SITES, site)}/search/${encodeURIComponent(id)}`;
}

/** "/mochila-nordhavn-28l-pmp20000000001" or "…-2000300000001p". */
export const PART_IN_LINK = /-(pmp\d{6,20}|mpm\d{6,20}|\d{7,16}p?)(?=[?#/]|$)/i;

/** The site's own form: the name in small letters and hyphens, then the part number. */
export function itemAddress(item: unknown, doc: PageDocument): string | undefined {
  const link = at(item, 'url') ?? at(item, 'urlProduct');
  const base = `https://simple.${siteOf(doc)}/`;
  if (typeof link === 'string' && link !== '') return withoutQuery(URL.parse(link, base)?.href ?? '') || undefined;
  const [name, part] = [at(item, 'name'), at(item, 'parentProductID') ?? at(item, 'partNumber')];
  if (typeof name !== 'string' || typeof part !== 'string') return undefined;
  const slug = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${base}${slug}-${part.toLowerCase()}`;
}
