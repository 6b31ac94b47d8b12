import { readImage } from '#shared/imaging/image-facts.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { couldMatter } from '#shared/scoring/could-matter.ts';
import type { Facts, ImageFacts, ReferenceImage } from '#shared/scoring/signal.ts';
import { drawPicture } from '../bazaar/draw-picture.ts';
import { officialScene, photo } from '../bazaar/genuine-offers.ts';
import { PRODUCTS } from '../bazaar/products.ts';
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
  if (!couldMatter(facts, ['image-hash', 'image-text'])) return { ...offer, facts };
  const hashed: Facts = { ...facts, images: await seenOn(offer, false) };
  if (!couldMatter(hashed, ['image-text'])) return { ...offer, facts: hashed };
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
