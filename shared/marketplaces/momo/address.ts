export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://www.momoshop.com.tw/search/searchShop.jsp');
  url.searchParams.set('keyword', keyword);
  if (page > 1) url.searchParams.set('curPage', String(page));
  return url.href;
}

export function goodsUrl(id: string): string {
  return `https://www.momoshop.com.tw/goods/GoodsDetail.jsp?i_code=${id}`;
}

/** `…/goods/GoodsDetail.jsp?i_code=14985082`, `…/goods.momo?i_code=…`, `…/product/14985082`, `…/TP/TP0001/goodsDetail/TP00010000`. */
export function goodsIdIn(link: unknown): string | undefined {
  return (
    /[?&]i_code=(\w{4,24})/.exec(String(link))?.[1] ??
    /\/(?:goodsDetail|product)\/(\w{4,24})(?:[/?#]|$)/.exec(String(link))?.[1]
  );
}
