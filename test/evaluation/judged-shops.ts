import { fileURLToPath } from 'node:url';
import { loadBrandFile } from '#infra/cli/read-brand-file.ts';
import type { OfferKind } from '#infra/local/bazaar/offer.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { ReferenceImage } from '#shared/domain/signal.ts';
import { assess, type Weighed } from '#shared/scoring/assessment.ts';
import { evaluateSignals } from '#shared/scoring/score-listing.ts';
import { type GeneratedOffer, generatedOffers } from './generated-shops.ts';
import { officialPictures, withPictures } from './shop-pictures.ts';

/** A generated offer with what the shipped model makes of it. */
export type Judged = {
  brand: Brand;
  sellerId: string;
  counterfeit: boolean;
  kind: OfferKind;
  found: Weighed[];
  probability: number;
  decision: string;
};

const sample = loadBrandFile(fileURLToPath(new URL('../../infra/cli/samples/nordhavn.yaml', import.meta.url)));
/** Honest sellers of the shops are in these countries and in others, and so are the dishonest. */
const brand: Brand = { ...sample, fingerprint: { ...sample.fingerprint, shipsFrom: ['EU', 'NO', 'GB'] } };

/** Scored from what a search result and the seller's page say. */
export const judgedFromSearch = (purpose: string, shops: number): Judged[] =>
  generatedOffers(brand, purpose, shops).map(judge);

let official: Promise<ReferenceImage[]> | undefined;
const pictured = new Map<string, Promise<Judged[]>>();

/** Scored with the pictures that could matter; drawn and read once for all experiments. `isWanted` saves the others the work. */
export function judgedWithPictures(
  purpose: string,
  shops: number,
  isWanted: (index: number) => boolean = () => true,
): Promise<Judged[]> {
  const key = `${purpose}/${shops}`;
  const known = pictured.get(key);
  if (known) return known;
  const fresh = (async () => {
    official ??= officialPictures();
    const references = await official;
    const judged: Judged[] = [];
    for (const [index, offer] of generatedOffers(brand, purpose, shops).entries()) {
      if (isWanted(index)) judged.push(judge(await withPictures(offer, references)));
    }
    return judged;
  })();
  pictured.set(key, fresh);
  return fresh;
}

function judge({ facts, truth }: GeneratedOffer): Judged {
  const found = evaluateSignals(facts);
  const { probability, decision } = assess(facts.brand, found);
  return { brand: facts.brand, sellerId: facts.listing.seller!.id!, ...truth, found, probability, decision };
}
