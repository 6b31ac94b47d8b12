import { decodeHTML } from 'entities';

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i;

/** A text of JSON in which a site left entities ("Nord &amp; Havn"), decoded once; also in a list. Anything else as it is. */
export function decoded(found: unknown): unknown {
  if (typeof found === 'string') return ENTITY.test(found) ? decodeHTML(found) : found;
  return Array.isArray(found) ? found.map((one) => (typeof one === 'string' ? decoded(one) : one)) : found;
}
