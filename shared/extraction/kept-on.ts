const FACTS = Symbol('facts');

/**
 * A fact about a page or its tree, found once and kept on it. In a WeakMap it would outlive the page: V8's young collections keep what such a
 * map holds, whether or not its key still lives, and so whole pages.
 */
export function keptOn<Owner extends object, T>(find: (owner: Owner) => T): (owner: Owner) => T {
  return (owner: Owner & { [FACTS]?: Map<unknown, unknown> }) => {
    owner[FACTS] ??= new Map();
    const facts = owner[FACTS];
    if (!facts.has(find)) facts.set(find, find(owner));
    return facts.get(find) as T;
  };
}
