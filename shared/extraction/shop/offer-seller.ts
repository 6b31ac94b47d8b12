import { hostMatches } from '../absolute-url.ts';
import { all, type Element, first, textOf } from '../dom.ts';
import type { JsonObject } from '../json-path.ts';
import { isAside } from '../no-results.ts';
import { oncePerPage } from '../once-per-page.ts';
import type { PageDocument } from '../page-document.ts';
import { isType, nameOf, offersOf } from '../schema-node.ts';
import { shopHost } from '../shop-host.ts';
import { tileGroups } from '../shown-tiles.ts';
import { HAS_MERCHANTS, MERCHANT_LABEL, SAID_MERCHANT } from './merchant-words.ts';

/**
 * Who sells on a site of which nothing is known: the merchant that the offer names, with the host before the name, so that two
 * sites' merchants stay apart; the shop itself where the page shows no sign of other merchants. Else unknown: to call a whole
 * marketplace one seller would make its records, and what one of its merchants is authorised to do, hold for all of them.
 */
export function sellerOf(node: JsonObject, doc: PageDocument): Seller | undefined {
  const offer = offersOf(node)[0];
  return sellerNamed(nameOf(offer?.seller) ?? nameOf(offer?.offeredBy), doc, nameOf(node.brand));
}

type Seller = { id: string; name?: string };

/** The same of a merchant that something else than an offer for machines names, or nothing. */
export function sellerNamed(merchant: string | undefined, doc: PageDocument, brand = ''): Seller | undefined {
  const host = shopHost(doc);
  if (!host) return undefined;
  if (merchant?.trim()) {
    if (isSite(merchant, host, doc)) return { id: host, name: hostIn(merchant) ? undefined : merchant };
    // Sites also write the maker there.
    return folded(merchant) === folded(brand) ? undefined : { id: `${host}:${folded(merchant)}`, name: merchant };
  }
  const said = shownMerchant(doc);
  if (said !== undefined)
    return isSite(said, host, doc) ? { id: host, name: said } : { id: `${host}:${folded(said)}`, name: said };
  return hasMerchants(doc) ? undefined : { id: host, name: doc.meta('og:site_name') };
}

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function hostIn(name: string): string | undefined {
  const written = /^(?:https?:\/\/)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)\/?$/i.exec(name.trim());
  return written?.[1]?.toLowerCase();
}

function isSite(merchant: string, host: string, doc: PageDocument): boolean {
  const named = hostIn(merchant);
  if (named !== undefined) return hostMatches(host, [named]) || hostMatches(named, [host]);
  const name = folded(merchant).replaceAll(' ', '');
  const label = host
    .replace(/\.(?:com?|org|net|gov)?\.?[a-z]{2,}$/, '')
    .split('.')
    .at(-1)!
    .replaceAll('-', '');
  const names = [label, folded(doc.meta('og:site_name') ?? '').replaceAll(' ', '')].filter((one) => one.length > 1);
  return names.some(
    (one) =>
      name === one ||
      name === `${one}com` ||
      (one.length > 3 && (name.startsWith(one) || one.startsWith(name)) && name.length > 3),
  );
}

/** "Sold by Fjord Bazar" in one of these. */
export const merchantSaidIn = (lines: readonly string[]): string | undefined =>
  lines
    .filter((line) => line.length < MAX_LINE)
    .map((line) => SAID_MERCHANT.exec(line)?.[1]?.trim())
    .find((name) => name !== undefined && /\p{L}/u.test(name));

const MAX_LINE = 120;

/** The same where the page's text says so, in one block of it or two, and is no list of several sellers' offers. */
const shownMerchant = oncePerPage((doc: PageDocument): string | undefined => {
  const { text, blocks } = doc.visible();
  const said: string[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const block = text.slice(blocks[index]!.start, blocks[index + 1]?.start).trim();
    const name = MERCHANT_LABEL.test(block) ? nameIn(blocks[index + 1]?.element) : merchantSaidIn([block]);
    if (name !== undefined && /\p{L}/u.test(name)) said.push(name);
  }
  if (said.length > 0) return said.length < MIN_LIST || new Set(said.map(folded)).size === 1 ? said[0] : undefined;
  const boxed = all(doc.root, SELLERS_BOX)
    .map((link) => textOf(link, 61))
    .filter((name) => name.length <= 60 && /^[\p{L}\p{N}]{2}/u.test(name) && !/[.!?:]/.test(name));
  // A page of many sellers is none's.
  const named = new Set(boxed.length > 0 || !hasMerchants(doc) ? boxed : membersLinked(doc));
  return named.size === 1 ? [...named][0] : undefined;
});

