import { isTag } from 'domhandler';
import { all, type Element } from './dom.ts';
import type { ListingRules } from './listing-fields.ts';
import { path, pick } from './rule.ts';
import type { ListSource } from './search-reader.ts';

const LISTS = new Set(['ul', 'ol', 'main', 'section', 'body', 'html']);
const SEVERAL = Symbol('links to several listings');

/** The listing's id in a link's address: the first group of a pattern, or a function where one pattern does not do. */
export type IdOfLink = RegExp | ((address: string) => string | undefined);

/**
 * Result cards known only by what they link to, for pages whose class names change with every build: around each listing's links
 * the largest element that links to no other listing. Id and address come from the link.
 */
export function linkCards(links: string, id: IdOfLink, fields: Omit<ListingRules, 'id'>): ListSource {
  return {
    from: `cards around ${links}`,
    entries: (doc) => {
      const owners = new Map<Element, string | typeof SEVERAL>();
      const firstLinks = new Map<string, Element>();
      for (const link of all(doc.root, links)) {
        const listing = idInAddress(link.attribs.href ?? '', id);
        if (listing === undefined) continue;
        if (!firstLinks.has(listing)) firstLinks.set(listing, link);
        markOwner(link, listing, owners);
      }
      return [...firstLinks].map(([listing, link]) => ({
        doc,
        element: cardAround(link, listing, owners),
        item: { id: listing, url: link.attribs.href },
      }));
    },
    fields: { ...fields, id: path('id'), url: [fields.url ?? [], path('url')].flat() },
  };
}

export const idInAddress = (address: string, id: IdOfLink): string | undefined =>
  id instanceof RegExp ? pick(address, id) : id(address);

function markOwner(link: Element, listing: string, owners: Map<Element, string | typeof SEVERAL>): void {
  for (let node: Element | undefined = link; node; node = parentOf(node)) {
    const owner = owners.get(node);
    if (owner === SEVERAL) break;
    owners.set(node, owner === undefined || owner === listing ? listing : SEVERAL);
  }
}

function cardAround(link: Element, listing: string, owners: ReadonlyMap<Element, unknown>): Element {
  let card = link;
  for (let up = parentOf(link); up && owners.get(up) === listing && !LISTS.has(up.name); up = parentOf(up)) card = up;
  return card;
}

function parentOf(element: Element): Element | undefined {
  return element.parent && isTag(element.parent) ? element.parent : undefined;
}
