export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://www.coupang.com/np/search');
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}

export function itemUrl(id: string): string {
  return `https://www.coupang.com/vp/products/${id}`;
}

/** `/vp/products/8012345678?itemId=…` → its number. */
export function itemIdIn(link: unknown): string | undefined {
  return /\/(?:vp|products)\/(?:products\/)?(\d{4,16})(?:[/?#]|$)/.exec(String(link))?.[1];
}
