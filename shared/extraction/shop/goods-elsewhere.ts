import { isSameSite } from '../absolute-url.ts';
import { at } from '../json-path.ts';
import { type IdOfLink, idInAddress } from '../link-cards.ts';
import type { PageDocument } from '../page-document.ts';
import { path, type Rules, rule } from '../rule.ts';
import { entries, type ListSource } from '../search-reader.ts';
import { goodsInTiles } from './goods-in-tiles.ts';
import { listedGoods } from './listed-goods.ts';
import { MOVED } from './moved.ts';
import { statedAddress } from './offer-address.ts';
import { productFields } from './product-fields.ts';
import { sellerInTile } from './seller-in-tile.ts';
import { statedGoods } from './stated-goods.ts';

/** What a page lists for machines, on whatever site. */
const LISTED = entries(
  'schema.org list',
  (doc) => listedGoods(doc).map((node) => ({ ...node, address: statedAddress(node, doc) })),
  productFields,
);

/** An advertisement leads elsewhere. */
const isOnSite = (address: string, { baseUrl }: PageDocument): boolean =>
  isSameSite(URL.parse(address, baseUrl)?.hostname ?? '', URL.parse(baseUrl)?.hostname ?? '');

/**
 * All that is left where a known site's results stand in no place that its reader knows: what its page lists for machines, what it
 * draws, what it keeps for its scripts. Offers are known by the number in their address, sellers, whose ids are the site's own, by name.
 */
export function goodsElsewhere(id: IdOfLink): ListSource[] {
  const known = (source: ListSource, sellerName: Rules): ListSource => ({
    ...source,
    isDrawn: true,
    caveat: () => MOVED,
    fields: {
      ...source.fields,
      id: rule('number in the address', ({ item, doc }) => {
        const address = String(at(item, 'address'));
        return isOnSite(address, doc) ? idInAddress(address, id) : undefined;
      }),
      sellerId: [],
      sellerName,
    },
  });
  return [
    known(LISTED, productFields.sellerName),
    known(goodsInTiles, sellerInTile),
    known(statedGoods, path('seller')),
  ];
}
