import { withoutQuery } from '#shared/extraction/absolute-url.ts';

export const ID_IN_LINK = /-p-(\d{4,14})(?=[?#/]|$)/;

/** The site leads from any brand and name to the number. */
export function itemUrl(id: string): string {
  return `https://www.trendyol.com/brand/name-p-${id}`;
}

/** "/nordhavn/daypack-p-123?boutiqueId=…" without what a search adds. */
export function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  const url = URL.parse(link, 'https://www.trendyol.com/');
  return url ? withoutQuery(url.href) : undefined;
}

/** Pictures come as whole addresses or as paths of the image host. */
export function imageAddress(image: unknown): string | undefined {
  return typeof image === 'string' && image !== '' ? new URL(image, 'https://cdn.dsmcdn.com/').href : undefined;
}
