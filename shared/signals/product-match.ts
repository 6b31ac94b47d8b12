import type { Signal } from '#shared/domain/signal.ts';
import { matchedProducts, probabilityOfAny } from '#shared/products/product-matching.ts';

const WORTH_SAYING = 0.3;

/** The title describes one of the brand's own products. */
export const productMatch: Signal = {
  id: 'product-match',
  title: 'Offers a product of the brand',
  family: 'product',
  needs: 'search-result',
  gated: true,
  notice: 'product',
  noticeSentence: ({ evidence }) =>
    evidence.startsWith('The title describes') ? evidence.replace(/ \(\d+ % match [^)]*\)\.$/, '.') : undefined,
  evaluate({ brand, listing }) {
    const matches = matchedProducts(brand, listing);
    const value = probabilityOfAny(matches);
    if (value < WORTH_SAYING) return 'not-applicable';
    const sure = matches[0]!.probability >= 0.8 ? 'describes' : 'may describe';
    return {
      value,
      evidence: `The title ${sure} the ${matches[0]!.product.name} (${Math.round(value * 100)} % match with the brand's products).`,
    };
  },
  bounds: () => [0, 1],
};
