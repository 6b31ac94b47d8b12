import type { PageDocument } from '#shared/extraction/page-document.ts';

/** WordPress leads from a post's number to its address. */
export function itemUrl(id: string, site?: string): string {
  return URL.parse(/^\d+$/.test(id) ? `/?p=${id}` : `https://${id}`, site)?.href ?? id;
}

/** "shop.example/product/handle": how a product is known where the theme does not give its number. */
export function pathId(link: unknown, doc: PageDocument): string | undefined {
  const url = typeof link === 'string' ? URL.parse(link, doc.page.url) : null;
  return url ? url.hostname.replace(/^www\./, '') + url.pathname.replace(/\/$/, '') : undefined;
}

/** The currency that the shop's scripts are told; its sign alone ("$", "kr") may be of many countries. */
export function shopCurrency(doc: PageDocument): string | undefined {
  return /"currency(?:_code)?"\s*:\s*(?:\{"code"\s*:\s*)?"([A-Z]{3})"/.exec(doc.page.body)?.[1];
}
