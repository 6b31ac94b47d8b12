import { Document } from 'domhandler';
import { absoluteUrl } from './absolute-url.ts';
import { first, scriptText, textOf } from './dom.ts';
import { embeddedJson, parseJson } from './embedded-json.ts';
import { jsonLdNodes } from './json-ld.ts';
import { isObject, type JsonObject, objectsWhere } from './json-path.ts';
import { microdataNodes } from './microdata.ts';
import { metaTags } from './open-graph.ts';
import { localeOf } from './page-locale.ts';
import { parseHtml } from './parse-html.ts';
import type { PriceHints } from './price.ts';
import type { Page } from './reading.ts';
import { isType } from './schema-node.ts';
import { type VisibleText, visibleText } from './visible-text.ts';

/** A page opened once; whatever is derived from it is computed on first use and kept. */
export type PageDocument = {
  readonly page: Page;
  /** What relative links resolve against. */
  readonly baseUrl: string;
  /** What the site's prices mean where they do not say so themselves; of a site of which nothing is known, whose language it speaks. */
  readonly hints: () => PriceHints;
  /** Empty for a JSON answer. */
  readonly root: Document;
  /** The whole body as JSON (JSONP unwrapped); undefined for HTML. */
  readonly json: unknown;
  /** The JSON value that follows `marker` in the source; `#id` names a JSON script element. */
  readonly state: (marker: string) => unknown;
  readonly jsonLd: () => JsonObject[];
  readonly microdata: () => JsonObject[];
  /** Every Product of JSON-LD, then of microdata; nested ones too. */
  readonly products: () => JsonObject[];
  readonly meta: (name: string) => string | undefined;
  readonly title: () => string;
  /** What a reader sees, cut at 20,000 characters; hidden text is left out. */
  readonly text: () => string;
  /** The same with the element that each piece stands in. */
  readonly visible: () => VisibleText;
  /** Characters of text, hidden or not, counted up to 20,000: how much of a page it is. */
  readonly textLength: () => number;
};

export type OpenedPage = PageDocument | { hostile: string };

/** Parses under the guard of parse-html.ts; a page that trips it comes back as `{ hostile: reason }`. */
export function openPage(page: Page, siteHints: (doc: PageDocument) => PriceHints = () => ({})): OpenedPage {
  const json = jsonBody(page.body);
  const parsed = json === undefined ? parseHtml(page.body) : { root: new Document([]) };
  if (parsed.root === undefined) return { hostile: parsed.hostile };
  const root = parsed.root;
  const base = first(root, 'base[href]')?.attribs.href;
  const states = new Map<string, unknown>();
  const jsonLd = once(() => jsonLdNodes(root));
  const microdata = once(() => microdataNodes(root));
  const tags = once(() => metaTags(root));
  const visible = once(() => visibleText(root));
  const doc: PageDocument = {
    page,
    hints: once(() => ({ locale: localeOf(root, page.url), ...siteHints(doc) })),
    baseUrl: (base && absoluteUrl(base, page.url)) || page.url,
    root,
    json,
    state: (marker) => {
      if (!states.has(marker)) states.set(marker, readState(page.body, root, marker));
      return states.get(marker);
    },
    jsonLd,
    microdata,
    products: once(() => [...productsIn(jsonLd()), ...productsIn(microdata())]),
    meta: (name) => tags().get(name),
    title: once(() => textOf(first(root, 'title') ?? new Document([]), 300)),
    text: once(() => visible().text.slice(0, 20_000).trim()),
    visible,
    textLength: once(() => textOf(root, 20_000).length),
  };
  return doc;
}

function once<T>(compute: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

function jsonBody(body: string): unknown {
  const bare = body.trimStart().replace(/^(?:\)\]\}',?\s*|for\s*\(;;\);|\/\*\*\/)/, '');
  if (/^[{[]/.test(bare)) return parseJson(bare);
  const jsonp = /^[\w$.]{1,80}\(\s*(?=[{[])/.exec(bare);
  return jsonp ? parseJson(bare.slice(jsonp[0].length).replace(/\)\s*;?\s*$/, '')) : undefined;
}

function readState(body: string, root: Document, marker: string): unknown {
  if (!marker.startsWith('#')) return embeddedJson(body, marker);
  const script = first(root, `script${marker}`);
  return script ? parseJson(scriptText(script)) : undefined;
}

const PRODUCT_TYPES = [
  'Product',
  'ProductGroup',
  'IndividualProduct',
  'ProductModel',
  'Vehicle',
  'Car',
  'Motorcycle',
  'Book',
];

function productsIn(nodes: JsonObject[]): JsonObject[] {
  return objectsWhere(nodes, (node) => isObject(node) && isType(node, PRODUCT_TYPES));
}
