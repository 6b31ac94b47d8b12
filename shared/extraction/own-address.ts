import { withoutQuery } from './absolute-url.ts';
import { first } from './dom.ts';
import type { PageDocument } from './page-document.ts';
import { pick, type Rule, rule } from './rule.ts';

/** What a listing page calls its own address, the surest first: `og:url`, the canonical link, the address it was fetched from. */
function ownAddresses(doc: PageDocument): string[] {
  const canonical = first(doc.root, 'link[rel="canonical"]')?.attribs.href;
  return [doc.meta('og:url'), canonical, doc.page.url].filter((address) => address !== undefined);
}

/** The listing's id in the page's own address; `id` is the pattern of the site's listing addresses, its first group the id. */
export function idOfOwnAddress(id: RegExp): Rule {
  return rule(`own address ${id.source}`, ({ doc }) =>
    ownAddresses(doc)
      .map((address) => pick(address, id))
      .find((found) => found !== undefined),
  );
}

/** The page's own address, if it is one of a listing; without its query. */
export function ownAddress(id: RegExp): Rule {
  return rule('own address', ({ doc }) => {
    const own = ownAddresses(doc).find((address) => id.test(address));
    return own && withoutQuery(own);
  });
}
