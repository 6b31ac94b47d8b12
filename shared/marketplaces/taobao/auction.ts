import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { canonicalItemUrl } from './address.ts';

/** An entry of `g_page_config.mods.itemlist.data.auctions`: result pages of 2014 to 2022. */
export const AUCTION: ListingRules = {
  id: path('nid'),
  url: mapped(path('detail_url'), canonicalItemUrl),
  title: [path('raw_title'), mapped(path('title'), markupText)],
  price: path('view_price'),
  imageUrls: path('pic_url'),
  sellerId: path('user_id'),
  sellerName: path('nick'),
  sellerRating: rule('shopcard.totalRate', ({ item }) => {
    // 9961 is 99.61 %; 0 is a shop without ratings.
    const rate = Number(at(item, 'shopcard.totalRate'));
    return rate > 0 && rate <= 10_000 ? rate / 10_000 : undefined;
  }),
  itemLocation: path('item_loc'),
  soldCount: path('view_sales'),
  sponsored: rule('p4p', ({ item }) => at(item, 'nid') !== undefined && Number(at(item, 'p4p') ?? 0) === 1),
};
