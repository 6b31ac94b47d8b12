import { hostMatches } from './absolute-url.ts';
import type { PageDocument } from './page-document.ts';

/** The host of a shop's own page, without "www."; undefined for a stand-in address. */
export function shopHost(doc: PageDocument): string | undefined {
  const host = URL.parse(doc.page.url)?.hostname.replace(/^www\./, '');
  return host && !hostMatches(host, ['invalid']) ? host : undefined;
}
