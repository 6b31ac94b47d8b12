/** `/some-title-p-HBCV00005Z5G9Z`; "-pm-" leads to a product of which the page picks the variant. */
export const ID_IN_LINK = /-pm?-(\w{8,24})(?=[/?#]|$)/;

export function itemUrl(id: string): string {
  return `https://www.hepsiburada.com/x-p-${id}`;
}

export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://www.hepsiburada.com/ara');
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('sayfa', String(page));
  return url.href;
}
