import type { Signal } from '#shared/domain/signal.ts';
import { convertedAmount } from '#shared/products/exchange.ts';
import { packSize } from '#shared/products/pack-size.ts';
import { IS_PRODUCT, matchedProducts, probabilityOfAny } from '#shared/products/product-matching.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { conditionOf } from '#shared/recognition/condition.ts';
import { HAS_DIGIT } from '#shared/recognition/measures.ts';
import { soldGoods } from '#shared/recognition/sold-goods.ts';

/** One worn badge may come from a collector's drawer. */
const SINGLE_AND_USED = 0.4;
/** In euros. A single label costs less: "Patch" is what goods are called. */
const DEAREST = 60;

/** Labels, tags and patches with the brand's name and no goods on them: no maker sells these, and they make copies of anything. */
export const looseLabels: Signal = {
  id: 'loose-labels',
  title: 'Sells labels of the brand',
  family: 'text',
  needs: 'search-result',
  gated: true,
  notice: 'goods',
  evaluate({ brand, listing }) {
    const { mentions, words } = readTitle(brand, listing);
    if (mentions.length === 0) return 'not-applicable';
    const { label } = soldGoods(brand, listing);
    if (!label || probabilityOfAny(matchedProducts(brand, listing)) >= IS_PRODUCT) return 'not-applicable';
    const euros = listing.price ? convertedAmount(listing.price, 'EUR') : undefined;
    const isMany = packSize(listing.title) > 1 || (HAS_DIGIT.test(words.text) && COUNT.test(words.text));
    if (!isMany && euros !== undefined && euros > DEAREST) return 'not-applicable';
    const isUsed = conditionOf(listing, words).said !== undefined;
    return {
      value: isUsed && !isMany ? SINGLE_AND_USED : 1,
      evidence: `Offers "${label.text}" with the name "${mentions[0]!.name}", without goods that they are on.`,
    };
  },
  bounds: () => [0, 1],
};

const COUNT =
  /\d{2,5} ?(?:pcs|pieces|stuck|stk|szt|uds|pz|adet|шт|枚|个|個|개|ks|db)|(?:lot|set|pack) (?:of|de|da|van) \d/u;
