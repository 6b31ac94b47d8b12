import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

/** Country sites and their currency. A visitor may have chosen another: the sign on the page wins. */
export const SITES: CountrySites = {
  'amazon.com': 'USD',
  'amazon.co.uk': 'GBP',
  'amazon.de': 'EUR',
  'amazon.fr': 'EUR',
  'amazon.it': 'EUR',
  'amazon.es': 'EUR',
  'amazon.nl': 'EUR',
  'amazon.ie': 'EUR',
  'amazon.com.be': 'EUR',
  'amazon.se': 'SEK',
  'amazon.pl': 'PLN',
  'amazon.com.tr': 'TRY',
  'amazon.ca': 'CAD',
  'amazon.com.mx': 'MXN',
  'amazon.com.br': 'BRL',
  'amazon.in': 'INR',
  'amazon.co.jp': 'JPY',
  'amazon.sg': 'SGD',
  'amazon.com.au': 'AUD',
  'amazon.ae': 'AED',
  'amazon.sa': 'SAR',
  'amazon.eg': 'EGP',
  'amazon.co.za': 'ZAR',
  'amazon.cn': 'CNY',
};

/** Every page names its host for Amazon's own metrics, saved and proxied pages too. */
export function siteOf(doc: PageDocument): string {
  return siteOfPage(SITES, doc, /\bue_sn\s*=\s*["']([\w.-]{1,60})["']/.exec(doc.page.body)?.[1]);
}

export function productUrl(asin: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/dp/${asin}`;
}

/** Ten characters: books carry their ISBN-10, everything else "B" and nine more. */
export const ASIN = /^(?:B[0-9A-Z]{9}|\d{9}[\dX])$/;

/** `/dp/…`, `/gp/product/…`, `/gp/aw/d/…`, `/d/…`, also escaped inside an advertisement's `url=`. */
export const ASIN_IN_LINK =
  /(?:\/|%2F)(?:dp|gp(?:\/|%2F)product|gp(?:\/|%2F)aw(?:\/|%2F)d|d)(?:\/|%2F)(?:[\w%-]{1,40}\/)?(B[0-9A-Z]{9}|\d{9}[\dX])(?![0-9A-Z])/;
