import { absoluteUrl } from './absolute-url.ts';
import { all, attribute, type Element, first, ownTextOf, type ParentNode, standingTextOf, textOf } from './dom.ts';
import { decoded } from './entities.ts';
import { at } from './json-path.ts';
import type { PageDocument } from './page-document.ts';

/** Where a rule looks: `element` is the card (or the whole page), `item` the JSON entry (undefined for HTML). */
export type Scope = { readonly doc: PageDocument; readonly element: ParentNode; readonly item: unknown };

/** One way to find a value. `from` says in a few words where it looks; `read` answers undefined when nothing is there. */
export type Rule = {
  readonly from: string;
  readonly read: (scope: Scope) => unknown;
  /** Further values in order, asked for only when those before were not accepted. */
  readonly further?: (scope: Scope) => Iterable<unknown>;
  /** It reads the parsed tree, where entities are decoded already. */
  readonly inTree?: true;
};

/** The rules for one thing, best first. */
export type Rules = Rule | readonly Rule[];

export type Found<T> = { value: T; from: string };

/**
 * Ordered rules, first valid wins: `accept` turns what a rule found into a usable value, or undefined to try the next one.
 * Entities that JSON carries are decoded here, once.
 */
export function firstOf<T>(
  rules: Rules | undefined,
  scope: Scope,
  accept: (found: unknown) => T | undefined,
): Found<T> | undefined {
  for (const rule of rules === undefined ? [] : 'read' in rules ? [rules] : rules) {
    const found = readSafely(rule, scope);
    if (!isPresent(found)) continue;
    const usable = (one: unknown) => (isPresent(one) ? accept(rule.inTree ? one : decoded(one)) : undefined);
    let value = usable(found);
    if (value === undefined && rule.further)
      for (const next of rule.further(scope)) {
        value = usable(next);
        if (value !== undefined) break;
      }
    if (value !== undefined) return { value, from: rule.from };
  }
  return undefined;
}

/** Further elements that a selector finds are tried, but not a page full of them. */
const MAX_FURTHER = 10;

