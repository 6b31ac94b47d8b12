import { at } from '#shared/extraction/json-path.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';

const SITE = 'https://www.vestiairecollective.com/';

export const ID_IN_LINK = /-(\d{5,12})\.shtml(?=[?#]|$)/;

/** The search for a number leads to the item; its own address needs all its categories. */
export function itemUrl(id: string): string {
  return `${SITE}search/?q=${encodeURIComponent(id)}`;
}

/** "/women-bags/handbags/brand/name-12345678.shtml" on the page's own country site. */
export function itemLink(link: unknown, doc: PageDocument): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  const base = /vestiairecollective/.test(doc.page.url) ? doc.page.url : SITE;
  const url = URL.parse(link, base);
  return url ? url.origin + url.pathname : undefined;
}

/** "61365772-1_2.jpg", with or without its folder. */
export function picture(item: unknown): string | undefined {
  const path = typeof item === 'string' ? item : at(item, 'path');
  if (typeof path !== 'string' || path === '') return undefined;
  if (/^(?:https?:)?\/\//.test(path)) return path;
  return `https://images.vestiairecollective.com/produit/${path.replace(/^\/?(?:produit\/)?/, '')}`;
}

/** Prices are counted in hundredths, whatever the currency. */
export function priceInCents(price: unknown) {
  const [cents, priceCurrency] = [at(price, 'cents'), at(price, 'currency')];
  return typeof cents === 'number' ? priceOf({ offers: { price: cents / 100, priceCurrency } }, {}) : undefined;
}
