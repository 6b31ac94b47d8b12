import { type AnyNode, hasChildren, isTag, isText } from 'domhandler';
import { cleanText } from './clean-text.ts';
import { all, attribute, type Element, first, type ParentNode, textOf } from './dom.ts';

const BRANDS =
  '[itemprop="brand"], [data-brand], [class*="brand" i]:not([class*="branding" i]), [class*="vendor" i], [class*="manufacturer" i], [class*="hersteller" i], [class*="marca" i], [class~="marke" i], [class~="marque" i], [class~="merk" i], [class*="designer" i], [data-testid*="brand" i], [data-qa*="brand" i], [id*="brand" i]';
const MAX_BRAND = 60;

/**
 * The brand that stands beside the title: in an element or attribute that says so, as a logo, in a link to the brand's own page, as a short
 * label right before the title, behind a word for brand, or in a longer name of the same thing ("Nordhavn Fjeld" in the picture's text).
 */
export function brandInCard(card: ParentNode, title: string): string | undefined {
  const isOther = (said: string | undefined): said is string =>
    said !== undefined && isBrandLike(said) && said.trim() !== title && (title.length < 4 || !said.includes(title));
  const ways = [
    () => all(card, BRANDS).map((hit) => attribute(hit, 'content') ?? (textOf(hit, MAX_BRAND + 1) || logoIn(hit))),
    () => inData(card),
    () => all(card, BRAND_LINK).map((link) => textOf(link, MAX_BRAND + 1) || logoIn(link)),
    () => [labelBefore(card, title)],
    () => [behindLabel(textPieces(card))],
    () => all(card, 'img[alt], a[title], a[aria-label]').map((named) => beforeTitle(named, title)),
  ];
  for (const way of ways) {
    const brand = way().find(isOther);
    if (brand !== undefined) return brand.trim();
  }
  return undefined;
}

/** What a logo says of itself, "Nordhavn logo", in the element or as it. */
function logoIn(element: Element): string | undefined {
  const picture = element.name === 'img' ? element : first(element, 'img[alt]');
  return picture?.attribs.alt?.replace(/\s*\blogo\b\s*(?:of|von|de)?\s*/i, ' ').trim();
}

const BRAND_ATTRIBUTE = /^data-(?:[a-z]+-){0,2}(?:brand|vendor|manufacturer|designer|marke|marca|marque)(?:-?name)?$/;
const BRAND_IN_DATA =
  /"(?:item_?)?(?:brand|brandName|brand_name|vendor|manufacturer)"\s*:\s*(?:\{[^{}]{0,80}?"name"\s*:\s*)?"([^"\\]{2,60})"/i;

/**
 * `data-brand`, `data-gtm-brand` and the like, or the entry that some shops carry in an attribute for those who count clicks; of the card
 * and of all within it, in the page's order. Walked by hand: the index knows no selector for it, and it is asked for every card.
 */
function inData(card: ParentNode): string[] {
  const brands: string[] = [];
  const open: AnyNode[] = [card];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!hasChildren(node)) continue;
    if (isTag(node)) addFromAttributes(node.attribs, brands);
    for (let index = node.children.length - 1; index >= 0; index -= 1) open.push(node.children[index]!);
  }
  return brands;
}

function addFromAttributes(attribs: Element['attribs'], brands: string[]): void {
  for (const name in attribs) {
    if (!name.startsWith('data-')) continue;
    const value = attribs[name]!;
    if (BRAND_ATTRIBUTE.test(name)) brands.push(value);
    else if (value.startsWith('{')) {
      const brand = BRAND_IN_DATA.exec(value.slice(0, 5000))?.[1];
      if (brand !== undefined) brands.push(brand);
    }
  }
}

const BRAND_WORD =
  /^(?:brand|make|designer|manufacturer|marke|hersteller|marque|fabricant|marca|fabricante|produttore|merk|fabrikant|märke|mærke|merke|merkki|marka|producent|značka|výrobce|výrobca|márka|gyártó|marcă|producător|бренд|марка|производитель|виробник|üretici|thương hiệu|merek|jenama|แบรนด์|品牌|ブランド|メーカー|브랜드|제조사|מותג|الماركة|العلامة التجارية)\s*[:：]\s*(.*)$/iu;

/** "Brand: Nordhavn", in one piece of text or two. */
function behindLabel(pieces: readonly string[]): string | undefined {
  for (const [index, piece] of pieces.entries()) {
    const match = BRAND_WORD.exec(piece) ?? /^by\s+(\p{Lu}.*)$/u.exec(piece);
    if (match) return match[1] || pieces[index + 1];
  }
  return undefined;
}

const DEED =
  /^(?:buy|view|see|shop|show|go to|open|add|more|details|link|image|photo|picture|product|item|compare|save|like|watch|remove|sponsored|zum|zur|bild|ansehen|beobachten|merken|produkt|artikel|voir|acheter|produit|ver|comprar|ir a|vedi|acquista|bekijk|koop|zobacz|kup|смотреть|купить)(?!\p{L})/iu;

