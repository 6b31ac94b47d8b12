/** `/proddetail/some-title-2854626482530.html` */
export const ID_IN_LINK = /\/proddetail\/(?:[^/?#]{0,300}-)?(\d{8,16})\.html/;

export function itemUrl(id: string): string {
  return `https://www.indiamart.com/proddetail/${id}.html`;
}

export function searchUrl(keyword: string, page: number): string {
  const url = new URL('https://dir.indiamart.com/search.mp');
  url.searchParams.set('ss', keyword);
  if (page > 1) url.searchParams.set('pageno', String(page));
  return url.href;
}
