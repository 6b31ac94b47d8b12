import { attribute } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { canonicalItemUrl, itemIdIn, tmallItemUrl } from '../taobao/address.ts';
import { nothingFound, TAOBAO_LISTS } from '../taobao/search.ts';

/** Card of list.tmall.com, 2013 to 2023; later searches are answered by Taobao's search in its Tmall tab. */
const PRODUCT: ListingRules = {
  id: [attr('', 'data-id', /^\d+$/), attr('a[href*="item.htm"]', 'href', /[?&]id=(\d+)/)],
  url: mapped(attr('a.productImg[href], .productTitle a[href]', 'href'), canonicalItemUrl),
  title: [attr('.productTitle a[title]', 'title'), text('.productTitle')],
  price: [attr('.productPrice em', 'title'), text('.productPrice em')],
  imageUrls: image('.productImg img'),
  sellerId: [attr('a[href*="user_number_id="]', 'href', /user_number_id=(\d+)/), attr('[data-userid]', 'data-userid')],
  sellerName: [text('.productShop-name'), attr('[data-nick]', 'data-nick')],
  soldCount: text('.productStatus em'),
  sponsored: rule('data-atp', ({ element }) => /p4p/i.test(attribute(element, 'data-atp') ?? '')),
};

export const readSearch = searchReader({
  marketplace: 'tmall',
  listingUrl: tmallItemUrl,
  hints: () => ({ currency: 'CNY' }),
  sources: [cards('#J_ItemList .product[data-id]', PRODUCT), ...TAOBAO_LISTS, ...goodsElsewhere(itemIdIn)],
  nothingFound,
  nextPage: attr('a.ui-page-next[href], a.ui-page-s-next[href]', 'href'),
});
