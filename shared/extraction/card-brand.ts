import { type AnyNode, isTag, isText } from 'domhandler';
import { asTitle, titleOfPicture } from './card-words.ts';
import { cleanText } from './clean-text.ts';
import { all, attribute, type Element, first, type ParentNode, scriptText, textOf } from './dom.ts';
import { nodeAfter } from './node-after.ts';

const BRANDS =
  '[itemprop="brand"], [itemprop="manufacturer"], [data-brand], [class*="brand" i]:not([class*="branding" i]), [class*="vendor" i], [class*="manufacturer" i], [class*="hersteller" i], [class*="producer" i], [class*="producent" i], [class*="fabricant" i], [class*="fabrikant" i], [class*="produttore" i], [class~="maker" i], [class*="product-maker" i], [class*="marka" i], [class*="marca" i], [class~="marke" i], [class~="marque" i], [class~="merk" i], [class*="designer" i], [data-testid*="brand" i], [data-testid*="maker" i], [data-qa*="brand" i], [id*="brand" i]';
const MAX_BRAND = 60;

/**
 * The brand that stands beside the title: in an element or attribute that says so, as a logo, in a link to the brand's own page, as a short
 * label right before the title, behind a word for brand, or in a longer name of the same thing ("Nordhavn Fjeld" in the picture's text).
 */
export function brandInCard(card: ParentNode, title: string): string | undefined {
  const isOther = (said: string | undefined): said is string =>
    said !== undefined &&
    isBrandLike(said) &&
    asTitle(said) !== undefined &&
    said.trim() !== title &&
    (title.length < 4 || !said.includes(title));
  let found: string[] | undefined;
  const pieces = () => {
    found ??= textPieces(card);
    return found;
  };
  const ways = [
    () => all(card, BRANDS).map(saidIn),
    () => inData(card),
    () => brandLinks(card).map((link) => textOf(link, MAX_BRAND + 1) || logoIn(link)),
    () => [labelBefore(pieces(), title)],
    () => [
      behindLabel(pieces()),
      ...all(card, '[aria-label]').map(({ attribs }) => behindLabel([attribs['aria-label']!])),
    ],
    () => all(card, 'img[alt], a[title], a[aria-label]').map((named) => besideTitle(named, title)),
    () => [capitalsBehind(pieces(), title)],
    () =>
      all(card, 'img[alt]').map(({ attribs: { alt = '' } }) =>
        DEED.test(alt) || /\s/.test(alt.trim()) || title.toLowerCase().includes(alt.toLowerCase())
          ? undefined
          : titleOfPicture(alt),
      ),
    () => [inScript(card)],
  ];
  for (const way of ways) {
    const brand = way().find(isOther);
    if (brand !== undefined) return brand.trim();
  }
  return undefined;
}

const saidIn = (hit: Element): string | undefined =>
  attribute(hit, 'content') ??
  (textOf(hit, MAX_BRAND + 1) || logoIn(hit) || first(hit, '[itemprop="name"]')?.attribs.content);

/** What a logo says of itself, "Nordhavn logo", in the element or as it. */
function logoIn(element: Element): string | undefined {
  const picture = element.name === 'img' ? element : first(element, 'img[alt]');
  return picture?.attribs.alt?.replace(/\s*\blogo\b\s*(?:of|von|de)?\s*/i, ' ').trim();
}

const BRAND_ATTRIBUTE = /^data-(?:[a-z]+-){0,2}(?:brand|vendor|manufacturer|designer|marke|marca|marque)(?:-?name)?$/;
const BRAND_IN_DATA =
  /"(?:item_?)?(?:brand|brandName|brand_name|vendor|manufacturer)"\s*:\s*(?:\{[^{}]{0,80}?"name"\s*:\s*)?"([^"\\]{2,60})"/i;
