import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

export const SITES: CountrySites = {
  'allegro.pl': 'PLN',
  'allegro.cz': 'CZK',
  'allegro.sk': 'EUR',
  'allegro.hu': 'HUF',
};

const OFFER_PATH: Record<string, string> = { 'allegro.cz': 'nabidka', 'allegro.sk': 'ponuka', 'allegro.hu': 'ajanlat' };

export function siteOf(doc: PageDocument): string {
  return siteOfPage(SITES, doc);
}

export function itemUrl(id: string, site?: string): string {
  const named = siteNamed(SITES, site);
  return `https://${named}/${OFFER_PATH[named] ?? 'oferta'}/${id}`;
}

/** "/oferta/some-name-17294395020", "…/17294395020", "?offerId=17294395020". */
export const OFFER_IN_LINK =
  /(?:\/(?:oferta|nabidka|ponuka|ajanlat|offer)\/(?:[^/?#]{1,300}-)?|[?&]offerId=)(\d{8,14})(?=[?#&]|$)/;
