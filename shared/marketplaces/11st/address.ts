export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://search.11st.co.kr/pc/total-search');
  url.searchParams.set('kwd', keyword);
  if (page > 1) url.searchParams.set('pageNo', String(page));
  return url.href;
}

export function itemUrl(id: string): string {
  return `https://www.11st.co.kr/products/${id}`;
}

/** `www.11st.co.kr/products/4012345678` → its number. */
export function itemIdIn(link: unknown): string | undefined {
  return /\/products\/(?:\w+\/)?(\d{5,14})(?:[/?#]|$)/.exec(String(link))?.[1];
}
