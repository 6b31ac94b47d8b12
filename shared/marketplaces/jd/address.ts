export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://search.jd.com/Search');
  url.searchParams.set('keyword', keyword);
  url.searchParams.set('enc', 'utf-8');
  // A page of 60 offers is two to the site, the second half drawn while one scrolls.
  if (page > 1) url.searchParams.set('page', String(page * 2 - 1));
  return url.href;
}

export function itemUrl(id: string): string {
  return `https://item.jd.com/${id}.html`;
}

/** `item.jd.com/<id>.html`, `item.jd.hk/…`, `item.m.jd.com/product/<id>.html`. */
export function itemIdIn(link: unknown): string | undefined {
  return /item(?:\.m)?\.jd\.(?:com|hk)\/(?:product\/)?(\d{5,16})\.html/.exec(String(link))?.[1];
}

/** The link as an address of its own; undefined for an advertisement's redirect. */
export function canonicalItemUrl(link: unknown): string | undefined {
  const id = itemIdIn(link);
  return id && itemUrl(id);
}

/** A shop's number: `mall.jd.com/index-1000310642.html`. */
export const SHOP_ID = /(?:index-|shopLevel-|shopId=)(\d{3,12})/;
