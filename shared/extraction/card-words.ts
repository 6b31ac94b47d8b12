import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { cleanText } from './clean-text.ts';
import { all, attribute, first, type ParentNode, textOf } from './dom.ts';

/** "… - Bild 1 von 4", "Image 1 of …", "(photo 2)": what a picture's text says of the picture. */
const PICTURE_TAIL =
  /\s*[-–—|,:(]?\s*(?:bild|foto|photo|image|imagen|immagine|imagem|afbeelding|zdjęcie|obrázek|kép|фото|изображение|画像|图片|사진|picture|thumbnail)\s*(?:n[°º.]\s*)?\d{1,3}(?:\s*(?:von|of|de|di|van|sur|z|из|\/|af|av)\s*\d{1,3})?\s*\)?\s*$/iu;
const PICTURE_HEAD =
  /^(?:(?:bild|foto|photo|image|picture|imagen|immagine|product image|produktbild)\s*(?:von|of|de|di|:|for|für)\s+)/iu;

/** A picture's text as a title: without what it says of the picture. */
export function titleOfPicture(text: string): string {
  return text.replace(PICTURE_TAIL, '').replace(PICTURE_HEAD, '').trim();
}

/** A title has a letter or a digit in it: a lone "-" is a placeholder. */
export function asTitle(text: string | undefined): string | undefined {
  return text !== undefined && /[\p{L}\p{N}]/u.test(text) ? text : undefined;
}

const TITLES = [
  '[itemprop="name"]:not(meta)',
  '[class*="title" i]:not(img):not([class*="sub" i])',
  'h1, h2, h3, h4, h5, h6',
  '[class*="name" i]:not(img)',
];
const OTHER_NAME = /brand|vendor|seller|store|shop|user|author|label|badge|price|rating|review|categor|marke|location/i;
const MAX_TITLE = 300;

/** The title as the card's own text has it, where no rule of the site found one or only a picture's text. */
export function titleInCard(card: ParentNode): string | undefined {
  for (const selector of TITLES)
    for (const hit of all(card, selector)) {
      if (OTHER_NAME.test(attribute(hit, 'class') ?? '')) continue;
      const text = textOf(hit, MAX_TITLE);
      if (isNameLike(text)) return text;
    }
  return undefined;
}

/** The longest text of a link in the card. */
export function linkTextInCard(card: ParentNode): string | undefined {
  const links = all(card, 'a[href]')
    .map((link) => textOf(link, MAX_TITLE))
    .filter(isNameLike);
  return links.toSorted((a, b) => b.length - a.length)[0];
}

const isNameLike = (text: string): boolean => /\p{L}{2}/u.test(text) && !/[$€£¥₹₽₺₩₫]\s?\d|\d\s?[€₽₺₫]/u.test(text);

const BRANDS =
  '[itemprop="brand"], [data-brand], [class*="brand" i]:not([class*="branding" i]), [class*="vendor" i], [class*="manufacturer" i], [class*="hersteller" i], [class*="marca" i]';
const MAX_BRAND = 60;

/** The brand that stands in an element of its own: marked as one, or as a short label right before the title. */
export function brandInCard(card: ParentNode, title: string): string | undefined {
  for (const hit of all(card, BRANDS)) {
    const said = attribute(hit, 'content') ?? (textOf(hit, MAX_BRAND + 1) || attribute(hit, 'data-brand') || '');
    if (isBrandLike(said) && said !== title) return said.trim();
  }
  return labelBefore(card, title);
}

const BRAND_LINK =
  'a[href*="/brand" i], a[href*="/marca" i], a[href*="/marke" i], a[href*="/marque" i], a[href*="brand=" i]';

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

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'select', 'button']);
