import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { attribute, first } from '#shared/extraction/dom.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

/** aliexpress.us and aliexpress.ru number and price on their own; language sites (de., pl., …) are one shop with aliexpress.com. */
const SHOPS = ['aliexpress.us', 'aliexpress.ru', 'aliexpress.com'];

/** The host for what a watch calls a site: "aliexpress.us", "de.aliexpress.com", "ru". */
export function hostOf(site: string): string {
  const host = site.toLowerCase().replace(/^www\./, '');
  const shop = SHOPS.find((suffix) => hostMatches(host, [suffix]) || suffix.endsWith(`.${host}`)) ?? 'aliexpress.com';
  // de., pt., … are languages; acs. is the API, and a word is a shop's own address.
  if (/^[a-z]{2}\.aliexpress\.com$/.test(host)) return host;
  return shop === 'aliexpress.ru' ? shop : `www.${shop}`;
}

export function itemUrl(id: string, site = 'aliexpress.com'): string {
  return `https://${hostOf(site)}/item/${id}.html`;
}

export function searchUrl(keyword: string, page: number, site = 'aliexpress.com'): string {
  const url = new URL(`https://${hostOf(site)}/wholesale`);
  url.searchParams.set('SearchText', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}

/** The page's own host, by its address or by what it calls its address. */
export const siteOfPage = oncePerPage((doc): string => {
  const canonical = first(doc.root, 'link[rel="canonical"]');
  const addresses = [doc.page.url, (canonical && attribute(canonical, 'href')) ?? '', doc.meta('og:url') ?? ''];
  for (const address of addresses) {
    const host = URL.parse(address, 'https://page.invalid')?.hostname;
    if (host && hostMatches(host, SHOPS)) return host;
  }
  return 'aliexpress.com';
});

/** `//www.aliexpress.com/item/Some-Title/1005008813973992.html?spm=…` → its number. */
export function itemIdIn(link: unknown): string | undefined {
  return (
    /\/item\/(?:[^/?#]+\/)?(\d{6,20})\.html/.exec(String(link))?.[1] ??
    /\/(?:i|item)\/(\d{6,20})(?:[/?#]|$)/.exec(String(link))?.[1]
  );
}

/** The same link as an address without what a visit adds, on its own site. */
export function canonicalItemUrl(link: unknown): string | undefined {
  const id = itemIdIn(link);
  const host = /^(?:https?:)?\/\/([\w.-]*aliexpress\.(?:com|us|ru))\//.exec(String(link))?.[1];
  return id && host ? itemUrl(id, host) : undefined;
}

/** The number in a shop's address: `/store/5361180`. */
export const STORE_ID = /\/store\/(?:group\/[^?#]*?)?(\d{3,12})(?:[/?#._]|$)/;
