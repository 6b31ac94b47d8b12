import { routeOf } from '../absolute-url.ts';
import { first } from '../dom.ts';
import type { JsonObject } from '../json-path.ts';
import type { PageDocument } from '../page-document.ts';
import { nameOf, offersOf } from '../schema-node.ts';

const SEARCH_PATH =
  /\/(?:search|suche|recherche|buscar?|busqueda|cerca|ricerca|zoeken|szukaj|catalogsearch|arama|results?)(?:\/|\.\w{2,5}$|$)|\/s\/?$/i;
const SEARCH_QUERY = /^(?:q|query|search|keywords?|search_?(?:key|term|query|text)|text|kw|such\w*|term)$/i;

/** An address of a search or of the site's front page is no address of an offer. */
export function isOfferAddress(address: string, base: string): boolean {
  const url = URL.parse(address, base);
  const route = url && routeOf(url).replace(/^#!?/, '');
  if (route) return isOfferAddress(route, base);
  if (!url || url.pathname === '/') return false;
  return !SEARCH_PATH.test(url.pathname) && ![...url.searchParams.keys()].some((name) => SEARCH_QUERY.test(name));
}

/** What schema.org says that the offer's own address is. */
export function statedAddress(node: JsonObject, doc: PageDocument): string | undefined {
  const stated = [node.url, offersOf(node)[0]?.url, node.mainEntityOfPage, node['@id']].map(nameOf);
  return stated.find(
    (address) =>
      address !== undefined &&
      !/^#(?!!?\/)/.test(address) &&
      !/^[\w-]+:(?!\/\/)/.test(address) &&
      isOfferAddress(address, doc.baseUrl),
  );
}

/** The address of the offer that a page is about: what it states, its canonical one, the one it was fetched from. */
export function addressOfPage(node: JsonObject | undefined, doc: PageDocument): string {
  const canonical = first(doc.root, 'link[rel="canonical"]')?.attribs.href;
  const own = [node && statedAddress(node, doc), canonical, doc.meta('og:url')];
  return own.find((address) => address && isOfferAddress(address, doc.baseUrl)) ?? doc.page.url;
}
