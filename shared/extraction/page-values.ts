import { all, type Element, scriptText } from './dom.ts';
import { parseJson } from './embedded-json.ts';
import { isObject, type JsonObject } from './json-path.ts';
import { nextFlight } from './next-flight.ts';
import { oncePerPage } from './once-per-page.ts';
import type { PageDocument } from './page-document.ts';
import { scriptValues } from './script-values.ts';
import { besideResults } from './shown-tiles.ts';

/** Bounds the work on all scripts and attributes of a page together; no page states more. */
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_ATTRIBUTES = 2000;

/** What some word for a price in it says of a script: that it may be of use. */
const NAMES_PRICE =
  /pri[cxsj]|prei[cs]|prez|pre[cçtț]|amount|cena|ceny|hinta|fiyat|harga|цена|cost|kaina|hind\b|\bgia|\bár\b|\bar\b|价格|価格|가격/i;

/**
 * The JSON values that an HTML page carries for its own scripts, in whatever form its framework writes them: JSON scripts (Nuxt's numbered
 * values and Angular's escapes undone), literals in scripts, what Next.js streams, and attributes (Astro's typed props undone).
 */
export const pageValues = oncePerPage((doc: PageDocument): readonly unknown[] => {
  let left = MAX_LENGTH;
  const affordable = (text: string) => {
    const fits = text.length <= left && NAMES_PRICE.test(text);
    if (fits) left -= text.length;
    return fits;
  };
  const scripts = all(doc.root, 'script:not([src])').flatMap((script) => {
    const text = scriptText(script).trim();
    return affordable(text) ? valuesOf(script, text) : [];
  });
  const streamed = nextFlight(doc.page.body);
  return [...scripts, ...(affordable(streamed) ? rowsOf(streamed) : []), ...attributeValues(doc, affordable)];
});

function valuesOf(script: Element, text: string): unknown[] {
  const type = script.attribs.type ?? '';
  if (/ld\+json|template|html/i.test(type)) return [];
  if (!/json/i.test(type)) return scriptValues(text);
  const value = parseJson(text) ?? parseJson(unescapedByAngular(text));
  return value === undefined ? [] : [isNumbered(value) ? unnumbered(value) : value];
}

const ANGULAR: Record<string, string> = { q: '"', a: '&', s: "'", l: '<', g: '>' };
const unescapedByAngular = (text: string) => text.replace(/&([qaslg]);/g, (_, name: string) => ANGULAR[name]!);

type Row = { readonly value: unknown; size: number; isWhole: boolean; isHeld: boolean };

/** "5:[…]": each row of the stream is a name and a value; "$5" in another row is that value, which is then no row of its own. */
function rowsOf(streamed: string): unknown[] {
  const rows = new Map<string, Row>();
  for (const row of streamed.split('\n')) {
    const value = /^[\da-f]+:(?=[[{])/i.test(row) ? parseJson(row.slice(row.indexOf(':') + 1)) : undefined;
    if (value !== undefined)
      rows.set(row.slice(0, row.indexOf(':')), { value, size: row.length, isWhole: false, isHeld: false });
  }
  // Only whole rows are put in place, and no more than a page may state: rows that hold each other stay apart.
  let left = MAX_LENGTH;
  for (let round = 0; round < MAX_ROUNDS; round += 1)
    for (const row of rows.values()) if (!row.isWhole) left -= putInPlace(row, rows, left);
  return [...rows.values()].flatMap(({ value, isHeld }) => (isHeld ? [] : [value]));
}

const MAX_ROUNDS = 4;

/** Puts whole rows where the row refers to them, and says how much they are. */
function putInPlace(row: Row, rows: ReadonlyMap<string, Row>, left: number): number {
  let put = 0;
  let isWhole = true;
  const stack: unknown[] = [row.value];
  while (stack.length > 0) {
    const holder = stack.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const [name, one] of Object.entries(holder)) {
      const meant = typeof one === 'string' && /^\$[\da-f]+$/i.test(one) ? rows.get(one.slice(1)) : undefined;
      if (meant?.isWhole && put + meant.size <= left) {
        (holder as JsonObject)[name] = meant.value;
        meant.isHeld = true;
        put += meant.size;
      } else if (meant) isWhole = false;
      else stack.push(one);
    }
  }
  row.size += put;
  row.isWhole = isWhole;
  return put;
}

const MAX_VALUES = 200_000;
const WRAPPERS = /^(?:Shallow)?(?:Reactive|Ref)$|^Set$|^EmptyRef$/;

/** Nuxt 3 and SvelteKit number every value once: `[{"data":1},{"name":2},"Fjeld"]`. */
function isNumbered(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || value.length < 3) return false;
  const [first] = value;
  const refers = (one: unknown) => Number.isInteger(one) && (one as number) < value.length;
  if (Array.isArray(first)) return typeof first[0] === 'string' && WRAPPERS.test(first[0]) && refers(first[1]);
  return isObject(first) && Object.keys(first).length > 0 && Object.values(first).every(refers);
}

/** The value that the numbers mean; one that stands in several places is the same object in each. */
function unnumbered(numbered: readonly unknown[]): unknown {
  const built: unknown[] = numbered.map((one) =>
    Array.isArray(one) && !isWrapper(one) ? [] : isObject(one) ? {} : one,
  );
  const meant = (number: unknown): unknown => {
    let here = Number.isInteger(number) ? built[number as number] : undefined;
    for (let steps = 0; Array.isArray(here) && isWrapper(here) && steps < 10; steps += 1)
      here = built[here[1] as number];
    return here;
  };
  let left = MAX_VALUES;
  for (const [index, one] of numbered.entries()) {
    const target = built[index];
    if (one === target || typeof one !== 'object' || one === null) continue;
    for (const [name, number] of Object.entries(one).slice(0, left)) {
      left -= 1;
      if (name !== '__proto__') (target as JsonObject)[name] = meant(number);
    }
  }
  return meant(0);
}

const isWrapper = (value: readonly unknown[]): boolean => typeof value[0] === 'string';

/** Attributes that carry JSON; those of one name as one list, for shops give every tile its own. */
function attributeValues(doc: PageDocument, affordable: (text: string) => boolean): unknown[] {
  const single: unknown[] = [];
  const byName = new Map<string, unknown[]>();
  const isBeside = besideResults();
  let tried = 0;
  for (const element of all(doc.root, '*'))
    for (const [name, written] of Object.entries(element.attribs)) {
      if (!/^\s*[{[]\s*[{["]/.test(written.slice(0, 20)) || tried === MAX_ATTRIBUTES || !affordable(written)) continue;
      if (isBeside(element)) break;
      tried += 1;
      const value = parseJson(written);
      if (Array.isArray(value)) single.push(value);
      else if (isObject(value)) {
        const plain = element.name === 'astro-island' ? untyped(value, 0) : value;
        byName.set(name, [...(byName.get(name) ?? []), plain]);
      }
    }
  return [...single, ...byName.values()];
}

const MAX_NESTED = 60;

/** Astro writes `[0, value]` for a value and `[1, [ … ]]` for a list. */
function untyped(value: unknown, depth: number): unknown {
  if (depth > MAX_NESTED) return undefined;
  if (Array.isArray(value)) {
    const [type, held] = value;
    return type === 1 && Array.isArray(held) ? held.map((one) => untyped(one, depth + 1)) : untyped(held, depth + 1);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, untyped(one, depth + 1)]));
}
