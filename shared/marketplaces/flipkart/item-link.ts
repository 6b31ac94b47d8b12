import { withoutQuery } from '#shared/extraction/absolute-url.ts';

/** The site leads from any name to the product that `pid` names. */
export function itemUrl(pid: string): string {
  return `https://www.flipkart.com/product/p/item?pid=${pid}`;
}

/** "pid=MOBGTAGP…": the product with its colour and size; the number in the path is shared by those. */
export const PID_IN_LINK = /[?&]pid=([0-9A-Z]{8,24})(?=[&#]|$)/;

/** "/some-name/p/itm0123456789abc?pid=…" without what search and advertisements add. */
export function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !/\/p\/itm\w/.test(link)) return undefined;
  const url = URL.parse(link, 'https://www.flipkart.com/');
  return url ? withoutQuery(url.href) : undefined;
}
