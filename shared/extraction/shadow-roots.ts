import { type AnyNode, type Document, type Element, hasChildren, isTag, type ParentNode } from 'domhandler';

/**
 * Puts declarative shadow roots (`<template shadowrootmode>`) where a browser draws them: in the place of their host's children, each of
 * which goes into the slot that it names. What has no slot is not drawn. The other templates stay what nobody sees.
 */
export function drawShadowRoots(root: Document): void {
  for (const element of elementsBelow(root)) {
    const shadow = element.children.find(
      (child) => isTag(child) && child.name === 'template' && child.attribs.shadowrootmode !== undefined,
    ) as Element | undefined;
    if (!shadow) continue;
    const assigned = Map.groupBy(
      element.children.filter((child) => child !== shadow),
      (child) => (isTag(child) ? (child.attribs.slot ?? '') : ''),
    );
    for (const slot of elementsBelow(shadow)) {
      const given = slot.name === 'slot' ? assigned.get(slot.attribs.name ?? '') : undefined;
      if (!given) continue;
      // The first of several slots of one name takes it all.
      assigned.delete(slot.attribs.name ?? '');
      adopt(slot, given);
    }
    shadow.name = 'div';
    adopt(element, [shadow]);
  }
  renumber(root);
}

function elementsBelow(top: ParentNode): Element[] {
  const found: Element[] = [];
  const stack: AnyNode[] = [...top.children];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (isTag(node)) found.push(node);
    if (hasChildren(node)) stack.push(...node.children);
  }
  return found;
}

function adopt(parent: Element, children: AnyNode[]): void {
  parent.children = children as Element['children'];
  for (const [index, child] of children.entries()) {
    child.parent = parent;
    child.prev = (children[index - 1] ?? null) as Element | null;
    child.next = (children[index + 1] ?? null) as Element | null;
  }
}

/** `startIndex` and `endIndex` are the order of elements, as the tree's builder gives them. */
function renumber(root: Document): void {
  let count = 0;
  const stack: (AnyNode | { end: Element })[] = [...root.children].reverse();
  while (stack.length > 0) {
    const next = stack.pop()!;
    if ('end' in next) next.end.endIndex = count;
    else if (isTag(next)) {
      count += 1;
      next.startIndex = count;
      stack.push({ end: next });
      for (let index = next.children.length - 1; index >= 0; index -= 1) stack.push(next.children[index]!);
    }
  }
  root.endIndex = count;
}
