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
  if (byClass) return intern('class', byClass.value);
  const tag = last.find((token) => token.type === 'tag')?.name.toLowerCase();
  // There are many classes and links, and few of any other attribute.
  const rare = attributes.find(({ name }) => name !== 'class' && name !== 'href');
  if (rare) return intern('attribute', rare.name.toLowerCase());
  if (tag !== undefined) return intern('tag', tag);
  const any = attributes[0];
  return any && intern('attribute', any.name.toLowerCase());
}

const interned = new Map<string, Key>();

/** The same object for the same key, so that selectors share one list. */
function intern(kind: Key['kind'], name: string): Key {
  const id = `${kind} ${name}`;
  const key = interned.get(id) ?? { kind, name };
  interned.set(id, key);
  return key;
}

const isPresent = (token: Selector): token is AttributeSelector => token.type === 'attribute' && token.action !== 'not';

/** Elements in document order. */
type Elements = readonly Element[];
type Fits = (element: Element) => boolean;

/** A compiled selector; the same object each time the selector is asked for. */
export type KeyedQuery = { readonly fits: Fits; readonly keys: readonly Key[] };

/** The elements of a tree by what selectors ask for. */
type ElementIndex = {
  /** The elements below `scope` that a query finds, in document order. */
  readonly below: (scope: ParentNode, query: KeyedQuery) => Elements;
  readonly firstBelow: (scope: ParentNode, query: KeyedQuery) => Element | undefined;
};

const indexes = new WeakMap<ParentNode, ElementIndex>();

/** The index of the tree that a node stands in, which parse-html.ts has made. A tree does not change once it is parsed. */
export function indexAround(node: ParentNode): ElementIndex {
  let root = node;
  while (root.parent) root = root.parent;
  const index = indexes.get(root) ?? indexOf(root);
  indexes.set(root, index);
  return index;
}

function indexOf(root: ParentNode): ElementIndex {
  const order = elementsBelow(root);
  let byClass: ReadonlyMap<string, Elements> | undefined;
  const byKey = new Map<Key, Elements>();
  /** All that a query finds on the page; undefined when it was asked for only once. */
  const whole = new Map<KeyedQuery, Elements | undefined>();

  return { below, firstBelow };

  function below(scope: ParentNode, query: KeyedQuery): Elements {
    const known = onWholePage(query);
    return known ? within(known, scope) : candidates(scope, query).filter(query.fits);
  }

  function firstBelow(scope: ParentNode, query: KeyedQuery): Element | undefined {
    const known = onWholePage(query);
    if (!known) return candidates(scope, query).find(query.fits);
    const next = known[firstAfter(known, scope.startIndex!)];
    return next && next.startIndex! <= scope.endIndex! ? next : undefined;
  }

  /** Cards ask all the same: from the second time on, the page is asked once for all of them. */
  function onWholePage(query: KeyedQuery): Elements | undefined {
    if (!whole.has(query)) {
      whole.set(query, undefined);
      return undefined;
    }
    const found = whole.get(query) ?? candidates(root, query).filter(query.fits);
    whole.set(query, found);
    return found;
  }

  function candidates(scope: ParentNode, { keys }: KeyedQuery): Elements {
    const some = keys.map((key) => within(listOf(key), scope)).filter((list) => list.length > 0);
    if (some.length < 2) return some[0] ?? [];
    return [...new Set(some.flat())].sort((a, b) => a.startIndex! - b.startIndex!);
  }

  function listOf(key: Key): Elements {
    const list = byKey.get(key) ?? listed(key);
    byKey.set(key, list);
    return list;
  }

  function listed({ kind, name }: Key): Elements {
    if (kind === 'tag') return order.filter((one) => one.name === name);
    if (kind === 'attribute') return order.filter((one) => one.attribs[name] !== undefined);
    byClass ??= elementsByClass(order);
    return byClass.get(name) ?? [];
  }
}

function elementsByClass(order: Elements): ReadonlyMap<string, Elements> {
  const classes = new Map<string, Element[]>();
  for (const element of order) {
    const said = element.attribs.class;
    if (!said) continue;
    for (const name of said.split(/\s+/)) {
      const known = classes.get(name);
      if (!known) classes.set(name, [element]);
      else if (known.at(-1) !== element) known.push(element);
    }
  }
  return classes;
}

/** In document order; an explicit stack, for the walk must not depend on how deep a page is. */
function elementsBelow(root: ParentNode): Elements {
  const order: Element[] = [];
  const stack: AnyNode[] = [root];
  while (stack.length > 0) {
    const next = stack.pop()!;
    if (!hasChildren(next)) continue;
    if (isTag(next)) order.push(next);
    for (let index = next.children.length - 1; index >= 0; index -= 1) stack.push(next.children[index]!);
  }
  return order;
}

function within(list: Elements, { startIndex, endIndex }: ParentNode): Elements {
  if (list.length === 0 || startIndex === null || endIndex === null) return [];
  const from = firstAfter(list, startIndex);
  const to = firstAfter(list, endIndex);
  return from === 0 && to === list.length ? list : list.slice(from, to);
}

/** Index of the first element that opens after the given one. */
function firstAfter(list: Elements, place: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.startIndex! <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
