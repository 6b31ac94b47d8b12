import { all, type ParentNode } from './dom.ts';

/** `<meta property|name>` → content, names in lower case, the first of each: og:, product:, twitter: and the rest. */
export function metaTags(root: ParentNode): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const { attribs } of all(root, 'meta[content]')) {
    const name = (attribs.property ?? attribs.name ?? attribs.itemprop)?.trim().toLowerCase();
    if (name && !tags.has(name)) tags.set(name, attribs.content!);
  }
  return tags;
}
