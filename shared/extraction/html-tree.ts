import { type AnyNode, Document, Element, ProcessingInstruction, Text } from 'domhandler';
import { cpuTimeMs } from './cpu-time.ts';
import { adjustedSvgName, meaningOf } from './html-elements.ts';

// Blink and WebKit cap nesting at 512 too; the largest real page we know has 30,000 nodes.
const MAX_DEPTH = 512;
const MAX_NODES = 200_000;
const MAX_MS = 2000;

/** Stops a page that would cost minutes of CPU: nesting and floods make every tree builder quadratic. */
export class HostilePageError extends Error {
  override name = 'HostilePageError';
}

export type Attributes = Record<string, string>;

/** Builds the tree that htmlparser2 would, from the same tags: what closes what is decided here. */
export type TreeBuilder = {
  /** `isSelfClosing` counts in SVG and MathML only. */
  readonly open: (written: string, attributes: Attributes, isSelfClosing: boolean) => void;
  readonly close: (written: string) => void;
  readonly text: (data: string) => void;
  readonly doctype: (data: string) => void;
  /** In SVG and MathML no element's content is plain text, and CDATA sections are text. */
  readonly isForeign: () => boolean;
  readonly end: () => Document;
  /** Hardly any page has a `<template shadowrootmode>`. */
  readonly hasShadowRoots: () => boolean;
};

/**
 * `startIndex` and `endIndex` say in which order elements open, and which is the last one within: not offsets in the source.
 * Comments are left out: they carry nothing that we read, and a flood of them is cheap to send.
 */
export function treeBuilder(): TreeBuilder {
  const deadline = cpuTimeMs() + MAX_MS;
  const root = new Document([]);
  root.startIndex = 0;
  const open: Element[] = [];
  /** The children, so far, of every open element, those of the innermost last; a list that grew with each child would take four times the memory. */
  const pending: AnyNode[] = [];
  let filled = 0;
  /** Where in `pending` the children of each open element begin. */
  const begins: number[] = [];
  let begin = 0;
  /** '' for HTML. */
  const contexts: string[] = [];
  let context = '';
  let lastText: Text | undefined;
  let elements = 0;
  let events = 0;
  let hasShadowRoots = false;

  return {
    open: openTag,
    close,
    text,
    doctype,
    isForeign: () => context !== '',
    end,
    hasShadowRoots: () => hasShadowRoots,
  };

  function openTag(written: string, attributes: Attributes, isSelfClosing: boolean): void {
    const name = nameOf(written);
    // A form within a form does not open; what is in it belongs to the outer one.
    if (name === 'form' && open.some((one) => one.name === 'form')) return;
    openElement(name, attributes);
    if (isSelfClosing && context !== '' && open.at(-1)?.name === name) pop();
  }

  function openElement(name: string, attributes: Attributes): void {
    const { isVoid, closes, context: within } = meaningOf(name);
    if (closes) while (open.length > 0 && closes.has(open[open.length - 1]!.name)) pop();
    const element = add(name, attributes);
    if (isVoid) {
      element.endIndex = elements;
      return;
    }
    open.push(element);
    begins.push(begin);
    begin = filled;
    if (within !== undefined) {
      contexts.push(context);
      context = within;
    }
  }

  function add(name: string, attributes: Attributes): Element {
    elements += 1;
    if (elements > MAX_NODES) throw new HostilePageError(`more than ${MAX_NODES} elements`);
    if (open.length >= MAX_DEPTH) throw new HostilePageError(`elements nested deeper than ${MAX_DEPTH}`);
    watchTime();
    const element = new Element(name, attributes, []);
    if (name === 'template' && attributes.shadowrootmode !== undefined) hasShadowRoots = true;
    append(element);
    element.startIndex = elements;
    lastText = undefined;
    return element;
  }

  function append(node: Element | Text | ProcessingInstruction): void {
    if (filled > begin) {
      const previous = pending[filled - 1]!;
      node.prev = previous as Element;
      previous.next = node;
    }
    node.parent = open.length > 0 ? open[open.length - 1]! : root;
    pending[filled] = node;
    filled += 1;
  }

  function close(written: string): void {
    const name = nameOf(written);
    if (name === 'br') add(name, {}).endIndex = elements;
    if (meaningOf(name).isVoid) return;
    const at = open.findLastIndex((one) => one.name === name);
    if (at >= 0) while (open.length > at) pop();
    else if (name === 'p') {
      openElement('p', {});
      pop();
    }
  }

  function pop(): void {
    const element = open.pop()!;
    if (contexts.length > 0 && meaningOf(element.name).context !== undefined) context = contexts.pop()!;
    element.endIndex = elements;
    element.children = pending.slice(begin, filled) as Element['children'];
    filled = begin;
    begin = begins.pop()!;
    lastText = undefined;
  }

  function nameOf(written: string): string {
    if (context === 'svg') return adjustedSvgName(written) ?? written;
    if (contexts.length > 0) {
      const adjusted = adjustedSvgName(written);
      if (adjusted !== undefined && open.some((one) => one.name === adjusted)) return adjusted;
    }
    return written === 'image' && context === '' ? 'img' : written;
  }

  function text(data: string): void {
    watchTime();
    if (lastText) lastText.data += data;
    else {
      lastText = new Text(data);
      append(lastText);
    }
  }

  function doctype(data: string): void {
    append(new ProcessingInstruction('!doctype', data));
    lastText = undefined;
  }

  function end(): Document {
    while (open.length > 0) pop();
    root.children = pending.slice(0, filled) as Document['children'];
    root.endIndex = elements;
    return root;
  }

  function watchTime(): void {
    events += 1;
    if ((events & 1023) === 0 && cpuTimeMs() > deadline) throw new HostilePageError(`parsing took over ${MAX_MS} ms`);
  }
}
