import type { Signal } from '#shared/domain/signal.ts';
import { nearestImage, pictureOrPart } from '#shared/imaging/image-distance.ts';

/** An official picture of the brand in the offer of a seller who is not authorised. */
export const stolenImage: Signal = {
  id: 'stolen-image',
  title: "Uses the brand's picture",
  family: 'image',
  needs: 'image-hash',
  gated: false,
  notice: 'not quoted',
  evaluate({ images, officialImages }) {
    const nearest = images && officialImages && nearestImage(images, officialImages);
    if (!nearest) return 'not-applicable';
    return {
      value: nearest.likeness,
      evidence: `${pictureOrPart(nearest)} is the brand's own ${nearest.reference.source} (${nearest.distance} of 256 bits differ), and the seller is not on the brand's list.`,
    };
  },
  bounds: ({ officialImages }) => [0, officialImages?.length === 0 ? 0 : 1],
};
