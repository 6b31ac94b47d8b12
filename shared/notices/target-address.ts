import type { Known, Programme, Site } from '#shared/domain/programme.ts';
import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { holdsId } from '#shared/extraction/holds-id.ts';

/** Where sites keep what is no offer: searches, categories, shops and accounts. */
const NO_OFFER =
  /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/)?(?:sch|search|searchresults|search-results|suche|buscar|busca|recherche|szukaj|catalogsearch|find|b|c|cat|category|categories|collections|list|w|wholesale|popular|store|stores|shop|shops|seller|sellers|str|usr|user|users|member|members|profile|profil|u|brand|brands|pages|account)(?=[/?]|$)(?!.*\/(?:products?|p|item|items|itm|dp|listing)\/)/i;
const SEARCHES =
  /[?&](?:q|k|_nkw|kwd|keywords?|search(?:text|_text|_value|term|word|query)?|string|query|text|term|st|ss|ntt)=/i;

/** Why this address is not that of the item's own page on the site; a venue refuses it, or worse, takes down another offer. */
export function addressProblem(
  url: string,
  itemId: string,
  site: Known<Site>,
  { targets }: Programme,
): string | undefined {
  const address = URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol)) return 'is not a web address';
  if (address.username || address.password) return 'carries a password';
  if (site === 'unknown' || !hostMatches(address.hostname, site.hosts))
    return `is on ${address.hostname}, which is not ${site === 'unknown' ? 'a site that is known' : site.label}`;
  const place = `${address.pathname}${address.search}`;
  if (place === '/' || place === '') return 'is the front page of the site';
  const isItem = targets.url?.test(place);
  if (isItem === false) return "is not that of an item's page";
  if (!isItem && (NO_OFFER.test(place) || SEARCHES.test(place))) return 'is that of a search, a shop or an account';
  const isCatalogue = targets.catalogue?.test(place);
  if (!site.idNotInAddress && !isCatalogue && !holdsId(place, itemId)) return `is not that of item ${itemId}`;
  return undefined;
}
