import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

export const SITES: CountrySites = {
  'falabella.com': 'CLP',
  'falabella.com.pe': 'PEN',
  'falabella.com.co': 'COP',
  'falabella.com.ar': 'ARS',
};

/** "falabella-co": the country is in the path too. */
export function shopPath(site: string): string {
  return `falabella-${/\.com\.(\w\w)$/.exec(site)?.[1] ?? 'cl'}`;
}

export function siteOf(doc: PageDocument): string {
  const host = at(doc.state('#__NEXT_DATA__'), 'props.appCtx.host');
  return siteOfPage(SITES, doc, typeof host === 'string' ? host : undefined);
}

export function itemUrl(id: string, site?: string): string {
  const named = siteNamed(SITES, site);
  return `https://www.${named}/${shopPath(named)}/product/${id}`;
}

export const ID_IN_LINK = /\/product\/(?:prod)?(\w{5,20})(?=[/?#]|$)/;

/** The price anybody pays: not struck out, and not the one for holders of the store's card. */
export function priceOfList(prices: unknown): string | undefined {
  const list = Array.isArray(prices) ? prices : [];
  const shown = list.filter((price) => at(price, 'crossed') !== true && at(price, 'type') !== 'cmrPrice');
  const chosen = shown[0] ?? list.find((price) => at(price, 'crossed') !== true) ?? list[0];
  const amounts = at(chosen, 'price') ?? at(chosen, 'originalPrice');
  const text = Array.isArray(amounts) ? amounts.join(' - ') : amounts;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
