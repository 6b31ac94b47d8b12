import type { Brand } from '#shared/domain/brand.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';

/** "read by a person: 3 of 12 watches". A watch is a keyword on a marketplace; only pages that could be read count. */
export function readByPerson(
  { watches }: Pick<Brand, 'watches'>,
  pages: readonly ScanPage[],
): { read: number; of: number } {
  const key = (keyword: string, marketplace: string) => JSON.stringify([keyword, marketplace]);
  const all = new Set(watches.flatMap((watch) => watch.marketplaces.map((each) => key(searchOf(watch), each))));
  const read = pages
    .filter(({ brought, coverage }) => brought?.source === 'person' && READ.has(coverage))
    .map((page) => key(page.keyword, page.marketplace))
    .filter((each) => all.has(each));
  return { read: new Set(read).size, of: all.size };
}

const READ: ReadonlySet<string> = new Set(['complete', 'partial', 'empty']);
