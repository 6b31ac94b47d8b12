import type { Document, Element } from 'domhandler';
import { absoluteUrl, withoutQuery } from './absolute-url.ts';
import { all, textOf } from './dom.ts';
import type { PageDocument } from './page-document.ts';
import { OTHER_GOODS } from './result-words.ts';
import { besideResults, shapes } from './shown-tiles.ts';
import { parentOf } from './visible-text.ts';

const MAX_LINKS = 3000;
const MAX_HEADING = 80;

/**
 * Goods that a page links as it links those that were read, with a price or without one: how many there are of one kind that were not read.
 * Links of one kind stand in elements of one shape and have addresses of one pattern; of what stands under a heading over other goods,
 * none counts.
 * @param enough fewer links of a kind than that are not looked at
 */
export function unreadLinks(
  { root, baseUrl }: PageDocument,
  isRead: (address: string) => boolean,
  enough: number,
): number {
  const links = all(root, 'a[href]').slice(0, MAX_LINKS);
  const isBeside = besideResults();
  let most = 0;
  for (const kind of Map.groupBy(links, shapes()).values()) {
    if (kind.length < enough || new Set(kind.map(({ attribs }) => attribs.href)).size < enough) continue;
    const shown = linkedBy(
      kind.filter((link) => !isBeside(link)),
      baseUrl,
      isRead,
    );
    if (!shown.some((link) => link.isRead) || shown.every((link) => link.isRead)) continue;
    const patterns = new Set(shown.filter((link) => link.isRead).map(({ address }) => patternOf(address)));
    const alike = beforeOtherGoods(root, shown).filter(({ address }) => patterns.has(patternOf(address)));
    if (areVariants(alike)) continue;
    most = Math.max(most, new Set(alike.filter((link) => !link.isRead).map(({ address }) => address)).size);
  }
  return most;
}

type Linked = { readonly link: Element; readonly address: string; readonly isRead: boolean };

/** A query only says where one came from, unless all links lead to one path: there it says which offer. */
function linkedBy(links: readonly Element[], baseUrl: string, isRead: (address: string) => boolean): Linked[] {
  const whole = links.map((link) => absoluteUrl(link.attribs.href!, baseUrl));
  const addresses = whole.map((address) => address && withoutQuery(address));
  const isByPath = new Set(addresses).size > 1;
  return (isByPath ? addresses : whole).flatMap((address, index) =>
    address === null ? [] : { link: links[index]!, address, isRead: isRead(address) },
  );
}

/** "/p/fjeld-jacket-12?id=4" and "/p/parka-3?id=5" are of one pattern: a plain word stands, what names one offer does not. */
export function patternOf(address: string): string {
  const { host, pathname, searchParams, hash } = new URL(address);
  const parts = `${pathname}${hash}`.split('/').map((part) => (/^[a-z]{0,12}$|^#!?$/i.test(part) ? part : '*'));
  return [host, ...parts, ...[...searchParams.keys()].sort()].join('/');
}

/** Those that come before the first heading over other goods that stands behind what was read. */
function beforeOtherGoods(root: Document, links: readonly Linked[]): readonly Linked[] {
  const last = links.findLast(({ isRead }) => isRead)?.link.startIndex ?? 0;
  const heading = all(root, 'h1, h2, h3, h4, [class*="title" i], [class*="heading" i]').find(
    (one) => one.startIndex! > last && isOverOtherGoods(one),
  );
  return heading ? links.filter(({ link }) => link.startIndex! < heading.startIndex!) : links;
}

function isOverOtherGoods(element: Element): boolean {
  const said = textOf(element, MAX_HEADING + 1);
  return said.length <= MAX_HEADING && OTHER_GOODS.test(said);
}

/** Several links beside each other of which one was read, again and again: an offer's colours. */
function areVariants(links: readonly Linked[]): boolean {
  const beside = [...Map.groupBy(links, ({ link }) => parentOf(link)).values()].filter((some) => some.length > 1);
  const withOne = beside.filter((some) => some.filter(({ isRead }) => isRead).length === 1);
  return withOne.length > 1;
}
