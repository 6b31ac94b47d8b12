/** "shop/product": Tokopedia's pages are known by the two names in their address; the product's number leads nowhere. */
export const ID_IN_LINK = /tokopedia\.com\/([\w-]{2,80}\/[\w-]{3,250})(?=[/?#]|$)/;

export function itemUrl(id: string): string {
  return `https://www.tokopedia.com/${id}`;
}

export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://www.tokopedia.com/search');
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}
