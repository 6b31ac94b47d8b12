import { hostMatches } from './absolute-url.ts';
import { first } from './dom.ts';
import type { PageDocument } from './page-document.ts';

/** A venue's country sites: domain → the currency it trades in. The first is the one meant when nothing else is known. */
export type CountrySites = Readonly<Record<string, string>>;

/** The site's domain for a host or for what a watch calls it: "www.amazon.de", "amazon.de", "de". */
export function knownSite(sites: CountrySites, name: string | undefined): string | undefined {
  const host = name?.toLowerCase();
  if (!host) return undefined;
  // The longest first: "example.com.mx" before "example.com".
  const domains = Object.keys(sites).toSorted((a, b) => b.length - a.length);
  return domains.find((domain) => hostMatches(host, [domain])) ?? domains.find((domain) => domain.endsWith(`.${host}`));
}

export function siteNamed(sites: CountrySites, name: string | undefined): string {
  return knownSite(sites, name) ?? Object.keys(sites)[0]!;
}

/** The site that a page belongs to. What the page says of itself (`says`, then its canonical address) goes before the address it was saved under. */
export function siteOfPage(sites: CountrySites, doc: PageDocument, says?: string): string {
  const hosts = [
    () => says,
    () => hostOf(doc.meta('og:url')),
    () => hostOf(first(doc.root, 'link[rel="canonical"]')?.attribs.href),
    () => hostOf(doc.page.url),
  ];
  for (const host of hosts) {
    const site = knownSite(sites, host());
    if (site) return site;
  }
  return siteNamed(sites, undefined);
}

function hostOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : URL.parse(address)?.hostname;
}
