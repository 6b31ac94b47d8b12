import { all, type ParentNode, scriptText } from './dom.ts';
import { parseJson } from './embedded-json.ts';
import { isObject, type JsonObject } from './json-path.ts';

const MAX_NODES = 2000;

/** The top-level JSON-LD nodes of a page, lists and `@graph`s opened. Broken blocks are skipped. */
export function jsonLdNodes(root: ParentNode): JsonObject[] {
  const nodes: JsonObject[] = [];
  for (const script of all(root, 'script[type^="application/ld+json" i]'))
    collect(lenientJson(scriptText(script)), nodes);
  return nodes;
}

/** Shops wrap the block in comments or CDATA, end it with a semicolon, and leave raw line breaks inside strings. */
function lenientJson(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\/?\*?\s*<!\[CDATA\[\s*\*?\/?|<!\[CDATA\[)/, '')
    .replace(/(?:-->|(?:\/\/|\/\*)?\s*\]\]>\s*(?:\*\/)?)\s*$/, '')
    .replace(/;\s*$/, '');
  return parseJson(bare) ?? parseJson(bare.replace(/[\u0000-\u001f]+/g, ' ').replace(/,(\s*[}\]])/g, '$1'));
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
