import { withoutQuery } from '#shared/extraction/absolute-url.ts';

export const LISTING_ID = /\/listing\/(\d{5,12})(?=[/?#]|$)/;
export const SHOP_NAME = /\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?shop\/([\w-]{3,40})(?=[/?#]|$)/i;

export function listingUrl(id: string): string {
  return `https://www.etsy.com/listing/${id}`;
}

/** The address without its query: language and name are in the path. Advertisements link through a redirect and give none. */
export function listingLink(link: unknown): string | undefined {
  return typeof link === 'string' && LISTING_ID.test(link) ? withoutQuery(link) : undefined;
}
