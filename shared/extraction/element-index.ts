import { type AttributeSelector, parse, type Selector } from 'css-what';
import type { AnyNode, Element, ParentNode } from 'domhandler';
import { hasChildren, isTag } from 'domhandler';

/** What every element that a selector finds has: a class, a tag or an attribute of this name. */
type Key = { readonly kind: 'class' | 'tag' | 'attribute'; readonly name: string };

/**
 * One key for each alternative of a selector, taken from its last part, for that part is the element itself; undefined where an
 * alternative has none (`*`, `:not(…)`), or depends on the element that is asked.
 */
export function keysOf(selector: string): readonly Key[] | undefined {
  const keys = parse(selector).map(keyOf);
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

const COMBINATORS = new Set(['adjacent', 'child', 'descendant', 'parent', 'sibling', 'column-combinator']);

function keyOf(tokens: readonly Selector[]): Key | undefined {
  const isRelative =
    COMBINATORS.has(tokens[0]!.type) || tokens.some((token) => token.type === 'pseudo' && token.name === 'scope');
  if (isRelative) return undefined;
  const last = tokens.slice(tokens.findLastIndex(({ type }) => COMBINATORS.has(type)) + 1);
  const attributes = last.filter(isPresent);
  const byClass = attributes.find(
    ({ name, action, ignoreCase }) => name === 'class' && action === 'element' && ignoreCase !== true,
  );
  if (byClass) return { kind: 'class', name: byClass.value };
  const tag = last.find((token) => token.type === 'tag')?.name.toLowerCase();
  // There are many classes and links, and few of any other attribute.
  const rare = attributes.find(({ name }) => name !== 'class' && name !== 'href');
  if (rare) return { kind: 'attribute', name: rare.name.toLowerCase() };
  if (tag !== undefined) return { kind: 'tag', name: tag };
  const any = attributes[0];
  return any && { kind: 'attribute', name: any.name.toLowerCase() };
}

const isPresent = (token: Selector): token is AttributeSelector => token.type === 'attribute' && token.action !== 'not';

/** Elements in document order, with the place of each. */
type Places = { readonly elements: Element[]; readonly at: number[] };
type Span = { start: number; end: number };
const NOWHERE: Places = { elements: [], at: [] };

type Fits = (element: Element) => boolean;

/** The elements of a tree by what selectors ask for. */
type ElementIndex = {
  /** The elements below `scope` that have one of the keys and pass, in document order. */
  readonly below: (scope: ParentNode, keys: readonly Key[], fits: Fits, most?: number) => Element[];
};

const indexes = new WeakMap<ParentNode, ElementIndex>();

/** The index of the tree that a node stands in. A tree does not change once it is parsed. */
export function indexAround(node: ParentNode): ElementIndex {
  let root = node;
  while (root.parent) root = root.parent;
  const index = indexes.get(root) ?? indexOf(root);
  indexes.set(root, index);
  return index;
}

function indexOf(root: ParentNode): ElementIndex {
  const order: Element[] = [];
  /** Where an element's inner part begins, and the place behind its last element. */
  const spans = new Map<ParentNode, Span>();
  number(root, order, spans);
  const classes = new Map<string, Places>();
  const known = new Map<Key, Places>();
  let hasClasses = false;

  return { below };

  function below(scope: ParentNode, keys: readonly Key[], fits: Fits, most = Infinity): Element[] {
    const span = spans.get(scope);
    if (!span) return [];
    const places = keys.map(placesOf);
    return places.length === 1 ? inOne(places[0]!, span, fits, most) : inSeveral(places, span, fits, most);
  }

  function placesOf(key: Key): Places {
    const places = known.get(key) ?? listed(key);
    known.set(key, places);
    return places;
  }

  function listed({ kind, name }: Key): Places {
    if (kind === 'tag') return placesWhere((one) => one.name === name);
    if (kind === 'attribute') return placesWhere((one) => one.attribs[name] !== undefined);
    if (!hasClasses) readClasses();
    return classes.get(name) ?? NOWHERE;
  }

  function placesWhere(fits: (element: Element) => boolean): Places {
    const places: Places = { elements: [], at: [] };
    for (let at = 0; at < order.length; at += 1) if (fits(order[at]!)) place(places, order[at]!, at);
    return places;
  }

  function readClasses(): void {
    hasClasses = true;
    for (let at = 0; at < order.length; at += 1) {
      const said = order[at]!.attribs.class;
      if (!said) continue;
      for (const name of said.split(/\s+/)) {
        const places = classes.get(name) ?? { elements: [], at: [] };
        if (places.at.length === 0) classes.set(name, places);
        if (places.at.at(-1) !== at) place(places, order[at]!, at);
      }
    }
  }
}

function place(places: Places, element: Element, at: number): void {
  places.elements.push(element);
  places.at.push(at);
}

function inOne({ elements, at }: Places, { start, end }: Span, fits: Fits, most: number): Element[] {
  const found: Element[] = [];
  for (let index = firstAtLeast(at, start); index < at.length && at[index]! < end && found.length < most; index += 1)
    if (fits(elements[index]!)) found.push(elements[index]!);
  return found;
}

/** The next of all lists each time; what stands in two of them counts once. */
function inSeveral(places: readonly Places[], { start, end }: Span, fits: Fits, most: number): Element[] {
  const found: Element[] = [];
  const next = places.map(({ at }) => firstAtLeast(at, start));
  while (found.length < most) {
    let nearest = end;
    let list = -1;
    for (let one = 0; one < places.length; one += 1) {
      const at = places[one]!.at[next[one]!];
      if (at !== undefined && at < nearest) {
        nearest = at;
        list = one;
      }
    }
    if (list < 0) break;
    const element = places[list]!.elements[next[list]!]!;
    for (let one = 0; one < places.length; one += 1) if (places[one]!.at[next[one]!] === nearest) next[one]! += 1;
    if (fits(element)) found.push(element);
  }
  return found;
}

/** In document order; an explicit stack, for the walk must not depend on how deep a page is. */
function number(root: ParentNode, order: Element[], spans: Map<ParentNode, Span>): void {
  const stack: (AnyNode | { closes: Span })[] = [root];
  while (stack.length > 0) {
    const next = stack.pop()!;
    if ('closes' in next) next.closes.end = order.length;
    else if (hasChildren(next)) {
      if (isTag(next)) order.push(next);
      const span = { start: order.length, end: order.length };
      spans.set(next, span);
      if (next.children.length === 0) continue;
      stack.push({ closes: span });
      for (let index = next.children.length - 1; index >= 0; index -= 1) stack.push(next.children[index]!);
    }
  }
}

function firstAtLeast(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
