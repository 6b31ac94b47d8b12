import { type AnyNode, isTag, type ParentNode } from 'domhandler';

/**
 * What comes behind a node in the page's order, within `top`; null at the end. `isLeft`: not what is in the node. Along the tree's own links:
 * the walk must not depend on how deep a page is, and needs no list of what is still to come.
 */
export function nodeAfter(node: AnyNode, top: ParentNode, isLeft = false): AnyNode | null {
  const inner = !isLeft && (node === top || isTag(node)) ? (node as ParentNode).children[0] : undefined;
  if (inner) return inner;
  for (let up: AnyNode | null = node; up && up !== top; up = up.parent) if (up.next) return up.next;
  return null;
}
