const MAX_LENGTH = 2048;

/** A fragment that scripts take for a path: "#/offer/1", "#!/offer/1". On such a site all offers share the rest of the address. */
const ROUTE = /^#!?\/./;

/** The path in an address's fragment; "" where it has none. */
export const routeOf = ({ hash }: URL): string => (ROUTE.test(hash) ? hash : '');

/** An http(s) address resolved against the page, without credentials, and without a fragment that is no route; null for anything else. */
export function absoluteUrl(address: string, base: string): string | null {
  if (address.length > MAX_LENGTH) return null;
  try {
    const written = address.trim();
    // A saved page may have no address of its own; every site that we read serves https.
    const url =
      base === '' && written.startsWith('//') ? new URL(`https:${written}`) : new URL(written, base || undefined);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
    // Each of these writes the whole address anew.
    if (url.username !== '') url.username = '';
    if (url.password !== '') url.password = '';
    if (url.href.includes('#')) url.hash = routeOf(url);
    const href = withPortAsWritten(url.href, written);
    return href.length > MAX_LENGTH ? null : href;
  } catch {
    return null;
  }
}

/** The URL class drops ":443"; some venues write it into every picture's address, and addresses are compared as written. */
function withPortAsWritten(href: string, written: string): string {
  return /^https:\/\/[^/?#@]+:443(?:[/?#]|$)/i.test(written) ? href.replace(/^(https:\/\/[^/?#]+)/, '$1:443') : href;
}

/** The same address without its query: where a site's identity is in the path, or in the path of its fragment. */
export function withoutQuery(address: string): string {
  const route = address.search(/#!?\//);
  if (route < 0) return address.replace(/[?#].*$/s, '');
  return address.slice(0, route).replace(/\?.*$/s, '') + address.slice(route).replace(/\?.*$/s, '');
}

/** True when `host` is one of the suffixes or below one of them. */
export function hostMatches(host: string, suffixes: readonly string[]): boolean {
  return suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** "%E8%8B%8F" → "苏"; the text as it is when it is no valid percent encoding. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