/** Hostile JSON makes conversions throw (`{"toString": 1}`, arrays nested a million deep): such a value is no value. */
function readSafely(rule: Rule, scope: Scope): unknown {
  try {
    return rule.read(scope);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Text of the first element with any, what is struck out left out; with a pattern, its first group (or whole match). */
export function text(selector: string, pattern?: RegExp): Rule {
  const texts = function* ({ element }: Scope) {
    for (const hit of all(element, selector)) {
      const found = pick(standingTextOf(hit), pattern);
      if (found) yield found;
    }
  };
  return {
    from: `text ${selector}`,
    inTree: true,
    read: ({ element }) => firstValue(all(element, selector), (hit) => pick(standingTextOf(hit), pattern)),
    further: (scope) => texts(scope).drop(1).take(MAX_FURTHER),
  };
}

function firstValue<T>(hits: readonly Element[], read: (hit: Element) => T | undefined): T | undefined {
  for (const hit of hits) {
    const found = read(hit);
    if (found) return found;
  }
  return undefined;
}

/** Like `text`, without what child elements say: the price of `<p>$5 <s>$9</s></p>`. */
export function ownText(selector: string): Rule {
  return {
    from: `own text ${selector}`,
    inTree: true,
    read: ({ element }) => all(element, selector).map(ownTextOf).find(Boolean),
  };
}

/** Long text, such as a description. */
export function longText(selector: string): Rule {
  return {
    from: `text ${selector}`,
    inTree: true,
    read: ({ element }) => {
      const hit = first(element, selector);
      return hit ? textOf(hit, 20_000) : undefined;
    },
  };
}

/** An attribute of the first element that has it; the selector `''` means the card itself. */
export function attr(selector: string, name: string, pattern?: RegExp): Rule {
  return {
    from: `${selector || 'card'} @${name}`,
    inTree: true,
    read: ({ element }) => {
      const hits = selector === '' ? [element] : all(element, selector);
      for (const hit of hits) {
        const found = pick(attribute(hit, name) ?? '', pattern);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** Addresses of an `<img>` (or `<source>`): what is shown first, then lazy attributes and the largest of `srcset`. */
export function image(selector: string): Rule {
  return {
    from: `image ${selector}`,
    inTree: true,
    read: ({ doc, element }) => {
      const addresses = all(element, selector).flatMap(imageCandidates);
      return addresses.flatMap((address) => absoluteUrl(address, doc.baseUrl) ?? []);
    },
  };
}

const LAZY = [
  'src',
  'data-src',
  'data-original',
  'data-lazy',
  'data-lazy-src',
  'data-defer-load',
  'data-image',
  'data-zoom-src',
  'data-ks-lazyload',
];

function imageCandidates(element: Element): string[] {
  const plain = LAZY.flatMap((name) => attribute(element, name) ?? []).filter((address) => !/^data:|^$/.test(address));
  const sets = ['srcset', 'data-srcset'].flatMap((name) => largestOf(attribute(element, name) ?? '') ?? []);
  return [...plain, ...sets];
}

/** The widest (or densest) entry of a `srcset`. */
function largestOf(srcset: string): string | undefined {
  const entries = srcset.split(/,\s+/).map((entry) => entry.trim().split(/\s+/));
  const size = (entry: string[]) => Number.parseFloat(entry[1] ?? '1') || 1;
  return entries.reduce((best, entry) => (size(entry) > size(best) ? entry : best), entries[0]!)[0] || undefined;
}

/** A path in the JSON entry ("price.value"); several paths are tried in order. */
export function path(...paths: string[]): Rule {
  return { from: paths.join(' | '), read: ({ item }) => paths.map((one) => at(item, one)).find(isPresent) };
}

/** A path in the page's embedded state: `state('window.__DATA__', 'product.name')`, `state('#__NEXT_DATA__', …)`. */
export function state(marker: string, ...paths: string[]): Rule {
  return {
    from: `${marker} ${paths.join(' | ')}`,
    read: ({ doc }) => paths.map((one) => at(doc.state(marker), one)).find(isPresent),
  };
}

/** A path in the page's first schema.org Product. */
export function product(...paths: string[]): Rule {
  return {
    from: `schema.org ${paths.join(' | ')}`,
    read: ({ doc }) => paths.map((one) => at(doc.products()[0], one)).find(isPresent),
  };
}

/** A `<meta>` tag: `meta('og:title')`. */
export function meta(...names: string[]): Rule {
  return { from: `meta ${names.join(' | ')}`, inTree: true, read: ({ doc }) => names.map(doc.meta).find(isPresent) };
}

/** Part of the page's own address. */
export function addressPart(pattern: RegExp): Rule {
  return { from: `address ${pattern.source}`, read: ({ doc }) => pick(doc.page.url, pattern) };
}

/** A piece of the page's source, such as a script's object that is no JSON. The pattern must be linear. */
export function source(pattern: RegExp): Rule {
  return { from: `source ${pattern.source}`, read: ({ doc }) => pick(doc.page.body, pattern) };
}

/** Anything else; say where it looks. */
export function rule(from: string, read: (scope: Scope) => unknown): Rule {
  return { from, read };
}

/** A rule whose value is changed before it is accepted. */
export function mapped(inner: Rule, change: (value: unknown) => unknown): Rule {
  return {
    from: inner.from,
    ...(inner.inTree && { inTree: true }),
    read: (scope) => {
      const value = inner.read(scope);
      return isPresent(value) ? change(value) : undefined;
    },
    ...(inner.further && { further: (scope) => Iterator.from(inner.further!(scope)).map(change) }),
  };
}

/** The part of a text that matches: first group, or the whole match. */
export function pick(value: string, pattern?: RegExp): string | undefined {
  if (!pattern) return value || undefined;
  const match = pattern.exec(value);
  return (match?.[1] ?? match?.[0])?.trim() || undefined;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
