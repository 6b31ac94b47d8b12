import type { Facts, ImageFacts, Signal } from '#shared/domain/signal.ts';
import { nearestImage, pictureName } from '#shared/imaging/image-distance.ts';
import { isAuthorised } from './authorised-seller.ts';

/** A part of an official picture, turned, cut out or framed so that its hash is another one. Silent where `stolen-image` speaks. */
export const stolenDetails: Signal = {
  id: 'stolen-details',
  title: "Shows a part of the brand's picture",
  family: 'image',
  needs: 'image-details',
  gated: false,
  notice: 'not quoted',
  evaluate(facts) {
    const [most] = shownBy(facts.images ?? []).toSorted((a, b) => b.points - a.points);
    if (!most || isFoundByHash(facts) || isAuthorised(facts)) return 'not-applicable';
    return {
      value: 1,
      evidence: `The picture shows a part of the brand's own ${pictureName(most.source)}, cut or changed (${most.points} details stand in the same places), and ${facts.listing.seller?.id ? "the seller is not on the brand's list" : 'the page does not say who sells'}.`,
    };
  },
  // While the pictures are not hashed, what they may show is within the bounds of `stolen-image` already.
  bounds: (facts) => [0, !facts.images || facts.officialImages?.length === 0 || isFoundByHash(facts) ? 0 : 1],
};

const shownBy = (images: readonly ImageFacts[]) =>
  images.flatMap(({ details }) => (details && details !== 'nothing' ? [details] : []));

const isFoundByHash = ({ images = [], officialImages = [] }: Facts): boolean =>
  nearestImage(images, officialImages) !== undefined;
