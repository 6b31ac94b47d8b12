import type { PageDocument } from '#shared/extraction/page-document.ts';

// /sfc/spo/d/san-francisco-some-words/7888520643.html
export const POST_ID = /\/(\d{9,11})\.html/;

/** A region is a host of its own: "sfbay", "sfbay.craigslist.org". */
export function regionHost(site: string | undefined): string {
  const name = /^(?:https?:\/\/)?([a-z-]+)(?:\.craigslist\.\w+)?/i.exec(site ?? '')?.[1]?.toLowerCase();
  return `${!name || name === 'www' || name === 'craigslist' ? 'newyork' : name}.craigslist.org`;
}

/** A post's address has its region, category and words; the number alone is found by searching for it. */
export function postUrl(id: string, site?: string): string {
  return `https://${regionHost(site)}/search/sss?query=${encodeURIComponent(id)}`;
}

export function regionOf(doc: PageDocument): string | undefined {
  return URL.parse(doc.page.url)?.hostname;
}
