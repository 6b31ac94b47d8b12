import type { Seller } from '#shared/domain/listing.ts';
import { absoluteUrl, percentDecoded, withoutQuery } from './absolute-url.ts';
import { all } from './dom.ts';
import type { PageDocument } from './page-document.ts';

const SELLERS_PLACE =
  /^(?:sellers?|stores?|shops?|users?|usr|str|u|profiles?|members?|merchants?|vendors?|lojas?|tiendas?|vendedor|perfil|boutique|magaza|satici|people|verkaeufer|haendler|uzytkownik|profil|id|closet|dukkan|obchod|prodejce|predajca|sklep|sprzedawca|magazin|vanzator|toko|penjual|gian-hang|cua-hang|myyja|saljare|selger|saelger|forhandler|dealers?|vendeurs?|vendedores|venditor[ei]|negozio|negozi|verkopers?|winkels?|annonceurs?|anunciantes?|advertisers?|elado|pardavejas|prodavac|trgovina|turgovets|katastima)$/i;

/** Whether a path leads to some seller: something stands behind a word for sellers. Behind "id" that may be anything. */
export const isSellersPath = (path: string): boolean => {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.slice(0, 3).some((part, index) => index + 1 < parts.length && part !== 'id' && SELLERS_PLACE.test(part));
};

/**
 * The seller's own page as an offer's page links it: an address on the same site, with a word for sellers in its path and the account
 * behind it as id, else as name. The shortest of several: the others lead deeper into it.
 */
export function sellerLink(doc: PageDocument, { id, name }: Seller): string | undefined {
  for (const account of [id, name]) {
    const link = account === undefined ? undefined : linkOf(doc, account.toLowerCase());
    if (link !== undefined) return link;
  }
  return undefined;
}

function linkOf(doc: PageDocument, account: string): string | undefined {
  const host = URL.parse(doc.baseUrl)?.host;
  const found = new Set<string>();
  for (const { attribs } of all(doc.root, 'a[href]')) {
    if (!mayName(attribs.href!, account)) continue;
    const address = absoluteUrl(attribs.href!, doc.baseUrl);
    const url = address === null ? null : URL.parse(address);
    if (!url || url.host !== host || !namesAccount(url.pathname, account)) continue;
    found.add(withoutQuery(address!));
  }
  const [first] = [...found].toSorted((a, b) => a.length - b.length);
  return first;
}

/** Before an address is parsed: most links of a page lead elsewhere. */
const mayName = (href: string, account: string): boolean => percentDecoded(href).toLowerCase().includes(account);

function namesAccount(path: string, account: string): boolean {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => percentDecoded(part).toLowerCase());
  const at = parts.findIndex((part) => part.replace(/\.html?$/, '') === account);
  return at > 0 && at < 4 && SELLERS_PLACE.test(parts[at - 1]!);
}
