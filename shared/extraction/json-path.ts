/** The value at `path` ("data.items.0.price"), or undefined. Own properties only: the JSON is hostile. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const key of keysOf(path)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

const MAX_KNOWN = 5000;
const known = new Map<string, readonly string[]>();

/** Paths are written in code, but for a few with a number in them. */
function keysOf(path: string): readonly string[] {
  const keys = known.get(path) ?? (path === '' ? [] : path.split('.'));
  if (known.size < MAX_KNOWN) known.set(path, keys);
  return keys;
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list that the site gives and that has nothing in it: not one that is missing. */
export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const MAX_VISITED = 200_000;

/** Every object below `value` that passes, outermost first, in document order; what is below a hit is not searched. Not recursive. */
export function objectsWhere(value: unknown, passes: (object: JsonObject) => boolean): JsonObject[] {
  const found: JsonObject[] = [];
  const stack: unknown[] = [value];
  for (let visited = 0; stack.length > 0 && visited < MAX_VISITED; visited += 1) {
    const here = stack.pop();
    if (typeof here !== 'object' || here === null) continue;
    if (isObject(here) && passes(here)) found.push(here);
    else {
      const children = Object.values(here);
      for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index]);
    }
  }
  return found;
}
