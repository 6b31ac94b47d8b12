import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { rule } from '#shared/extraction/rule.ts';
import { entries, type ListSource, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { itemIdIn, itemUrl, searchUrl } from './address.ts';
import { AUCTION } from './auction.ts';
import { newCards, oldCards } from './cards.ts';
import { emptyAnswer, mtopItems } from './mtop-item.ts';

/** What a reader sees first: drawn cards, then the state they are drawn from. Tmall's search draws the same. */
export const TAOBAO_LISTS: readonly ListSource[] = [
  mtopItems,
  newCards,
  oldCards,
  entries('g_page_config auctions', (doc) => at(doc.state('g_page_config'), 'mods.itemlist.data.auctions'), AUCTION),
];

export function nothingFound(doc: PageDocument): boolean {
  if (emptyAnswer(doc)) return true;
  if (at(doc.state('g_page_config'), 'mods.noresult.status') === 'show') return true;
  return (
    showsAny(doc, '.item-not-found, .combobar-noquery, [class*="emptyContent--"], [class*="noResult--"]') ||
    saysNoResults(doc)
  );
}

/** The pager's own address with the offset of the page after this one. */
function nextOffset(doc: PageDocument): string | undefined {
  const state = doc.state('g_page_config');
  const { currentPage, totalPage, pageSize } = Object(at(state, 'mods.pager.data'));
  const address = at(state, 'mainInfo.modLinks.pager');
  if (typeof address !== 'string' || !(currentPage < totalPage) || !(pageSize > 0)) return undefined;
  return `${address.replace(/&s=\d*/, '')}&s=${currentPage * pageSize}`;
}

/** The pager of 2023 and later is drawn by script: its arrow is live and says nothing about where it leads. */
function nextOfLivePager(doc: PageDocument): string | undefined {
  const arrow = first(doc.root, 'button.next-pagination-item.next-next, button.next-next');
  const keyword =
    URL.parse(doc.page.url)?.searchParams.get('q') ?? first(doc.root, 'input[name="q"], #q')?.attribs.value;
  if (!arrow || 'disabled' in arrow.attribs || !keyword) return undefined;
  const page = Number(URL.parse(doc.page.url)?.searchParams.get('page') ?? 1);
  return Number.isSafeInteger(page) ? searchUrl(keyword, page + 1) : undefined;
}

export const readSearch = searchReader({
  marketplace: 'taobao',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'CNY' }),
  sources: [...TAOBAO_LISTS, ...goodsElsewhere(itemIdIn)],
  nothingFound,
  nextPage: [
    rule('g_page_config pager', ({ doc }) => nextOffset(doc)),
    rule('live pager', ({ doc }) => nextOfLivePager(doc)),
  ],
});
