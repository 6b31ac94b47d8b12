import { all, type ParentNode, scriptText } from './dom.ts';
import { jsonValues, parseJson } from './embedded-json.ts';
import { decoded } from './entities.ts';
import { isObject, type JsonObject } from './json-path.ts';

const MAX_NODES = 2000;

/** The top-level JSON-LD nodes of a page, lists and `@graph`s opened, references within the page followed. Broken blocks are skipped. */
export function jsonLdNodes(root: ParentNode): JsonObject[] {
  const nodes: JsonObject[] = [];
  for (const script of all(root, 'script[type^="application/ld+json" i]'))
    collect(lenientJson(scriptText(script)), nodes);
  joinNodes(nodes);
  return nodes;
}

/**
 * Shops wrap the block in comments or CDATA, end it with a semicolon, leave raw line breaks and escapes unknown to JSON inside strings,
 * write the quotes as entities, and put several objects in a row.
 */
function lenientJson(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\/?\*?\s*<!\[CDATA\[\s*\*?\/?|<!\[CDATA\[)/, '')
    .replace(/(?:-->|(?:\/\/|\/\*)?\s*\]\]>\s*(?:\*\/)?)\s*$/, '')
    .replace(/;\s*$/, '');
  const whole = parseJson(bare);
  if (whole !== undefined) return whole;
  const mended = bare
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/,(\s*[}\]])/g, '$1')
    .replace(/\\(?!["\\/bfnrtu])/g, '');
  const readable = /^\s*[{[]\s*&quot;/.test(mended) ? String(decoded(mended)) : mended;
  return parseJson(readable) ?? jsonValues(readable);
}

/** Where a node names another one by its `@id`; followed one by one, so that a circle of references stays harmless. */
const REFERRING = [
  'offers',
  'brand',
  'manufacturer',
  'seller',
  'offeredBy',
  'priceSpecification',
  'image',
  'hasVariant',
];
const VOCABULARY = /^(?:schema:|https?:\/\/schema\.org\/)(?=\w)/;

/** Names without the vocabulary's prefix, and the nodes that references mean in their place. */
function joinNodes(nodes: JsonObject[]): void {
  const known: JsonObject[] = [];
  const byId = new Map<string, JsonObject>();
  const stack: unknown[] = [...nodes];
  while (stack.length > 0 && known.length < 20 * MAX_NODES) {
    const next = stack.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (isObject(next)) {
      known.push(next);
      for (const name of Object.keys(next).filter((one) => VOCABULARY.test(one)))
        next[name.replace(VOCABULARY, '')] ??= next[name];
      if (typeof next['@id'] === 'string' && !isReference(next)) byId.set(next['@id'], next);
    }
    for (const value of Object.values(next)) if (typeof value === 'object') stack.push(value);
  }
  if (byId.size === 0) return;
  const meant = (value: unknown) => (isReference(value) ? (byId.get(String(value['@id'])) ?? value) : value);
  for (const node of known)
    for (const name of REFERRING.filter((one) => Object.hasOwn(node, one)))
      node[name] = Array.isArray(node[name]) ? node[name].map(meant) : meant(node[name]);
}

function isReference(value: unknown): value is JsonObject {
  return (
    isObject(value) && value['@id'] !== undefined && Object.keys(value).every((name) => /^@(?:id|type)$/.test(name))
  );
}

function collect(value: unknown, into: JsonObject[]): void {
  const stack: unknown[] = [value];
  while (stack.length > 0 && into.length < MAX_NODES) {
    const next = stack.pop();
    if (Array.isArray(next)) stack.push(...next.slice(0, MAX_NODES).reverse());
    else if (isObject(next)) {
      if (next['@type'] !== undefined || next['@graph'] === undefined) into.push(next);
      if (next['@graph'] !== undefined) stack.push(next['@graph']);
    }
  }
}
