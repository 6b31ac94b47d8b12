// item.rakuten.co.jp/<shop>/<item>/
const ITEM = /item\.rakuten\.co\.jp\/([\w-]+)\/([^/?#]+)/;

export function shopOf(link: unknown): string | undefined {
  return typeof link === 'string' ? ITEM.exec(link)?.[1] : undefined;
}

/** "shop:item", as the web service writes it: shops give out the numbers of their items themselves. */
export function itemOf(link: unknown): string | undefined {
  const [, shop, item] = (typeof link === 'string' && ITEM.exec(link)) || [];
  return shop && `${shop}:${item}`;
}

export function canonicalItemUrl(link: unknown): string | undefined {
  const item = itemOf(link);
  return item && itemUrl(item);
}

/** @param id "shop:item"; the number alone, as ids were before November 2026, is searched for. */
export function itemUrl(id: string): string {
  const [shop, item] = id.split(':');
  if (shop && item) return `https://item.rakuten.co.jp/${shop}/${item}/`;
  return `https://search.rakuten.co.jp/search/mall/${encodeURIComponent(id)}/`;
}