/** An offer's page names its seller first, and perhaps that of an offer beside it. */
const MIN_LIST = 3;

/** Members whose pages are linked by a name, outside of menus, reviews and other offers' tiles; where anybody may sell, for a shop's are its customers. */
function membersLinked(doc: PageDocument): string[] {
  const links = all(doc.root, 'a[href]')
    .slice(0, MAX_LINKS)
    .filter(({ attribs }) => MEMBER_LINK.test(attribs.href!));
  if (links.length === 0) return [];
  const tiles = tileGroups(doc).flatMap((group) => (group.size < MIN_LIST ? [] : [...group.values()]));
  return links
    .filter((link) => !isAside(link) && !tiles.some(({ element }) => element === link || isWithin(link, element)))
    .map((link) => textOf(link, 61))
    .filter(
      (name) => name.length <= 60 && /^[\p{L}\p{N}]{2}/u.test(name) && !/[.!?:]/.test(name) && !/\s.*\s.*\s/.test(name),
    );
}

const isWithin = (one: Element, element: Element): boolean =>
  one.startIndex! > element.startIndex! && one.endIndex! <= element.endIndex!;

/** A member's own page, and nothing below it. */
const MEMBER_LINK =
  /\/(?:profiles?|profil|perfil|users?|usr|u|members?|uzytkownik|utilisateurs?|usuario|benutzer|medlem|brugere?|gebruiker|kullanici|closet)\/[^/?#]+\/?$/i;

/** Who is named in a box that is called the seller's. */
const SELLERS_BOX =
  '[class*="sellerinfo" i] a[href], [class*="seller-info" i] a[href], [class*="seller_info" i] a[href], [class*="seller-card" i] a[href], [class*="sellercard" i] a[href], [class*="seller-name" i], [class*="sellername" i]';

/** Beside a label: in a list's or table's cell of its own, or linked to the merchant's page. */
function nameIn(element: Element | undefined): string | undefined {
  const link = element && first(element, 'a[href]');
  const isName =
    element !== undefined && (/^(?:dd|td)$/.test(element.name) || MERCHANT_LINK.test(link?.attribs.href ?? ''));
  const name = isName ? textOf(link ?? element, 60) : '';
  return name === '' ? undefined : name;
}

const MERCHANT_LINK =
  /\/(?:sellers?|merchants?|vendors?|haendler|verkaeufer|vendeurs?|vendedor(?:es)?|marchands?|boutiques?|satici|magaza|toko|mall)\/[^/?#]+/i;
/** An offer's address where anybody may put one up. */
const AD_LINK =
  /\/(?:annons(?:er)?|anzeigen?|annonces?|an[uú]ncios?|annunci(?:o)?|advertenties?|ogloszeni[ae]|oferta-uzytkownika|inzer[aá]t\w*|hirdet[eé]s\w*|anunt\w*|oglas\w*|obiav\w*|obyavlen\w*|ilan\w*|iklan|classifieds?|closet|inserat\w*)[/-][^/?#]/i;
const MAX_LINKS = 3000;

/** Signs that the site has merchants: words for one, links to one, or an offer elsewhere on the page that names one. */
const hasMerchants = oncePerPage((doc: PageDocument): boolean => {
  const host = shopHost(doc) ?? '';
  const offers = doc.products().flatMap(offersOf);
  if (offers.some(({ seller }) => nameOf(seller) !== undefined && !isSite(nameOf(seller)!, host, doc))) return true;
  return (
    all(doc.root, 'a[href]')
      .slice(0, MAX_LINKS)
      .some(({ attribs }) => MERCHANT_LINK.test(attribs.href!) || AD_LINK.test(attribs.href!)) ||
    // Also in panels that are closed.
    HAS_MERCHANTS.test(textOf(doc.root, 20_000)) ||
    doc.jsonLd().some((node) => isType(node, ['OnlineMarketplace']))
  );
});
