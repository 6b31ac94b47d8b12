export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://tw.buy.yahoo.com/search/product');
  url.searchParams.set('p', keyword);
  if (page > 1) url.searchParams.set('pg', String(page));
  return url.href;
}

export function itemUrl(id: string): string {
  // Sets of goods are numbered on their own, with a "c" before the number.
  return /^c\d+$/.test(id)
    ? `https://tw.buy.yahoo.com/activity/onsale/combo?actid=${id.slice(1)}`
    : `https://tw.buy.yahoo.com/gdsale/gdsale.asp?gdid=${id}`;
}

/** `/gdsale/Some-Title-12011530.html`, `/gdsale/gdsale.asp?gdid=12011530`, `/activity/onsale/combo?actid=743896`. */
export function itemIdIn(link: unknown): string | undefined {
  const address = String(link);
  const set = /[?&]actid=(\d{3,12})\b/.exec(address)?.[1];
  return set
    ? `c${set}`
    : (/[?&]gdid=(\d{4,12})\b/.exec(address)?.[1] ?? /\/gdsale\/(?:[^/?#]*-)?(\d{4,12})\.html/.exec(address)?.[1]);
}
