import type { Signal } from '#shared/domain/signal.ts';
import { nearestImage, pictureName, pictureOrPart } from '#shared/imaging/image-distance.ts';
import { isAuthorised } from './authorised-seller.ts';

/** An official picture of the brand in the offer of a seller who is not authorised. */
export const stolenImage: Signal = {
  id: 'stolen-image',
  title: "Uses the brand's picture",
  family: 'image',
  needs: 'image-hash',
  gated: false,
  notice: 'not quoted',
  evaluate(facts) {
    const { images, officialImages, listing } = facts;
    const nearest = images && officialImages && nearestImage(images, officialImages);
    if (!nearest || isAuthorised(facts)) return 'not-applicable';
    return {
      value: nearest.likeness,
      evidence: `${pictureOrPart(nearest)} is the brand's own ${pictureName(nearest.reference.source)} (${nearest.distance} of 256 bits differ), and ${listing.seller?.id ? "the seller is not on the brand's list" : 'the page does not say who sells'}.`,
    };
  },
  bounds: ({ officialImages }) => [0, officialImages?.length === 0 ? 0 : 1],
};
