import { at, isObject } from './json-path.ts';
import type { PageDocument } from './page-document.ts';

/** The list in a JSON answer: at the first path that holds one, or the answer itself. */
export function answeredList(doc: PageDocument, ...paths: string[]): unknown[] | undefined {
  return [...paths, ''].map((path) => at(doc.json, path)).find(Array.isArray);
}

/** The entry of a JSON answer about one listing: at the first path that holds one, or the answer itself, or its first element. */
export function answeredItem(doc: PageDocument, ...paths: string[]): unknown {
  return [...paths, '0', ''].map((path) => at(doc.json, path)).find(isObject);
}
