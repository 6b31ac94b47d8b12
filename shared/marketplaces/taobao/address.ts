/** Results sorted by the site's default; 48 offers a page. */
export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://s.taobao.com/search');
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}

export function itemUrl(id: string): string {
  return `https://item.taobao.com/item.htm?id=${id}`;
}

/** Tmall shows its offers on a host of its own; item numbers are common to both. */
export function tmallItemUrl(id: string): string {
  return `https://detail.tmall.com/item.htm?id=${id}`;
}

/** `//detail.tmall.com/item.htm?ns=1&id=566534680696#detail` → the address without what a visit adds; undefined for an advertisement's redirect. */
export function canonicalItemUrl(link: unknown): string | undefined {
  const id = itemIdIn(link);
  if (id === undefined) return undefined;
  return /^(?:https?:)?\/\/[\w.-]*tmall\.(?:com|hk)\//.test(String(link)) ? tmallItemUrl(id) : itemUrl(id);
}

/** The item number in an item page's address. */
export function itemIdIn(link: unknown): string | undefined {
  return /(?:item|detail)\.(?:htm|html)\?(?:[^#]*&)?(?:id|item_num_id)=(\d{6,16})\b/.exec(String(link))?.[1];
}
