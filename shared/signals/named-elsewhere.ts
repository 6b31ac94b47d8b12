import type { Signal } from '#shared/domain/signal.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { namingsElsewhere, type Place } from '#shared/recognition/named-elsewhere.ts';

/** What a place is worth beside the title: who fills in a field means it, descriptions say many things, and shops sell many brands. */
const WORTH: Record<Place, number> = {
  'brand field': 1, // `brand-named` says it
  GTIN: 1,
  'article number': 0.95,
  'item specifics': 0.9,
  'other item specifics': 0.75,
  description: 0.75,
  'shop name': 0.4,
};

const SAID: Record<Place, (says: string) => string> = {
  'brand field': (says) => `the brand field says "${says}"`,
  GTIN: (says) => `the GTIN ${says} is that of a product of the brand`,
  'article number': (says) => `the article number ${says} is that of a product of the brand`,
  'item specifics': (says) => `the item specifics say "${says}"`,
  'other item specifics': (says) => `the item specifics say "${says}"`,
  description: (says) => `the description names "${says}"`,
  'shop name': (says) => `the shop is called "${says}"`,
};

/** The offer names the brand, or one of its products, where neither title nor brand field do. */
export const namedElsewhere: Signal = {
  id: 'named-elsewhere',
  title: 'Names the brand outside the title',
  family: 'product',
  needs: 'search-result',
  gated: true,
  notice: 'use',
  noticeSentence: ({ evidence }) => (/ (?:say|names|called) "/.test(evidence) ? evidence : undefined), // a number is no mark
  evaluate({ brand, listing }) {
    if (readTitle(brand, listing).mentions.length > 0) return 'not-applicable';
    const namings = namingsElsewhere(brand, listing);
    if (namings.length === 0 || namings.some(({ place }) => place === 'brand field')) return 'not-applicable';
    const places = new Map(namings.toReversed().map(({ place, says }) => [place, SAID[place](says)]));
    const sentence = [...places.values()].toReversed().join(', and ');
    return {
      value: Math.max(...namings.map(({ place }) => WORTH[place])),
      evidence: `The title does not name the brand, but ${sentence}.`,
    };
  },
  bounds: () => [0, 1],
};
