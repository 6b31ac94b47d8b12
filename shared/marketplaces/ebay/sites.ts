import { hostMatches } from '#shared/extraction/absolute-url.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

/** Country sites and the currency in which each shows prices (a visitor may have chosen another: the sign on the page wins). */
export const SITES: Record<string, string> = {
  'ebay.com': 'USD',
  'ebay.co.uk': 'GBP',
  'ebay.de': 'EUR',
  'ebay.fr': 'EUR',
  'ebay.it': 'EUR',
  'ebay.es': 'EUR',
  'ebay.at': 'EUR',
  'ebay.be': 'EUR',
  'ebay.nl': 'EUR',
  'ebay.ie': 'EUR',
  'ebay.ch': 'CHF',
  'ebay.pl': 'PLN',
  'ebay.ca': 'CAD',
  'ebay.com.au': 'AUD',
  'ebay.com.hk': 'HKD',
  'ebay.com.sg': 'SGD',
  'ebay.com.my': 'MYR',
  'ebay.ph': 'PHP',
  'ebay.in': 'INR',
  'ebay.vn': 'VND',
  'ebay.cn': 'CNY',
  'ebay.com.tw': 'TWD',
  'ebay.co.jp': 'JPY',
  'ebay.se': 'SEK',
  'ebay.us': 'USD',
};

/** The site's domain for a host or for what a watch calls it: "www.ebay.de", "ebay.de", "de". */
export function siteOf(name: string): string {
  const host = name.toLowerCase();
  return (
    Object.keys(SITES)
      .toSorted((a, b) => b.length - a.length)
      .find((domain) => hostMatches(host, [domain]) || domain.endsWith(`.${host}`)) ?? 'ebay.com'
  );
}

/** The site that a page belongs to; links on the page carry the same host. */
export function siteOfPage(doc: PageDocument): string {
  try {
    return siteOf(new URL(doc.page.url).hostname);
  } catch {
    return 'ebay.com';
  }
}

/** The number of an item in its address. */
export const ITEM_ID = /\/itm\/(?:[^/?#]+\/)?(\d{9,15})/;

export function itemUrl(id: string, site = 'ebay.com'): string {
  return `https://www.${siteOf(site)}/itm/${id}`;
}

/** `…/itm/Some-Title/281900000041?hash=…` → `https://www.ebay.de/itm/281900000041`, on the link's own site. */
export function canonicalItemUrl(link: unknown): string | undefined {
  const match = typeof link === 'string' ? /^https?:\/\/([\w.-]+)\/itm\/(?:[^/?#]+\/)?(\d{9,15})\b/.exec(link) : null;
  return match ? itemUrl(match[2]!, match[1]!) : undefined;
}
