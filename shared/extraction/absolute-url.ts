const MAX_LENGTH = 2048;

/** A fragment that scripts take for a path: "#/offer/1", "#!/offer/1". */
const ROUTE = /^#!?\/./;
/**
 * A path that names no goods, such as "/", "/de/shop/" or "/index.html": there all offers of a site share it. Behind one that names them a
 * route only turns the page: "/12-parka.html#/26-size-m" is the same offer in another size.
 */
const NAMES_NO_GOODS = /^(?:\/[a-z]{2}(?:[_-][a-z]{2})?)?(?:\/[a-z_]{1,12}(?:\.\w{3,5})?)?\/?$/i;

/** The path in an address's fragment, where that is what tells its offers apart; else "". */
export const routeOf = ({ hash, pathname }: Pick<URL, 'hash' | 'pathname'>): string =>
  ROUTE.test(hash) && NAMES_NO_GOODS.test(pathname) ? hash : '';

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
  const [before] = address.split('#', 1) as [string];
  const path = before.replace(/\?.*$/s, '');
  const route = routeOf({
    hash: address.slice(before.length),
    pathname: path.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, ''),
  });
  return path + route.replace(/\?.*$/s, '');
}

/** True when `host` is one of the suffixes or below one of them. */
export function hostMatches(host: string, suffixes: readonly string[]): boolean {
  return suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** "item.shop.example" and "www.shop.example" are of one site, as are two hosts below "shop.co.uk". */
export const isSameSite = (host: string, other: string): boolean => siteOf(host) === siteOf(other);

const siteOf = (host: string): string =>
  host
    .split('.')
    .slice(/\.(?:com?|net|org|gov|edu|ac|or|ne)\.[a-z]{2}$/.test(host) ? -3 : -2)
    .join('.');

/** "%E8%8B%8F" → "苏"; the text as it is when it is no valid percent encoding. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