/** The words before the title in the longer name that a picture or a link has, which ends with the title: "Nordhavn Fjeld Jacket". */
function beforeTitle(
  { attribs: { alt, title: hint, 'aria-label': label } }: Element,
  title: string,
): string | undefined {
  const name = [alt, hint, label].find((one) => one?.includes(title)) ?? '';
  const at = title.length < 4 ? -1 : name.indexOf(title);
  const before = at > 0 ? name.slice(0, at).trim() : '';
  if (!/^[\p{Lu}\p{Lo}\p{N}].*[\p{L}\p{N}]$/u.test(before) || DEED.test(before)) return undefined;
  return /^(?:$|[,|–-])/.test(name.slice(at + title.length).trim()) ? before : undefined;
}

const BRAND_LINK =
  'a[href*="/brand" i], a[href*="/marca/" i], a[href*="/marke/" i], a[href*="/marque/" i], a[href*="brand=" i]';

/** The brand in the heading of an offer's page, or beside it: in an element that says so, or linked to the brand's own page. */
export function brandAtHeading(root: ParentNode, title: string): string | undefined {
  const heading = first(root, 'h1');
  const beside = heading?.parent && 'attribs' in heading.parent ? heading.parent : undefined;
  for (const hit of [
    ...(heading ? all(heading, BRANDS) : []),
    ...(beside ? all(beside, `${BRANDS}, ${BRAND_LINK}`) : []),
  ]) {
    const said = textOf(hit, MAX_BRAND + 1) || attribute(hit, 'content') || '';
    if (isBrandLike(said) && said !== title) return said.trim();
  }
  return undefined;
}

function labelBefore(card: ParentNode, title: string): string | undefined {
  const pieces = textPieces(card);
  const start = title.slice(0, 20);
  const at = pieces.findIndex(
    (piece) => piece.length >= Math.min(4, title.length) && (piece.startsWith(start) || title.startsWith(piece)),
  );
  // What stands before may also be a badge: one or two of them are passed over.
  for (let index = at - 1; index >= 0 && index >= at - 3; index -= 1) {
    const piece = pieces[index]!;
    if (isBrandLike(piece)) return piece.replace(/\s*[:|·–-]$/, '');
    if (!BADGE.test(piece)) return undefined;
  }
  return undefined;
}

const BADGE =
  /^\W*(?:buyer protection|ad|ads|advert(?:isement)?|anzeige|gesponsert|sponsored|sponsorisé|patrocinad[oa]|sponsorizzato|sponset|реклама|promoted|new(?: in| arrival)?|neu|nouveau(?:té)?|nuevo|novo|novità|nieuw|nyhet|ny|новинка|sale|soldes?|rebajas|saldi|oferta|offer|deal|hot|top|best ?-?seller|bestseller|top rated|exclusive|limited|eco|sustainable|pre-?owned|used|sold(?: out)?|verkauft|vendu|ausverkauft|no brand|unbranded|ohne marke|new listing|neues angebot|promov\w*|free|reserved|reserviert|today|yesterday|heute|gestern|hier|aujourd['’]hui|hoy|ayer|oggi|ieri|hoje|ontem|сегодня|вчера|(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\w*\.? \d{1,2}|in stock|only|free (?:delivery|shipping)|gratis.*|express|prime|choice|plus|mall|official(?: store)?|star\+?|flash|live|video|save|wishlist|favou?rite|add.*|quick (?:view|shop|look)|compare|more (?:colou?rs|sizes|options)|colou?rs?|recommended|推荐|广告|廣告|新品|热卖|自营|包邮|天猫|旗舰店|pr|新着|送料無料|무료배송|광고|new season|just (?:in|landed|listed)|trending|popular|verified|%.*|.*%|[-+]?\d.*|.*\boff\b.*|.{0,2})\W*$/iu;

export function isBrandLike(text: string): boolean {
  const said = text.trim();
  if (said.length < 2 || said.length > MAX_BRAND || BADGE.test(said)) return false;
  return /\p{L}/u.test(said) && said.split(/\s+/).length <= 5 && !/[$€£¥₹₽]|\d{3,}|[.!?]\s|[!?]$/u.test(said);
}

const MAX_PIECES = 60;

/** The texts of a card in order, each from one element. */
function textPieces(card: ParentNode): string[] {
  const pieces: string[] = [];
  const stack: AnyNode[] = [card as AnyNode];
  while (stack.length > 0 && pieces.length < MAX_PIECES) {
    const node = stack.pop()!;
    if (isText(node)) {
      const text = cleanText(node.data, MAX_TITLE);
      if (text !== '') pieces.push(text);
    } else if (hasChildren(node) && !(isTag(node) && UNSEEN.has((node as Element).name)))
      for (let index = node.children.length - 1; index >= 0; index -= 1) stack.push(node.children[index]!);
  }
  return pieces;
}

const MAX_TITLE = 300;
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'select', 'button']);
