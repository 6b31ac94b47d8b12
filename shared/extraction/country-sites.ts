import { hostMatches } from './absolute-url.ts';
import { first } from './dom.ts';
import { oncePerPage } from './once-per-page.ts';
import type { PageDocument } from './page-document.ts';

/** A venue's country sites: domain → the currency it trades in. The first is the one meant when nothing else is known. */
export type CountrySites = Readonly<Record<string, string>>;

/** The site's domain for a host or for what a watch calls it: "www.amazon.de", "amazon.de", "de". */
export function knownSite(sites: CountrySites, name: string | undefined): string | undefined {
  const host = name?.toLowerCase();
  if (!host) return undefined;
  const domains = longestFirst(sites);
  return domains.find((domain) => hostMatches(host, [domain])) ?? domains.find((domain) => domain.endsWith(`.${host}`));
}

const sorted = new WeakMap<CountrySites, readonly string[]>();

/** "example.com.mx" before "example.com". */
function longestFirst(sites: CountrySites): readonly string[] {
  const domains = sorted.get(sites) ?? Object.keys(sites).toSorted((a, b) => b.length - a.length);
  sorted.set(sites, domains);
  return domains;
}

export function siteNamed(sites: CountrySites, name: string | undefined): string {
  return knownSite(sites, name) ?? Object.keys(sites)[0]!;
}

/** The site that a page belongs to. What the page says of itself (`says`, then its canonical address) goes before the address it was saved under. */
export function siteOfPage(sites: CountrySites, doc: PageDocument, says?: string): string {
  return (
    knownSite(sites, says) ??
    statedHosts(doc).flatMap((host) => knownSite(sites, host) ?? [])[0] ??
    siteNamed(sites, undefined)
  );
}

/** Where the page says that it is, and where it was fetched. */
const statedHosts = oncePerPage((doc: PageDocument): readonly string[] => {
  const canonical = first(doc.root, 'link[rel="canonical"]')?.attribs.href;
  return [doc.meta('og:url'), canonical, doc.page.url].flatMap((address) => hostOf(address) ?? []);
});

function hostOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : URL.parse(address)?.hostname;
}
