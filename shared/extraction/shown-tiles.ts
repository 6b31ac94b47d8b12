import { type AnyNode, type Document, type Element, hasChildren, isTag, isText } from 'domhandler';
import { absoluteUrl, withoutQuery } from './absolute-url.ts';
import { first, textOf } from './dom.ts';
import { SIDE_ELEMENT } from './no-results-words.ts';
import { parentOf } from './visible-text.ts';

/** Goods that a page shows in tiles of one shape: the addresses that they lead to. */
export type TileGroup = ReadonlySet<string>;

const SIGN = String.raw`[$€£¥￥₹₽₺₩₫฿₪₴₦₱₸﷼]|(?:Rs\.?|Rp|R\$|kr\.?|zł|Kč|Ft|lei|Lei|RON|TL|AED|SAR|PKR|MAD|CLP|COP|EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|HUF|CZK|BGN|RSD|TRY|ILS|INR|IDR|MYR|SGD|HKD|TWD|AUD|CAD|NZD|MXN|BRL|ARS|ZAR|KZT|UAH|RUB|VND|THB|PHP|KRW|JPY|CNY|BDT|NGN|KES|GHS|RM|VNĐ|đ|руб|грн|лв|тг|元|円|원|บาท|ש"ח|ש״ח|ر\.س|د\.إ|৳|GH₵|Dhs?|KSh|S/)`;
/** "19:-", "19.–": a dash for the cents is a price without a sign. */
const PRICE = new RegExp(`(?:${SIGN})\\s?\\d|\\d\\s?(?:${SIGN})(?![\\p{L}])|\\d(?::-|[.,][–—-])\\s*$`, 'u');
const CALLED_PRICE = /price|preis|prix|precio|preco|prezzo|prijs|cena|fiyat/i;
const MAX_TILES = 2000;
const MAX_CLIMB = 6;
const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'select',
  'nav',
  'footer',
  'aside',
  'header',
  'svg',
]);
/** Rows of other goods, beside or below the results. */
const OTHER_ROW =
  /carousel|slider|swiper|slick|splide|recommend|related|similar|recent|viewed|sponsor|upsell|cross-?sell|also|bought|trending|bestseller/i;

/** Groups of tiles with a price and a link, the largest first; rows of other goods are left out. */
export function tileGroups(root: Document, baseUrl: string): TileGroup[] {
  const groups = new Map<string, Set<string>>();
  let tiles = 0;
  for (const text of shortTexts(root)) {
    if (!isPrice(text) || tiles === MAX_TILES) continue;
    const tile = tileAround(text);
    if (!tile) continue;
    const address = absoluteUrl(tile.link, baseUrl);
    if (!address) continue;
    tiles += 1;
    const shape = shapeOf(tile.element);
    groups.set(
      shape,
      (groups.get(shape) ?? new Set()).add(
        withoutQuery(address) === withoutQuery(baseUrl) ? address : withoutQuery(address),
      ),
    );
  }
  return [...groups.values()].toSorted((a, b) => b.size - a.size);
}

function* shortTexts(root: Document): Iterable<AnyNode & { data: string; parent: Element | null }> {
  const stack: AnyNode[] = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (isText(node)) {
      if (node.data.length <= 80 && /\d/.test(node.data))
        yield node as AnyNode & { data: string; parent: Element | null };
    } else if (hasChildren(node) && !(isTag(node) && (SKIPPED.has(node.name) || isAside(node))))
      for (let index = node.children.length - 1; index >= 0; index -= 1) stack.push(node.children[index]!);
  }
}

/** What holds the page's heading or its main part is the page, whatever it is called. */
function isAside(element: Element): boolean {
  const { class: classes = '', id = '' } = element.attribs;
  const called = `${classes} ${id}`;
  if (called === ' ' || !(SIDE_ELEMENT.test(called) || OTHER_ROW.test(called))) return false;
  return first(element, 'main, [role="main"], h1') === null;
}

/** The sign may stand in an element of its own beside the digits. */
function isPrice({ data, parent }: { data: string; parent: Element | null }): boolean {
  if (PRICE.test(data)) return true;
  if (!/^\s*\d[\d.,'\s]{0,14}\s*$/.test(data) || !parent) return false;
  if (CALLED_PRICE.test(parent.attribs.class ?? '')) return true;
  const around = parent.parent && isTag(parent.parent) ? parent.parent : parent;
  return PRICE.test(textOf(around, 40));
}

function tileAround(text: { parent: Element | null }): { element: Element; link: string } | undefined {
  let node: Element | undefined = text.parent ?? undefined;
  for (let climbed = 0; node && climbed < MAX_CLIMB; climbed += 1) {
    const link = node.name === 'a' ? node : first(node, 'a[href]');
    const href = [link?.attribs.href, node.attribs['data-href'], node.attribs['data-url']].find(isAddress);
    if (href !== undefined) return { element: node, link: href.trim() };
    node = parentOf(node);
  }
  return undefined;
}

const isAddress = (href: string | undefined): href is string =>
  href !== undefined && href.trim() !== '' && !/^\s*(?:#(?!\/)|javascript:|mailto:|tel:)/i.test(href);

/** What the tile and what holds it are called; digits of generated names left out. */
function shapeOf(element: Element): string {
  const names: string[] = [];
  for (let node: Element | undefined = element; node && names.length < 3; node = parentOf(node))
    names.push(`${node.name}.${(node.attribs.class ?? '').replace(/\d+/g, '').trim().split(/\s+/)[0]}`);
  return names.join('<');
}
