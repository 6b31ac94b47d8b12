import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';

export const SITES: CountrySites = {
  'olx.pl': 'PLN',
  'olx.ua': 'UAH',
  'olx.ro': 'RON',
  'olx.bg': 'EUR',
  'olx.pt': 'EUR',
  'olx.kz': 'KZT',
  'olx.uz': 'UZS',
  'olx.ba': 'BAM',
  'olx.com.br': 'BRL',
  'olx.in': 'INR',
  'olx.co.id': 'IDR',
  'olx.com.pk': 'PKR',
  'olx.com.eg': 'EGP',
  'olx.com.lb': 'USD',
  'olx.co.za': 'ZAR',
};

export const siteOf = oncePerPage((doc) => siteOfPage(SITES, doc));

// …-ID14yntK.html (Poland, Ukraine, Romania …), …-iid-1770000000 (India, Pakistan, Egypt …), /artikal/12345678 (Bosnia), …-1473147491 (Brazil)
const AD_ID = /-ID([0-9A-Za-z]{4,8})\.html|-iid-(\d{6,12})|\/artikal\/(\d+)|-(\d{9,12})(?:[/?#]|$)/;

// The letters of short ids in the order of their values; v and w are indeed the wrong way round.
const SHORT_DIGITS = '0123456789abcdefghijklmnopqrstuwvxyzABCDEFGHIJKLMNOPQRSTUWVXYZ';

/** The advertisement's number in its address. European addresses write it in 62 digits: ID14yntK is 983431584. */
export function adIdOf(link: unknown): string | undefined {
  const match = typeof link === 'string' ? AD_ID.exec(link) : null;
  if (!match?.[1]) return match?.slice(2).find((part) => part !== undefined);
  const number = [...match[1]].reduce((value, digit) => value * 62 + SHORT_DIGITS.indexOf(digit), 0);
  return Number.isSafeInteger(number) ? String(number) : undefined;
}

function shortId(id: string): string {
  let short = '';
  for (let rest = Number(id); rest >= 1; rest = Math.floor(rest / 62)) short = SHORT_DIGITS[rest % 62] + short;
  return short;
}

export function adUrl(id: string, site?: string): string {
  const host = siteNamed(SITES, site);
  if (host === 'olx.ba') return `https://olx.ba/artikal/${id}`;
  return /^olx\.(?:com\.br|in|co\.id|com\.pk|com\.eg|com\.lb|co\.za)$/.test(host)
    ? `https://www.${host}/item/iid-${id}`
    : `https://www.${host}/d/oferta/-ID${shortId(id)}.html`;
}

export function searchUrl(keyword: string, page: number, site?: string): string {
  const host = siteNamed(SITES, site);
  const path = { 'olx.com.br': '/brasil', 'olx.ba': '/pretraga' }[host] ?? '/items/';
  const url = new URL(path, `https://www.${host}`);
  url.searchParams.set('q', keyword);
  if (page > 1) url.searchParams.set(host === 'olx.com.br' ? 'o' : 'page', String(page));
  return url.href;
}
