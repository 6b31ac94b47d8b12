import type { Brand } from '#shared/domain/brand.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import { percentDecoded } from '#shared/extraction/absolute-url.ts';
import { marketplaceById, marketplaceForUrl } from '#shared/marketplaces/index.ts';

/** Of a page that belongs to no watch. */
export const NO_WATCH = '(brought)';

/** Which reader a page that somebody brought is for, and which watch it answers when its address names one's keyword or account. */
export type BroughtFrom = { marketplace: string; keyword: string };

/** @param named the marketplace, where whoever brought the page says it; else the address does, or it is a shop like any other. */
export function watchOfPage({ watches }: Pick<Brand, 'watches'>, address: string, named?: string): BroughtFrom {
  const id = named ?? marketplaceForUrl(address)?.id ?? 'schema-org';
  const url = URL.parse(address);
  if (!url) return { marketplace: id, keyword: NO_WATCH };
  for (const { keyword, seller, marketplaces } of watches)
    for (const marketplace of marketplaces)
      if (
        isSiteOf(marketplace, id, address) &&
        (seller === undefined
          ? searchedWords(url).includes(plain(keyword ?? ''))
          : isOfSeller(url, marketplace, seller))
      )
        return { marketplace, keyword: searchOf({ keyword, seller }) };
  return { marketplace: id, keyword: NO_WATCH };
}

function isSiteOf(marketplace: string, id: string, address: string): boolean {
  if (marketplace === id) return true;
  const located = marketplaceById(marketplace);
  if (located?.marketplace.id !== id || !located.site) return false;
  const host = URL.parse(address)?.hostname;
  return located.site === host || URL.parse(located.site)?.hostname === host;
}

/** What the address searches for: the values of its query, and its path with dashes for blanks, as some venues write it. */
const searchedWords = (url: URL): string[] => [...url.searchParams.values(), ...pathOf(url)].map(plain);

/** A search for the account's name shows what others sell: it stands in the path, or where the venue's own address has it. */
function isOfSeller(url: URL, marketplace: string, seller: string): boolean {
  const located = marketplaceById(marketplace);
  const own = URL.parse(located?.marketplace.sellerOffersUrl?.(seller, located.site) ?? '');
  const [field] = [...(own?.searchParams ?? [])].find(([, value]) => value === seller) ?? [];
  const named = [...pathOf(url), field === undefined ? '' : (url.searchParams.get(field) ?? '')];
  return named.some((each) => each.toLowerCase() === seller.toLowerCase());
}

const pathOf = ({ pathname }: URL): string[] => pathname.split('/').map(percentDecoded);

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s+_-]+/)
    .filter((word) => word !== '')
    .join(' ');
