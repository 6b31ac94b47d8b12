import { first, textOf } from '#shared/extraction/dom.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { type ListingPageRules, listingReader } from '#shared/extraction/listing-reader.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { itemUrl } from './address.ts';
import { answerCode } from './mtop-item.ts';
import { OLD_DETAIL } from './old-detail.ts';
import { detailOf, PC_DETAIL } from './pc-detail.ts';

const REMOVED = /(?:宝贝|商品|页面)(?:信息)?(?:不存在|已删除|已被删除)|宝贝不存在|被转移/;
const ENDED = /(?:宝贝|商品)已(?:经)?下架|已下架|卖光了|已售罄|失效宝贝/;

/** Where the pages say that an offer is over; a page with an offer may hold the words elsewhere. */
const NOTICES =
  '.error-notice, .error-notice-hd, .sold-out, .sold-out-tit, #J_LinkBuy.tb-disabled, .tb-stuff-status, .tb-hint strong, [class*="ErrorPage--"], [class*="itemError--"], [class*="offShelf--"], [class*="EmptyPage--"]';

function goneSay(doc: PageDocument): 'ended' | 'removed' | undefined {
  const notice = first(doc.root, NOTICES);
  // A page without an offer has little else to say.
  const bare = doc.text().length < 1500 && !detailOf(doc) ? doc.text() : '';
  const said = answerCode(doc) || (notice ? textOf(notice, 500) : bare);
  if (REMOVED.test(said)) return 'removed';
  return ENDED.test(said) ? 'ended' : undefined;
}

/** Taobao's and Tmall's item pages are one system: the marketplace's name and addresses differ. */
export function itemPageRules(marketplace: string, listingUrl: (id: string) => string): ListingPageRules {
  return {
    marketplace,
    listingUrl,
    hints: () => ({ currency: 'CNY' }),
    item: detailOf,
    fields: rulesInOrder(PC_DETAIL, OLD_DETAIL),
    gone: goneSay,
    // The phone page's shell is titled too ("商品详情页").
    isListing: ({ title, imageUrls, seller }) => title !== '' && (imageUrls.length > 0 || seller !== null),
  };
}

export const readListing = listingReader(itemPageRules('taobao', itemUrl));
