import type { StoredListing } from '#shared/stores/listing-store.ts';
import type { Truth } from '../bazaar/start-bazaar.ts';

export type SampleQuality = {
  precision: number;
  recall: number;
  labelled: number;
  /** What the shares were counted from: too little to say more than "about". */
  counts: { suspected: number; caught: number; counterfeits: number };
};

/**
 * How the verdicts (review or expedite: "a person should look") compare with the generator's labels. A counterfeit that no scan found
 * or that nobody judged counts as missed.
 */
export function sampleQuality(listings: readonly StoredListing[], labels: ReadonlyMap<string, Truth>): SampleQuality {
  const suspected = listings.filter(({ verdict }) => verdict !== undefined && verdict.decision !== 'ignore');
  const caught = suspected.filter(({ listing }) => labels.get(listing.id)?.counterfeit).length;
  const counterfeits = [...labels.values()].filter(({ counterfeit }) => counterfeit).length;
  return {
    precision: ratio(caught, suspected.length),
    recall: ratio(caught, counterfeits),
    labelled: labels.size,
    counts: { suspected: suspected.length, caught, counterfeits },
  };
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000);
