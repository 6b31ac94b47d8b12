export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://www.temu.com/search_result.html');
  url.searchParams.set('search_key', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}

export function goodsUrl(id: string): string {
  return `https://www.temu.com/goods.html?goods_id=${id}`;
}

/** `/some-title-g-601099512345678.html`, `/goods.html?goods_id=…`. */
export function goodsIdIn(link: unknown): string | undefined {
  return /-g-(\d{8,20})\.html|[?&]goods_id=(\d{8,20})\b/.exec(String(link))?.slice(1).find(Boolean);
}
