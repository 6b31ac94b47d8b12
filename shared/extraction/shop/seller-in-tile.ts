import { isTag, isText } from 'domhandler';
import { absoluteUrl } from '../absolute-url.ts';
import { asTitle, titleOfPicture } from '../card-words.ts';
import { cleanText } from '../clean-text.ts';
import { all, type Element, first, textOf } from '../dom.ts';
import { nodeAfter } from '../node-after.ts';
import type { PageDocument } from '../page-document.ts';
import { rule } from '../rule.ts';
import { isSellersPath } from '../seller-link.ts';
import { sellerNameOf } from '../seller-name.ts';
import { namesPrice } from '../shown-tiles.ts';
import { MERCHANT_LABEL, SOLD_BY_LABEL } from './merchant-words.ts';
import { merchantSaidIn } from './offer-seller.ts';
import { linesIn } from './price-in-tile.ts';

/** Who is named in the tile, on a site with merchants: by what an element is called, by where a link leads, by the words before a name. */
export const sellerInTile = rule('seller of the tile', ({ element, item, doc }) => {
  const tile = element as Element;
  const own = (item as { address: string }).address;
  return (
    asName(SELLER_DATA.map((name) => tile.attribs[name] ?? first(tile, `[${name}]`)?.attribs[name]).find(Boolean)) ??
    calledSeller(tile, own, doc) ??
    linkedSeller(tile, own, doc) ??
    asName(merchantSaidIn(linesIn(tile, () => false))) ??
    labelledSeller(tile, { own, doc })
  );
});

const SELLER_DATA = ['data-seller-name', 'data-seller', 'data-shop-name', 'data-store-name', 'data-merchant-name'];

const CALLED_SELLER =
  '[class*="seller" i], [class*="merchant" i], [class*="shopname" i], [class*="shop-name" i], [class*="shop_name" i], [class*="storename" i], [class*="store-name" i], [class*="store_name" i], [class*="advertiser" i], [class*="dealer-name" i], [data-testid*="seller" i], [data-qa*="seller" i]';
/** "Bestseller", a seller's stars. */
const NO_SELLER = /(?:best|top)[-_ ]?seller|seller[-_]?(?:rating|stars|score|badge|type|count|reviews?)/i;

function calledSeller(tile: Element, own: string, doc: PageDocument): string | undefined {
  return all(tile, CALLED_SELLER)
    .filter(
      ({ attribs }) =>
        !NO_SELLER.test(`${attribs.class ?? ''} ${attribs['data-testid'] ?? ''}`) && !leadsTo(own, attribs.href, doc),
    )
    .map((one) => asName(textOf(one, 80)))
    .find((name) => name !== undefined);
}

const leadsTo = (own: string, href: string | undefined, { baseUrl }: PageDocument): boolean =>
  href !== undefined && absoluteUrl(href, baseUrl) === own;

/** A link to a seller's own page. Where the goods' own address has such a word too ("/shop/jacket-1"), the word says nothing. */
function linkedSeller(tile: Element, own: string, doc: PageDocument): string | undefined {
  if (isSellersAddress(own, doc)) return undefined;
  for (const link of all(tile, 'a[href]')) {
    const address = absoluteUrl(link.attribs.href!, doc.baseUrl);
    if (!address || address === own || !isSellersAddress(address, doc)) continue;
    const pictured = first(link, 'img[alt]')?.attribs.alt;
    const name = [
      textOf(link, 80),
      link.attribs.title,
      link.attribs['aria-label'],
      pictured && titleOfPicture(pictured),
    ]
      .map(asName)
      .find((one) => one !== undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** By its path, or by a host for shops below the site's: "mall.venue.example/index-1". */
function isSellersAddress(address: string, doc: PageDocument): boolean {
  const { hostname, pathname } = new URL(address);
  return isSellersPath(pathname) || (SHOPS_HOST.test(hostname) && URL.parse(doc.baseUrl)?.hostname !== hostname);
}

const SHOPS_HOST = /^(?:shops?|stores?|mall|sellers?)\d*\.[^.]+\./i;

/** "Seller" and the name in elements of their own: a list's or table's two cells, a label and a link, the two alone in one box. */
function labelledSeller(tile: Element, { own, doc }: { own: string; doc: PageDocument }): string | undefined {
  const pieces = textsOf(tile);
  for (const [index, { text, holder }] of pieces.entries()) {
    const next = pieces[index + 1];
    if (!next || next.holder === holder || text.length > MAX_LABEL) continue;
    if (!MERCHANT_LABEL.test(text) || leadsTo(own, next.holder.attribs.href, doc)) continue;
    const isSaid = SOLD_BY_LABEL.test(text);
    const isCell = /^(?:dd|td)$/.test(next.holder.name) || next.holder.name === 'a' || /[:：]$/.test(text);
    if (isSaid || isCell || isAlone(holder, text, next)) return asName(next.text);
  }
  return undefined;
}

type Piece = { readonly text: string; readonly holder: Element };

function isAlone(label: Element, said: string, name: Piece): boolean {
  const box = label.parent && isTag(label.parent) ? label.parent : label;
  return [label, box].some((one) => textOf(one, 120).replace(/\s+/g, ' ') === `${said} ${name.text}`);
}

const MAX_LABEL = 40;
const MAX_PIECES = 60;
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'select', 'button']);

function textsOf(tile: Element): Piece[] {
  const pieces: Piece[] = [];
  let isLeft = false;
  for (let node = nodeAfter(tile, tile); node && pieces.length < MAX_PIECES; node = nodeAfter(node, tile, isLeft)) {
    isLeft = isTag(node) && UNSEEN.has(node.name);
    if (!isText(node) || !node.parent || !isTag(node.parent)) continue;
    const text = cleanText(node.data, 120);
    if (text !== '') pieces.push({ text, holder: node.parent });
  }
  return pieces;
}

/** Of what stands there: no link's "view shop", no price, no number, no sentence. */
function asName(said: string | undefined): string | undefined {
  const text = said?.trim();
  if (!text || text.length > MAX_NAME || namesPrice(text) || BADGE.test(text)) return undefined;
  const { name } = sellerNameOf(text);
  return /\p{L}/u.test(name) && asTitle(name) !== undefined ? name : undefined;
}

const MAX_NAME = 60;
const BADGE =
  /^(?:(?:best|top)[- ]?(?:rated )?sellers?|(?:more|other|all|see|view|visit|contact|chat|message|follow)\b.{0,20}\b(?:seller|shop|store|items?|offers?)s?|(?:private?|professional|commercial|verified|new)(?: seller)?|privat|gewerblich|händler|particulier|professionnel|particular|profesional|privato|soukromý|prywatne)$/iu;
