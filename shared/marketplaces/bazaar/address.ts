const HOME = 'https://bazaar.example';

/** `site` is the origin where the shop runs, such as `http://127.0.0.1:4711`. */
export function searchUrl(keyword: string, page: number, site: string = HOME): string {
  const query = new URLSearchParams({ q: keyword, page: String(page) });
  return `${site}/search?${query}`;
}

export function listingUrl(id: string, site: string = HOME): string {
  return `${site}/item/${encodeURIComponent(id)}`;
}

export function sellerUrl(id: string, site: string = HOME): string {
  return `${site}/seller/${encodeURIComponent(id)}`;
}

/** The origin a page came from; undefined for a saved page without a web address. */
export function siteOf(pageUrl: string): string | undefined {
  const url = URL.parse(pageUrl);
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
