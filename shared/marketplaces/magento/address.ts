import { all } from '#shared/extraction/dom.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

/** Every Magento shop leads from a product's number to its page; themes of their own may not, and stored listings carry their address. */
export function itemUrl(id: string, site?: string): string {
  return URL.parse(`/catalog/product/view/id/${encodeURIComponent(id)}`, site)?.href ?? id;
}

const MAX_LINKS = 5000;

/** Last part of a path, in lower case and without ".html" → the link that ends in it. */
export const linksByName = oncePerPage((doc) => {
  const links = new Map<string, string>();
  for (const { attribs } of all(doc.root, 'a[href]').slice(0, MAX_LINKS)) {
    const url = URL.parse(attribs.href!, doc.page.url);
    if (!url) continue;
    const name = url.pathname.replace(/\.html$/, '').toLowerCase();
    const last = name.slice(name.lastIndexOf('/') + 1);
    if (last && !links.has(last)) links.set(last, url.origin + url.pathname);
  }
  return links;
});