/** "brand:Nordhavn;id:1", "brand=Nordhavn|…". */
const BRAND_IN_PAIRS = /(?:^|[;,|&])\s*(?:item_?)?brand(?:_?name)?\s*[:=]\s*([^;,|&"{}]{2,60})/i;

function inScript(card: ParentNode): string | undefined {
  return all(card, 'script').flatMap((script) => BRAND_IN_DATA.exec(scriptText(script).slice(0, 5000))?.[1] ?? [])[0];
}

/**
 * `data-brand`, `data-gtm-brand` and the like, or the entry that some shops carry in an attribute for those who count clicks; of the card
 * and of all within it, in the page's order. Walked by hand: the index knows no selector for it, and it is asked for every card.
 */
function inData(card: ParentNode): string[] {
  const brands: string[] = [];
  for (let node: AnyNode | null = card as AnyNode; node; node = nodeAfter(node, card))
    if (isTag(node)) addFromAttributes(node.attribs, brands);
  return brands;
}

function addFromAttributes(attribs: Element['attribs'], brands: string[]): void {
  for (const name in attribs) {
    if (!name.startsWith('data-')) continue;
    const value = attribs[name]!;
    if (BRAND_ATTRIBUTE.test(name)) brands.push(value);
    else if (value.includes('rand') || value.includes('endor') || value.includes('anufacturer')) {
      const pattern = /^[{[]/.test(value) ? BRAND_IN_DATA : BRAND_IN_PAIRS;
      const brand = pattern.exec(value.slice(0, 5000))?.[1];
      if (brand !== undefined) brands.push(brand);
    }
  }
}

const BRAND_WORD =
  /^(?:brand|make|designer|manufacturer|marke|hersteller|marque|fabricant|marca|fabricante|produttore|merk|fabrikant|märke|mærke|merke|merkki|marka|producent|značka|výrobce|výrobca|márka|gyártó|marcă|producător|бренд|марка|производитель|виробник|üretici|thương hiệu|merek|jenama|แบรนด์|品牌|ブランド|メーカー|브랜드|제조사|מותג|الماركة|العلامة التجارية)(?:\s*[:：]\s*|\s+[—–-]\s+|(?<=[品ブ브メ제แ].*)\s+|$)(.*)$/iu;
/** Other languages' words for "by" also say where goods are from. */
const BY = /^(?:by\s+(?=\p{Lu})|(?:von|par|de|di|da|van|av|af|od|от|від|por|door)\s+(?=[\p{Lu}\p{N}&.' -]{3,}$))(.+)$/u;

/** "Brand: Nordhavn", in one piece of text or two. */
function behindLabel(pieces: readonly string[]): string | undefined {
  for (const [index, piece] of pieces.entries()) {
    const match = BRAND_WORD.exec(piece) ?? BY.exec(piece);
    if (match) return match[1] || pieces[index + 1];
  }
  return undefined;
}

const DEED =
  /^(?:buy|view|see|shop|show|go to|open|add|more|details|link|image|photo|picture|product|item|compare|save|like|watch|remove|sponsored|zum|zur|bild|ansehen|beobachten|merken|produkt|artikel|voir|acheter|produit|ver|comprar|ir a|vedi|acquista|bekijk|koop|zobacz|kup|смотреть|купить)(?!\p{L})/iu;

/** The words beside the title in the longer name that a picture or a link has: "Nordhavn Fjeld Jacket", "Fjeld Jacket by Nordhavn". */
function besideTitle(
  { attribs: { alt, title: hint, 'aria-label': label } }: Element,
  title: string,
): string | undefined {
  const name = titleOfPicture([alt, hint, label].find((one) => one?.includes(title)) ?? '');
  const at = title.length < 4 ? -1 : name.indexOf(title);
  if (at < 0) return undefined;
  const before = name
    .slice(0, at)
    .replace(/[\s,|:–—-]+$/, '')
    .trim();
  const behind = name.slice(at + title.length).trim();
  if (before !== '') return isName(before) && /^(?:$|[,|–-])/.test(behind) ? before : undefined;
  const words = behind.replace(/^(?:[,|:–—-]\s*|(?:by|von|par|de|di|van|av|af|от)\s+)/iu, '');
  return isName(words) && words.split(/\s+/).length <= 3 ? words : undefined;
}

const isName = (words: string): boolean => /^[\p{Lu}\p{Lo}\p{N}].*[\p{L}\p{N}]$/u.test(words) && !DEED.test(words);

const BRAND_ADDRESS =
  /\/(?:brand|hersteller\/|manufacturer|vendor|designer|producent|marken\/|marca\/|marke\/|marque\/)|brand=/i;

const brandLinks = (scope: ParentNode): Element[] =>
  all(scope, 'a[href]').filter(({ attribs }) => BRAND_ADDRESS.test(attribs.href!));

/** The brand in the heading of an offer's page, or beside it: in an element that says so, or linked to the brand's own page. */
export function brandAtHeading(root: ParentNode, title: string): string | undefined {
  const heading = first(root, 'h1');
  const beside = heading?.parent && 'attribs' in heading.parent ? heading.parent : undefined;
  const around = beside ? [...new Set([...all(beside, BRANDS), ...brandLinks(beside)])] : [];
  for (const hit of [
    ...(heading ? all(heading, BRANDS) : []),
    ...around.toSorted((a, b) => a.startIndex! - b.startIndex!),
  ]) {
    const said = textOf(hit, MAX_BRAND + 1) || attribute(hit, 'content') || '';
    if (isBrandLike(said) && said !== title) return said.trim();
  }
  return undefined;
}

function labelBefore(pieces: readonly string[], title: string): string | undefined {
  // What stands before may also be badges: some are passed over. Behind more of them, or a price, only a single word is taken for a brand.
  let isNear = true;
  for (let index = titleAmong(pieces, title) - 1, passed = 0; index >= 0 && passed < 6; index -= 1, passed += 1) {
    const piece = pieces[index]!;
    isNear &&= passed < 3;
    if (isBrandLike(piece) && (isNear || ONE_WORD.test(piece))) return piece.replace(/\s*[:|·–-]$/, '');
    const isBadge = BADGE.test(piece);
    if (!isBadge && !NO_WORDS.test(piece)) return undefined;
    isNear &&= isBadge;
  }
  return undefined;
}

const ONE_WORD = /^\p{Lu}[^\s\d]+$/u;
/** Numbers, prices, stars and marks. */
const NO_WORDS = /^(?:[^\p{L}]|\p{L}{1,3}(?!\p{L}))*$/u;

/** A word in capitals right behind the title, in an element of its own: shops that print the brand below write it so. */
function capitalsBehind(pieces: readonly string[], title: string): string | undefined {
  const at = titleAmong(pieces, title);
  const behind = at < 0 ? '' : (pieces[at + 1] ?? '');
  return /^\p{Lu}[\p{Lu}\p{N}&.' -]{3,}$/u.test(behind) ? behind : undefined;
}

function titleAmong(pieces: readonly string[], title: string): number {
  const start = title.slice(0, 20);
  return pieces.findIndex(
    (piece) => piece.length >= Math.min(4, title.length) && (piece.startsWith(start) || title.startsWith(piece)),
  );
}

const BADGE =
  /^\W*(?:buyer protection|ad|ads|advert(?:isement)?|anzeige|gesponsert|sponsored|sponsorisé|patrocinad[oa]|sponsorizzato|sponset|реклама|promoted|new(?: in| arrival)?|neu|nouveau(?:té)?|nuevo|novo|novità|nieuw|nyhet|ny|новинка|sale|soldes?|rebajas|saldi|oferta|offer|deal|hot|top|best ?-?seller|bestseller|top rated|exclusive|limited|eco|sustainable|pre-?owned|used|sold(?: out)?|verkauft|vendu|ausverkauft|no brand|unbranded|ohne marke|new listing|neues angebot|promov\w*|free|reserved|reserviert|today|yesterday|heute|gestern|hier|aujourd['’]hui|hoy|ayer|oggi|ieri|hoje|ontem|сегодня|вчера|(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\w*\.? \d{1,2}|in stock|only|free (?:delivery|shipping)|gratis.*|express|prime|choice|plus|mall|official(?: store)?|boutique officielle|tienda oficial|loja oficial|negozio ufficiale|offizieller (?:shop|store)|resmi (?:mağaza|satıcı|toko)|oficjalny sklep|официальный магазин|star\+?|flash|live|video|save|wishlist|favou?rite|add.*|quick (?:view|shop|look)|compare|more (?:colou?rs|sizes|options)|colou?rs?|recommended|推荐|广告|廣告|新品|热卖|自营|包邮|天猫|旗舰店|pr|新着|送料無料|무료배송|광고|new season|just (?:in|landed|listed)|trending|popular|verified|%.*|.*%|[-+]?\d.*|.*\boff\b.*|.{0,2})\W*$/iu;

export function isBrandLike(text: string): boolean {
  const said = text.trim();
  if (said.length < 2 || said.length > MAX_BRAND || BADGE.test(said)) return false;
  return /\p{L}/u.test(said) && said.split(/\s+/).length <= 5 && !/[$€£¥₹₽]|\d{3,}|[.!?]\s|[!?]$/u.test(said);
}

const MAX_PIECES = 60;

/** The texts of a card in order, each from one element. */
function textPieces(card: ParentNode): string[] {
  const pieces: string[] = [];
  let isLeft = false;
  for (let node: AnyNode | null = card as AnyNode; node; node = nodeAfter(node, card, isLeft)) {
    isLeft = isTag(node) && UNSEEN.has(node.name);
    const text = isText(node) ? cleanText(node.data, MAX_TITLE) : '';
    if (text !== '') pieces.push(text);
    if (pieces.length === MAX_PIECES) break;
  }
  return pieces;
}

const MAX_TITLE = 300;
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'select', 'button']);
