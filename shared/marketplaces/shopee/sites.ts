import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

export const SITES: CountrySites = {
  'shopee.sg': 'SGD',
  'shopee.com.my': 'MYR',
  'shopee.co.th': 'THB',
  'shopee.co.id': 'IDR',
  'shopee.vn': 'VND',
  'shopee.ph': 'PHP',
  'shopee.tw': 'TWD',
  'shopee.com.br': 'BRL',
  'shopee.com.mx': 'MXN',
  'shopee.com.co': 'COP',
  'shopee.cl': 'CLP',
};

export const shopeeSite = oncePerPage((doc) => siteOfPage(SITES, doc));

/** An offer is numbered within its shop: our id is "<shop>.<item>", as in the address's `-i.<shop>.<item>`. */
export function itemUrl(id: string, site?: string): string {
  return `https://${siteNamed(SITES, site)}/product/${id.replace('.', '/')}`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const url = new URL(`https://${siteNamed(SITES, site)}/search`);
  url.searchParams.set('keyword', keyword);
  // The site counts pages from 0.
  if (page > 1) url.searchParams.set('page', String(page - 1));
  return url.href;
}

/** `/Some-Title-i.123.456`, `/product/123/456` → "123.456". */
export function itemIdIn(link: unknown): string | undefined {
  const match = /-i\.(\d{1,15})\.(\d{1,15})|\/product\/(\d{1,15})\/(\d{1,15})/.exec(String(link));
  return match ? `${match[1] ?? match[3]}.${match[2] ?? match[4]}` : undefined;
}
