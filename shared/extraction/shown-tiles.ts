import { type Document, type Element, isTag, isText } from 'domhandler';
import { absoluteUrl, withoutQuery } from './absolute-url.ts';
import { signAtEnd, signAtStart } from './currency-sign.ts';
import { first, textOf } from './dom.ts';
import { SIDE_ELEMENT } from './no-results-words.ts';
import { nodeAfter } from './node-after.ts';
import { asciiDigits } from './numbers.ts';
import { oncePerPage } from './once-per-page.ts';
import { oncePerText } from './once-per-text.ts';
import type { PageDocument } from './page-document.ts';
import { parentOf } from './visible-text.ts';

/** One of a page's goods: the smallest element that has its price and a link, and where that leads. */
export type Tile = { readonly element: Element; readonly address: string };

/** Goods that a page shows in tiles of one shape, by the addresses that they lead to. */
export type TileGroup = ReadonlyMap<string, Tile>;

const CALLED_PRICE = /price|preis|prix|precio|preco|prezzo|prijs|cena|fiyat/i;
const MAX_TILES = 2000;
const MAX_CLIMB = 9;
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
  /carousel|slider|swiper|slick|splide|recommend|(?:^|[\s_-])(?:reco|recs|recos)(?:$|[\s_-])|related|similar|recent|viewed|sponsor|upsell|cross-?sell|also|bought|trending|bestseller/i;

/** Groups of tiles with a price and a link, the largest first; rows of other goods are left out. */
export const tileGroups = oncePerPage(({ root, baseUrl }: PageDocument): readonly TileGroup[] => {
  const groups = new Map<string, Map<string, Tile>>();
  const shapeOf = shapes();
  let tiles = 0;
  for (const text of shortTexts(root)) {
    if (!isPrice(text) || tiles === MAX_TILES) continue;
    const tile = tileAround(text);
    const address = tile && absoluteUrl(tile.link, baseUrl);
    if (!address) continue;
    tiles += 1;
    const shape = shapeOf(tile.element);
    const group = groups.get(shape) ?? new Map<string, Tile>();
    groups.set(shape, group);
    if (!group.has(address)) group.set(address, { element: tile.element, address });
  }
  return [...groups.values()].map(withoutQueries).toSorted((a, b) => b.size - a.size);
});

/** How many tiles the largest group has. */
export const mostTiles = (doc: PageDocument): number => tileGroups(doc)[0]?.size ?? 0;

/** A query only says where one came from, unless most of them lead to one path: there it says which offer. */
function withoutQueries(group: TileGroup): TileGroup {
  const byPath = Map.groupBy(group, ([address]) => withoutQuery(address));
  const most = Math.max(...byPath.values().map((tiles) => tiles.length));
  return most > 1 && most > group.size / 2
    ? group
    : new Map(byPath.entries().map(([path, [first]]) => [path, first![1]]));
}

/** Told many times faster than \p{Nd}. */
const MAY_HOLD_DIGIT = /[\d\u0660-\uffff]/;

type ShortText = { readonly data: string; readonly parent: Element | null };

function* shortTexts(root: Document): Iterable<ShortText> {
  const isCalledAside = oncePerText(isCalledBeside);
  let isLeft = false;
  for (let node = nodeAfter(root, root); node; node = nodeAfter(node, root, isLeft)) {
    isLeft = isTag(node) && (SKIPPED.has(node.name) || isAside(node, isCalledAside));
    if (!isText(node)) continue;
    const { data, parent } = node;
    if (data.length <= 80 && MAY_HOLD_DIGIT.test(data) && /\p{Nd}/u.test(data))
      yield { data, parent: parent && isTag(parent) ? parent : null };
  }
}

/** Whether an element of one page stands in a menu, a filter or a row of other goods. */
export function besideResults(): (element: Element) => boolean {
  const isCalledAside = oncePerText(isCalledBeside);
  const answers = new Map<Element, boolean>();
  const isBeside = (element: Element): boolean =>
    SKIPPED.has(element.name) || isAside(element, isCalledAside) || isWithin(parentOf(element));
  function isWithin(element: Element | undefined): boolean {
    if (!element) return false;
    const answer = answers.get(element) ?? isBeside(element);
    answers.set(element, answer);
    return answer;
  }
  return isWithin;
}

const isCalledBeside = (called: string): boolean => SIDE_ELEMENT.test(called) || OTHER_ROW.test(called);

