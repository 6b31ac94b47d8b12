import type { Brand } from '#shared/domain/brand.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import { percentDecoded } from '#shared/extraction/absolute-url.ts';
import { marketplaceById, marketplaceForUrl } from '#shared/marketplaces/index.ts';

/** Of a page that belongs to no watch. */
export const NO_WATCH = '(brought)';

/** Which reader a page that somebody brought is for, and which watch it answers when its address names one's keyword. */
export type BroughtFrom = { marketplace: string; keyword: string };

/** @param named the marketplace, where whoever brought the page says it; else the address does, or it is a shop like any other. */
export function watchOfPage({ watches }: Pick<Brand, 'watches'>, address: string, named?: string): BroughtFrom {
  const id = named ?? marketplaceForUrl(address)?.id ?? 'schema-org';
  const words = searchedWords(address);
  for (const { keyword, seller, marketplaces } of watches)
    for (const marketplace of marketplaces)
      if (isSiteOf(marketplace, id, address) && words.includes(plain(keyword ?? seller ?? '')))
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
function searchedWords(address: string): string[] {
  const url = URL.parse(address);
  if (!url) return [];
  const inPath = url.pathname.split('/').map(percentDecoded);
  return [...url.searchParams.values(), ...inPath].map(plain);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s+_-]+/)
    .filter((word) => word !== '')
    .join(' ');
