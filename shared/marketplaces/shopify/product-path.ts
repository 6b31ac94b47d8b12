import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

/** "https://shop.example/products/handle" of a link that may lead through a collection. */
export function productAddress(link: string | undefined, doc: PageDocument): string | undefined {
  const url = link === undefined ? null : URL.parse(link, doc.page.url);
  const handle =
    url && /\/products\/([^/?#]{1,200})/.exec(withoutQuery(url.pathname))?.[1]?.replace(/\.js(?:on)?$/, '');
  return handle ? new URL(`/products/${handle}`, url).href : undefined;
}

/** "shop.example/products/handle": how a product is known where its number is not given. */
export function productPath(link: string | undefined, doc: PageDocument): string | undefined {
  const url = URL.parse(productAddress(link, doc) ?? '');
  return url ? url.hostname.replace(/^www\./, '') + url.pathname : undefined;
}
