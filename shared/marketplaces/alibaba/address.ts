/** robots.txt closes `/trade/` (the search form's address) and opens `/products/`, which answers with the same list. */
export function searchUrl(keyword: string, page: number): string {
  const url = new URL(
    `https://www.alibaba.com/products/${encodeURIComponent(keyword.trim().replace(/\s+/g, '_'))}.html`,
  );
  url.searchParams.set('SearchText', keyword);
  if (page > 1) url.searchParams.set('page', String(page));
  return url.href;
}

/** The words in an offer's address do not matter. */
export function offerUrl(id: string): string {
  return `https://www.alibaba.com/product-detail/_${id}.html`;
}

/** `/product-detail/Some-Title_1600353795582.html` → its number. */
export function offerIdIn(link: unknown): string | undefined {
  return /\/product-detail\/[^?#]*?_?(\d{7,16})\.html/.exec(String(link))?.[1];
}

/** The offer's address without what a visit adds; undefined for an advertisement's redirect. */
export function canonicalOfferUrl(link: unknown): string | undefined {
  return offerIdIn(link) && /^(?:https?:)?\/\/[^?#]+/.exec(String(link))?.[0].replace(/^\/\//, 'https://');
}

/** A supplier's account is the name of its site: `tyyggy.en.alibaba.com` → `tyyggy`. */
export function supplierIdIn(link: unknown): string | undefined {
  const label = /^(?:https?:)?\/\/([\w-]+)\.(?:[a-z]{2,9}\.){0,2}alibaba\.com(?:[/?#]|$)/.exec(String(link))?.[1];
  return label &&
    !/^(?:www|m|message|selection|sale|cn-click|[a-z]{2,7}click|spanish|french|german|arabic|russian|portuguese|italian|korean|japanese|turkish|thai|vietnamese|dutch|hebrew|hindi|indonesian)$/.test(
      label,
    )
    ? label
    : undefined;
}
