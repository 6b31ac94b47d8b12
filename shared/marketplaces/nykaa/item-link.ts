import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

const SITE = 'https://www.nykaa.com/';

export const ID_IN_LINK = /\/p\/(\d{3,12})(?=[/?#]|$)/;

/** The site leads from any name to the number. */
export function itemUrl(id: string): string {
  return `${SITE}product/p/${id}`;
}

/** "/some-name/p/123?productId=…", or the state's "some-name/p/123". */
export function itemLink(link: unknown, doc: PageDocument): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  const base = /nykaa/.test(doc.page.url) ? new URL('/', doc.page.url).href : SITE;
  return withoutQuery(URL.parse(link, base)?.href ?? '') || undefined;
}