/** What holds the page's heading or its main part is the page, whatever it is called. */
function isAside(element: Element, isCalledAside: (called: string) => boolean): boolean {
  const { class: classes = '', id = '' } = element.attribs;
  // Both patterns end at words: what neither says, the two together do not say.
  if (!(classes !== '' && isCalledAside(classes)) && !(id !== '' && isCalledAside(id))) return false;
  return first(element, 'main, [role="main"], h1') === null;
}

/** The sign may stand in an element of its own beside the digits. */
function isPrice({ data, parent }: ShortText): boolean {
  const text = asciiDigits(data);
  if (namesPrice(text)) return true;
  if (!/^\s*\d[\d.,'\s]{0,14}\s*$/.test(text) || !parent) return false;
  if (CALLED_PRICE.test(parent.attribs.class ?? '')) return true;
  const around = parent.parent && isTag(parent.parent) ? parent.parent : parent;
  return namesPrice(asciiDigits(textOf(around, 40)));
}

const AMOUNT = /\d[\d.,'’]*(?: \d{3}(?!\d))*/g;
/** "19:-", "19.–": a dash for the cents is a price without a sign. */
const DASH_FOR_CENTS = /\d(?::-|[.,][–—-])\s*$/;

const NOT_ONLY_DIGITS = /[^\d\s.,:()+-]/;

/** A number with a currency sign or code beside it. */
export function namesPrice(text: string): boolean {
  if (DASH_FOR_CENTS.test(text)) return true;
  if (!NOT_ONLY_DIGITS.test(text)) return false;
  return text
    .matchAll(AMOUNT)
    .some(
      ({ 0: { length }, index }) =>
        (signAtEnd(text.slice(0, index).replace(/[\s.:]+$/, '')) !== undefined && !isModel(text, index)) ||
        signAtStart(text.slice(index + length).trimStart()) !== undefined,
    );
}

/** "Yamaha FG830 acoustic guitar", "205/55 R16 new": capitals on the digits, among words. */
const isModel = (text: string, index: number): boolean =>
  /(?<!\p{L})\p{Lu}{1,3}$/u.test(text.slice(0, index)) &&
  /^\d{1,4}(?![\d.,]*\d)/.test(text.slice(index)) &&
  text.replace(/\P{L}/gu, '').length > MAX_LETTERS_OF_PRICE;

const MAX_LETTERS_OF_PRICE = 12;

function tileAround(text: ShortText): { element: Element; link: string } | undefined {
  let node: Element | undefined = text.parent ?? undefined;
  for (let climbed = 0; node && climbed < MAX_CLIMB; climbed += 1) {
    const link = node.name === 'a' ? node : first(node, 'a[href]');
    const { 'data-href': data, 'data-url': url, onclick = '' } = node.attribs;
    const href = [link?.attribs.href, data, url, GOES_TO.exec(onclick)?.[1]].find(isAddress);
    if (href !== undefined) return { element: node, link: href.trim() };
    node = parentOf(node);
  }
  return undefined;
}

/** `onclick="location.href='/offer/1'"`. */
const GOES_TO = /\blocation(?:\.href)?\s*=\s*['"]([^'"]+)['"]/;

const isAddress = (href: string | undefined): href is string =>
  href !== undefined && href.trim() !== '' && !/^\s*(?:#(?!!?\/)|javascript:|mailto:|tel:)/i.test(href);

/** What a tile and what holds it are called; generated names, and digits in others, left out. To be asked for the tiles of one page. */
export function shapes(): (element: Element) => string {
  const called = oncePerText((classes) =>
    classes.replace(GENERATED, '').replace(HASH, '').replace(/\d+/g, '').trim().replace(/\s.*$/s, ''),
  );
  return (element) => {
    let shape = '';
    let node: Element | undefined = element;
    for (let level = 0; node && level < 3; level += 1, node = parentOf(node))
      shape += `<${node.name}.${called(node.attribs.class ?? '')}`;
    return shape;
  };
}

/** "tile-071e9", and "css-1x2y3z", "sc-bdVaJa", "jss42". */
const HASH = /[-_]+(?=[a-z]*\d)[a-z\d]{4,10}(?=\s|$)/gi;
const GENERATED = /(?<=^|\s)(?:css|sc|jss|emotion|styled)-?[\w-]*/g;
