import { isTag } from 'domhandler';
import { all, attribute, type Element, first, type ParentNode, textOf } from './dom.ts';

/** How far a tile's price stands below the tile. */
const MAX_TILE_DEPTH = 5;

/** In a link to somewhere, or in a tile with a picture that leads somewhere. */
export function isOfOtherGoods(element: Element, scope: ParentNode, heading: Element): boolean {
  let node: ParentNode | null = element;
  for (let depth = 0; depth < MAX_TILE_DEPTH && node && node !== scope && 'attribs' in node; depth += 1) {
    if (node === heading.parent || contains(node, heading)) return false;
    if (isLinkAway(node) || all(node, 'a[href]').some((link) => isLinkAway(link) && first(link, 'img') !== null))
      return true;
    node = node.parent;
  }
  return false;
}

/** A text that is a link to somewhere within the element that it stands in. */
export function isLinkedIn(element: Element, said: string): boolean {
  return element.children.some((child) => isTag(child) && isLinkAway(child) && textOf(child).includes(said));
}

const isLinkAway = (node: Element): boolean =>
  node.name === 'a' &&
  /^(?!#|javascript:|$)/i.test(attribute(node, 'href')?.trim() ?? '') &&
  !PICTURE.test(node.attribs.href!);

const PICTURE = /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i;

function contains(node: ParentNode, element: Element): boolean {
  for (let one: ParentNode | null = element; one; one = one.parent) if (one === node) return true;
  return false;
}
