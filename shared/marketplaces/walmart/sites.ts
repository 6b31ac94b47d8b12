import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

export const SITES: CountrySites = { 'walmart.com': 'USD', 'walmart.ca': 'CAD', 'walmart.com.mx': 'MXN' };

export function siteOf(doc: PageDocument): string {
  return siteOfPage(SITES, doc);
}

export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/ip/${id}`;
}

/** Numbers in the United States; letters and digits in Canada; bar codes in Mexico. */
export const ITEM_IN_LINK = /\/ip\/(?:[^/?#]{1,400}\/){0,2}([0-9A-Z]{5,16})(?=[?#]|$)/;

/** "/ip/Some-Name/501000001?classType=VARIANT" on the page's own site, without its query. */
export function itemLink(link: unknown, doc: PageDocument): string | undefined {
  if (typeof link !== 'string' || !ITEM_IN_LINK.test(link)) return undefined;
  return withoutQuery(URL.parse(link, `https://www.${siteOf(doc)}/`)?.href ?? '') || undefined;
}
