import type { PageDocument } from './page-document.ts';

/** A fact about the whole page that many cards ask for, such as its country site: found once, kept as long as the page. */
export function oncePerPage<T>(find: (doc: PageDocument) => T): (doc: PageDocument) => T {
  const kept = new WeakMap<PageDocument, { value: T }>();
  return (doc) => {
    const known = kept.get(doc) ?? { value: find(doc) };
    kept.set(doc, known);
    return known.value;
  };
}
