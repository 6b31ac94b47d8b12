import type { Document } from 'domhandler';
import { first } from './dom.ts';

/** Whose "$" it is, when the page's language or its domain says so. */
export function localeOf(root: Document, url: string): string | undefined {
  const language = first(root, 'html')?.attribs.lang;
  const country = /\.([a-z]{2})$/.exec(URL.parse(url)?.hostname ?? '')?.[1];
  const ofCountry = country && COUNTRY_LOCALE[country];
  // Templates come in American English.
  if (language && /^[a-z]{2}-[a-z]{2}$/i.test(language) && !(ofCountry && /-us$/i.test(language))) return language;
  return ofCountry || language;
}

const COUNTRY_LOCALE: Record<string, string> = {
  ar: 'es-AR',
  au: 'en-AU',
  ca: 'en-CA',
  cl: 'es-CL',
  cn: 'zh-CN',
  co: 'es-CO',
  dk: 'da',
  eg: 'ar-EG',
  hk: 'zh-HK',
  jp: 'ja',
  lk: 'en-LK',
  ma: 'ar-MA',
  mx: 'es-MX',
  no: 'nb',
  nz: 'en-NZ',
  pk: 'en-PK',
  se: 'sv',
  sg: 'en-SG',
  tw: 'zh-TW',
};
