import { compile, is, selectAll, selectOne } from 'css-select';
import type { AnyNode, Element, ParentNode } from 'domhandler';
import { hasChildren, isTag, isText } from 'domhandler';
import { cleanText } from './clean-text.ts';
import { indexAround, type KeyedQuery, keyedQuery } from './element-index.ts';

export type { Element, ParentNode } from 'domhandler';

type Query = { readonly fits: (node: AnyNode) => boolean; readonly keyed?: KeyedQuery };
const queries = new Map<string, Query>();

/** Selectors are written in code, so there are few: each is compiled once. */
function query(selector: string): Query {
  let compiled = queries.get(selector);
  if (!compiled) {
    const keyed = keyedQuery(selector);
    compiled = { fits: compile<AnyNode, Element>(selector) as Query['fits'], ...(keyed && { keyed }) };
    queries.set(selector, compiled);
  }
  return compiled;
}

export function all(scope: ParentNode, selector: string): readonly Element[] {
  const { fits, keyed } = query(selector);
  return keyed ? indexAround(scope).below(scope, keyed) : selectAll<AnyNode, Element>(fits, scope);
}

export function first(scope: ParentNode, selector: string): Element | null {
  const { fits, keyed } = query(selector);
  return keyed ? (indexAround(scope).firstBelow(scope, keyed) ?? null) : selectOne<AnyNode, Element>(fits, scope);
}

export function matches(element: Element, selector: string): boolean {
  return is<AnyNode, Element>(element, query(selector).fits);
}

/** The nearest ancestor (or the element itself) that matches. */
export function closest(element: ParentNode, selector: string): Element | null {
  for (let node: ParentNode | null = element; node && isTag(node); node = node.parent) {
    if (matches(node, selector)) return node;
  }
  return null;
}

/** Undefined of a page as a whole, which has none. */
export function attribute(element: ParentNode, name: string): string | undefined {
  return 'attribs' in element ? element.attribs[name] : undefined;
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head']);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code em font i ins kbd mark q s samp small span strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/** Text as a reader sees it: no scripts, a space where a block begins or ends. Hidden text is included (visible-text.ts leaves it out). */
export function textOf(node: AnyNode, maxLength = 2000): string {
  return cleanText(rawText(node, maxLength * 4), maxLength);
}

export const STRUCK: ReadonlySet<string> = new Set(['s', 'del', 'strike']);

/** Like `textOf`, without what is struck out, unless nothing else is there. */
export function standingTextOf(node: AnyNode, maxLength = 2000): string {
  return textWithout(node, ({ name }) => STRUCK.has(name), maxLength) || textOf(node, maxLength);
}

/** Like `textOf`, with a space for each element that is left out. */
export const textWithout = (node: AnyNode, isLeftOut: IsLeftOut, maxLength: number): string =>
  cleanText(rawText(node, maxLength * 4, isLeftOut), maxLength);

type IsLeftOut = (element: Element) => boolean;

function rawText(node: AnyNode, maxLength: number, isLeftOut?: IsLeftOut): string {
  if (isText(node)) return node.data;
  const only = hasChildren(node) && node.children.length === 1 ? node.children[0]! : undefined;
  if (only && isText(only)) return only.data;
  let text = '';
  // An explicit stack: the walk must not depend on how deep a page is.
  const stack: (AnyNode | ' ')[] = [node];
  while (stack.length > 0 && text.length < maxLength) {
    const next = stack.pop()!;
    if (next === ' ') text += ' ';
    else if (isText(next)) text += next.data;
    else if (isTag(next) && next !== node && isLeftOut?.(next)) text += ' ';
    else if (hasChildren(next) && !(isTag(next) && next !== node && UNSEEN.has(next.name))) {
      const isBlock = isTag(next) && !isInline(next);
      const cents = isTag(next) && next !== node ? highCents(next, text) : undefined;
      if (cents !== undefined) text = cents;
      else {
        if (isBlock) {
          text += ' ';
          stack.push(' ');
        }
        for (let index = next.children.length - 1; index >= 0; index -= 1) stack.push(next.children[index]!);
      }
    }
  }
  return text;
}

export const isInline = ({ name }: Element): boolean => INLINE.has(name);

const CENTS_CLASS =
  /(?:^|[-_\s])(?:cents?|centavos|centimes|fractions?|decimals?|sup(?:erscript)?|kop(?:eck|iyk)?\w{0,3})(?:$|[-_\s])/i;

/** "68" before `<sup>50</sup>` → "68,50": cents that are set high or in an element of their own have no mark before them. */
function highCents(element: Element, before: string): string | undefined {
  if (element.name !== 'sup' && !CENTS_CLASS.test(element.attribs.class ?? '')) return undefined;
  const number = /(\d[\d.,'’\s]*)$/.exec(before.slice(-20).trimEnd())?.[1];
  const cents = /^\s*(\d\d)\s*$/.exec(rawText(element, 20))?.[1];
  if (number === undefined || cents === undefined || !/\d$/.test(number)) return undefined;
  return `${before.trimEnd()}${number.includes(',') ? '.' : ','}${cents}`;
}

/** What stands in a `<script>`, character for character. */
export function scriptText(script: Element): string {
  return script.children.map((child) => (isText(child) ? child.data : '')).join('');
}

/** The element's own text, without what its child elements say: "$5" of `<p>$5 <s>$9</s></p>`. */
export function ownTextOf(element: Element): string {
  return cleanText(
    element.children
      .filter(isText)
      .map((text) => text.data)
      .join(' '),
  );
}
