import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

export const SITES: CountrySites = {
  'vinted.fr': 'EUR',
  'vinted.de': 'EUR',
  'vinted.it': 'EUR',
  'vinted.es': 'EUR',
  'vinted.nl': 'EUR',
  'vinted.be': 'EUR',
  'vinted.at': 'EUR',
  'vinted.lu': 'EUR',
  'vinted.pt': 'EUR',
  'vinted.ie': 'EUR',
  'vinted.fi': 'EUR',
  'vinted.gr': 'EUR',
  'vinted.lt': 'EUR',
  'vinted.lv': 'EUR',
  'vinted.ee': 'EUR',
  'vinted.sk': 'EUR',
  'vinted.si': 'EUR',
  'vinted.hr': 'EUR',
  'vinted.co.uk': 'GBP',
  'vinted.pl': 'PLN',
  'vinted.cz': 'CZK',
  'vinted.hu': 'HUF',
  'vinted.ro': 'RON',
  'vinted.se': 'SEK',
  'vinted.dk': 'DKK',
  'vinted.com': 'USD',
};

export const siteOf = oncePerPage((doc) => siteOfPage(SITES, doc));

// /items/8361416909-some-words
export const ITEM_ID = /\/items\/(\d{6,12})/;

export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/items/${id}`;
}
