import { Parser } from 'htmlparser2';

const MOST_ADDRESSES = 50_000; // what the protocol allows one file
const MOST_NESTED = 50;

/** Further sitemaps that an index names, those of products first. */
export function sitemapsOf(text: string, origin: string): string[] {
  const sitemaps = locations(text, 'sitemap', origin);
  return sitemaps.toSorted((a, b) => Number(isOfProducts(b)) - Number(isOfProducts(a)));
}

/** Addresses that look like goods, or all when none does. */
export function productAddresses(text: string, origin: string): string[] {
  const all = locations(text, 'url', origin);
  const ofProducts = all.filter(isOfProducts);
  return ofProducts.length > 0 ? ofProducts : all;
}

const isOfProducts = (address: string): boolean =>
  /\/(?:products?|produkte?|produkter|produits?|productos?|prodotti|p|shop|item|dp)[/_-]|product[_-]sitemap|sitemap[_-]products?|\.html?$/i.test(
    address,
  );

/** `<loc>` within each of these elements, of the shop itself alone: a sitemap may name anybody's pages. */
function locations(text: string, within: 'url' | 'sitemap', origin: string): string[] {
  const found: string[] = [];
  let inside = false;
  let location: string | undefined;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (++depth > MOST_NESTED) throw new RangeError('nested too deep');
        if (name === within) inside = true;
        else if (inside && name === 'loc') location = '';
      },
      ontext(data) {
        if (location !== undefined && location.length < 2048) location += data;
      },
      onclosetag(name) {
        depth--;
        if (name === within) inside = false;
        if (name !== 'loc' || location === undefined) return;
        const url = URL.parse(location.trim());
        if (url?.origin === origin && found.length < MOST_ADDRESSES) found.push(url.href);
        location = undefined;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // no sitemap; what it named until there counts
  }
  return found;
}
