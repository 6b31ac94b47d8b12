import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

/** Country sites and their currency. Some offers are in dollars ("U$S"): the sign or the code on the page wins. */
export const SITES: CountrySites = {
  'mercadolibre.com.ar': 'ARS',
  'mercadolivre.com.br': 'BRL',
  'mercadolibre.com.mx': 'MXN',
  'mercadolibre.com.co': 'COP',
  'mercadolibre.cl': 'CLP',
  'mercadolibre.com.pe': 'PEN',
  'mercadolibre.com.uy': 'UYU',
  'mercadolibre.com.ve': 'VES',
  'mercadolibre.com.ec': 'USD',
  'mercadolibre.com.do': 'DOP',
  'mercadolibre.com.bo': 'BOB',
  'mercadolibre.com.py': 'PYG',
  'mercadolibre.com.gt': 'GTQ',
  'mercadolibre.com.hn': 'HNL',
  'mercadolibre.com.ni': 'NIO',
  'mercadolibre.com.sv': 'USD',
  'mercadolibre.com.pa': 'USD',
  'mercadolibre.co.cr': 'CRC',
};

/** An id begins with its site: MLB4000000001 is Brazil's. */
const SITE_OF_PREFIX: Record<string, string> = {
  MLA: 'mercadolibre.com.ar',
  MLB: 'mercadolivre.com.br',
  MLM: 'mercadolibre.com.mx',
  MCO: 'mercadolibre.com.co',
  MLC: 'mercadolibre.cl',
  MPE: 'mercadolibre.com.pe',
  MLU: 'mercadolibre.com.uy',
  MLV: 'mercadolibre.com.ve',
  MEC: 'mercadolibre.com.ec',
  MRD: 'mercadolibre.com.do',
  MBO: 'mercadolibre.com.bo',
  MPY: 'mercadolibre.com.py',
  MGT: 'mercadolibre.com.gt',
  MHN: 'mercadolibre.com.hn',
  MNI: 'mercadolibre.com.ni',
  MSV: 'mercadolibre.com.sv',
  MPA: 'mercadolibre.com.pa',
  MCR: 'mercadolibre.co.cr',
};

export function siteOf(doc: PageDocument): string {
  return siteOfPage(SITES, doc);
}

export const isBrazil = (site: string): boolean => site.endsWith('.br');

/** An item has its own host and a hyphen in its id; a catalogue page stands under /p/, a seller's product under /up/. */
export function itemUrl(id: string, site?: string): string {
  const [, prefix, kind, digits] = /^(M[A-Z]{2})(U?)(\d+)$/.exec(id) ?? [];
  const domain = SITE_OF_PREFIX[prefix ?? ''] ?? siteNamed(SITES, site);
  if (kind === 'U') return `https://www.${domain}/up/${id}`;
  // Catalogue numbers have eight digits at most, item numbers nine or more.
  if (digits && digits.length <= 8) return `https://www.${domain}/p/${id}`;
  const item = digits ? `${prefix}-${digits}` : id;
  return `https://${isBrazil(domain) ? 'produto' : 'articulo'}.${domain}/${item}`;
}

/** The id in an address: `/p/MCO42000001`, `/up/MLBU3900000001`, `/MLM-2000000002-some-name-_JM`; an item named beside a catalogue page wins. */
export function idInLink(link: unknown): string | undefined {
  if (typeof link !== 'string') return undefined;
  const item = /[?&#](?:wid|item_id|pdp_filters=item_id(?:%3A|:))=?(M[A-Z]{2}\d{6,13})/.exec(link)?.[1];
  return item ?? pageIdInLink(link);
}

/** What the page at an address is about: for a catalogue page the product, whoever sells it. */
export function pageIdInLink(link: string): string | undefined {
  const path = link.replace(/[?#].*$/s, '');
  const page = /\/(?:p|up)\/(M[A-Z]{2}U?\d{4,14})/.exec(path)?.[1];
  const item = /\/(M[A-Z]{2})-?(\d{6,13})(?=[-_/]|$)/.exec(path);
  return page ?? (item ? item[1]! + item[2]! : undefined);
}
