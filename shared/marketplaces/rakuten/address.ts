// item.rakuten.co.jp/<shop>/<item>/
const ITEM = /item\.rakuten\.co\.jp\/([\w-]+)\/([^/?#]+)/;

export function shopOf(link: unknown): string | undefined {
  return typeof link === 'string' ? ITEM.exec(link)?.[1] : undefined;
}

/** The shop's own number for the item: what the address ends in. */
export function itemOf(link: unknown): string | undefined {
  return typeof link === 'string' ? ITEM.exec(link)?.[2] : undefined;
}

export function canonicalItemUrl(link: unknown): string | undefined {
  const shop = shopOf(link);
  return shop && `https://item.rakuten.co.jp/${shop}/${itemOf(link)}/`;
}

/** Without the shop an item has no address: the search for its number finds it. */
export function findUrl(id: string): string {
  return `https://search.rakuten.co.jp/search/mall/${encodeURIComponent(id)}/`;
}
