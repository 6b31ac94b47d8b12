import type { Signal } from '#shared/domain/signal.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { foldText } from '#shared/recognition/text-folding.ts';

/** The title (or the brand field of the offer) names the brand, plainly or in disguise. */
export const brandNamed: Signal = {
  id: 'brand-named',
  title: 'Names the brand',
  family: 'product',
  needs: 'search-result',
  gated: true,
  notice: 'use',
  evaluate({ brand, listing }) {
    const mention = readTitle(brand, listing).mentions[0];
    if (mention) {
      if (mention.tricks.size === 0) return { value: 1, evidence: `The title names "${mention.name}".` };
      const value = mention.tricks.has('one wrong letter') ? 0.85 : 0.95;
      return { value, evidence: `The title names "${mention.name}", spelled "${mention.spelled}".` };
    }
    if (
      listing.brand &&
      [brand.name, ...brand.fingerprint.names].some((name) => foldText(name) === foldText(listing.brand!))
    ) {
      return { value: 1, evidence: `The offer's brand field says "${listing.brand}", the title does not.` };
    }
    return 'not-applicable';
  },
  bounds: () => [0, 1],
};
