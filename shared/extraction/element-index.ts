import { compile } from 'css-select';
import { type AttributeSelector, parse, type Selector } from 'css-what';
import type { AnyNode, Element, ParentNode } from 'domhandler';
import { isTag } from 'domhandler';
import { type ClassTest, classTest } from './class-test.ts';
import { keptOn } from './kept-on.ts';
import { nodeAfter } from './node-after.ts';

/** What every element that a selector finds has: a class, a tag or an attribute of this name. */
type Key = { readonly kind: 'class' | 'tag' | 'attribute'; readonly name: string };

/** One alternative of a selector. `ofClass`: where only the element's `class` decides; `classes`: what it asks of some element's `class`. */
type Part = {
  readonly key: Key;
  readonly fits: Fits;
  readonly ofClass: ClassTest | undefined;
  readonly classes: readonly ClassTest[];
};

/** A compiled selector; the same object each time the selector is asked for. */
export type KeyedQuery = readonly Part[];

/**
 * One key for each alternative of a selector, taken from its last part, for that part is the element itself; undefined where an
 * alternative has none (`*`, `:not(…)`), or depends on the element that is asked.
 */
export function keyedQuery(selector: string): KeyedQuery | undefined {
  const alternatives = parse(selector).map((tokens) => ({ tokens, key: keyOf(tokens) }));
  if (!alternatives.every(({ key }) => key !== undefined)) return undefined;
  return alternatives.map(({ tokens, key }) => ({
    key: key!,
    fits: compile<AnyNode, Element>([tokens]) as Fits,
    ofClass: classTest(tokens),
    classes: classTest(tokens) ? [] : tokens.flatMap((token) => (isPresent(token) ? (classTest([token]) ?? []) : [])),
  }));
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

/** The elements of a tree by what selectors ask for. */
type ElementIndex = {
  /** The elements below `scope` that a query finds, in document order. */
  readonly below: (scope: ParentNode, query: KeyedQuery) => Elements;
  readonly firstBelow: (scope: ParentNode, query: KeyedQuery) => Element | undefined;
};

/** The index of the tree that a node stands in, which parse-html.ts has made. A tree does not change once it is parsed. */
export function indexAround(node: ParentNode): ElementIndex {
  let root = node;
  while (root.parent) root = root.parent;
  return indexOf(root);
}

const indexOf = keptOn((root: ParentNode): ElementIndex => {
  const lists = listsBelow(root);
  const byClass = new Map<string, Elements>();
  const written = lists.byWrittenClass
    .keys()
    .map((one) => [one, one.toLowerCase()] as const)
    .toArray();
  /** All that a query finds on the page; undefined when it was asked for only once. */
  const whole = new Map<KeyedQuery, Elements | undefined>();

  return { below, firstBelow };

  function below(scope: ParentNode, query: KeyedQuery): Elements {
    const known = onWholePage(query);
    return known
      ? within(known, scope)
      : merged(query.map((part) => within(candidatesOf(part), scope).filter(part.fits)));
  }

  function firstBelow(scope: ParentNode, query: KeyedQuery): Element | undefined {
    const known = onWholePage(query);
    if (!known) return merged(query.map((part) => [within(candidatesOf(part), scope).find(part.fits) ?? []].flat()))[0];
    const next = known[firstAfter(known, scope.startIndex!)];
    return next && next.startIndex! <= scope.endIndex! ? next : undefined;
  }

  /** Cards ask all the same: from the second time on, the page is asked once for all of them. */
  function onWholePage(query: KeyedQuery): Elements | undefined {
    const known = whole.get(query);
    if (known) return known;
    if (!whole.has(query)) {
      whole.set(query, undefined);
      return undefined;
    }
    const found = merged(
      query.flatMap((part) => (part.ofClass ? withClass(part.ofClass) : [candidatesOf(part).filter(part.fits)])),
    );
    whole.set(query, found);
    return found;
  }

  /** `[class*="seller"] a`: where the page writes no such class, no link is asked what stands around it. */
  function candidatesOf({ key, classes }: Part): Elements {
    return classes.every((fits) => written.some(([one, lower]) => fits(one, lower))) ? listOf(key) : [];
  }

  function listOf({ kind, name }: Key): Elements {
    if (kind === 'tag') return lists.byTag.get(name) ?? [];
    if (kind === 'attribute') return lists.byAttribute.get(name) ?? [];
    let list = byClass.get(name);
    if (!list) {
      const naming = lists.classesWith.get(name) ?? [];
      list = merged(naming.map((one) => lists.byWrittenClass.get(one)!));
      byClass.set(name, list);
    }
    return list;
  }

  /** Pages write a few hundred classes on thousands of elements: each is asked once. */
  function withClass(fits: ClassTest): Elements[] {
    return written.flatMap(([one, lower]) => (fits(one, lower) ? [lists.byWrittenClass.get(one)!] : []));
  }
});

/** Lists in document order as one; an element that stands in several, once. */
function merged(lists: readonly Elements[]): Elements {
  const some = lists.filter((list) => list.length > 0);
  if (some.length < 2) return some[0] ?? [];
  return [...new Set(some.flat())].sort((a, b) => a.startIndex! - b.startIndex!);
}

type Lists = {
  readonly byTag: ReadonlyMap<string, Elements>;
  readonly byAttribute: ReadonlyMap<string, Elements>;
  /** By the whole attribute as the page writes it. */
  readonly byWrittenClass: ReadonlyMap<string, Elements>;
  /** A class → the attributes that name it. */
  readonly classesWith: ReadonlyMap<string, readonly string[]>;
};

function listsBelow(root: ParentNode): Lists {
  const byTag = new Map<string, Element[]>();
  const byAttribute = new Map<string, Element[]>();
  const byWrittenClass = new Map<string, Element[]>();
  for (let node = nodeAfter(root, root); node; node = nodeAfter(node, root)) {
    if (!isTag(node)) continue;
    append(byTag, node.name, node);
    for (const name in node.attribs) append(byAttribute, name, node);
    if (node.attribs.class !== undefined) append(byWrittenClass, node.attribs.class, node);
  }
  const classesWith = new Map<string, string[]>();
  for (const written of byWrittenClass.keys())
    for (const name of new Set(written.split(/\s+/))) append(classesWith, name, written);
  return { byTag, byAttribute, byWrittenClass, classesWith };
}

/**
 * No `[one]`: V8 learns on the first pages that such arrays live on and makes them in the old heap, where a dead page's lists keep its tree,
 * and with it the next young collections, busy until a full one.
 */
function append<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const known = lists.get(name);
  if (known) known.push(one);
  else lists.set(name, Array.of(one));
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
