export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://s.1688.com/selloffer/offer_search.htm');
  url.searchParams.set('keywords', keyword);
  // Without it the site takes the keyword for GBK.
  url.searchParams.set('charset', 'utf8');
  if (page > 1) url.searchParams.set('beginPage', String(page));
  return url.href;
}

export function offerUrl(id: string): string {
  return `https://detail.1688.com/offer/${id}.html`;
}

/** `detail.1688.com/offer/<id>.html`, or the phone page with `offerId=<id>`. */
export function offerIdIn(link: unknown): string | undefined {
  return /\/offer\/(\d{6,16})\.html|[?&]offerId=(\d{6,16})\b/.exec(String(link))?.slice(1).find(Boolean);
}
