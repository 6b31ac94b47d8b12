export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://www.gmarket.co.kr/n/search');
  url.searchParams.set('keyword', keyword);
  if (page > 1) url.searchParams.set('p', String(page));
  return url.href;
}

export function itemUrl(id: string): string {
  return `https://item.gmarket.co.kr/Item?goodscode=${id}`;
}

/** `item.gmarket.co.kr/Item?goodscode=3012345678` → its number. */
export function itemIdIn(link: unknown): string | undefined {
  return /[?&]goodscode=(\d{5,14})\b/i.exec(String(link))?.[1];
}
