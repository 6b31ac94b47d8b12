import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { officialScene, photo } from '#infra/local/bazaar/genuine-offers.ts';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import type { Facts, ImageFacts, ReferenceImage } from '#shared/domain/signal.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { canChangeDecision } from '#shared/scoring/can-change-decision.ts';
import type { GeneratedOffer } from './generated-shops.ts';

export async function officialPictures(): Promise<ReferenceImage[]> {
  const references: ReferenceImage[] = [];
  for (const product of PRODUCTS) {
    const picture = await drawPicture(photo(product, product.colours[0]!, officialScene(product)));
    references.push(...(await referenceImages(product.sku, picture)));
  }
  return references;
}

/** As the system does: a picture is fetched when it could change the decision, and read when that still could. */
export async function withPictures(
  offer: GeneratedOffer,
  officialImages: readonly ReferenceImage[],
): Promise<GeneratedOffer> {
  const facts: Facts = { ...offer.facts, officialImages: [...officialImages], infringingImages: [] };
  if (!canChangeDecision(facts, ['image-hash', 'image-text'])) return { ...offer, facts };
  const hashed: Facts = { ...facts, images: await seenOn(offer, false) };
  if (!canChangeDecision(hashed, ['image-text'])) return { ...offer, facts: hashed };
  return { ...offer, facts: { ...hashed, images: await seenOn(offer, true) } };
}

/** Hashed and read whether or not it could matter. */
export const everyPictureOf = async (offer: GeneratedOffer): Promise<Facts> => ({
  ...offer.facts,
  images: await seenOn(offer, true),
});

async function seenOn({ offer }: GeneratedOffer, words: boolean): Promise<ImageFacts[]> {
  const reading = await readImage('1', await drawPicture(offer.pictures[0]!), { words });
  return 'facts' in reading ? [reading.facts] : [];
}
