import { nearestImage, pictureOrPart } from '#shared/scoring/image-distance.ts';
import type { Signal } from '#shared/scoring/signal.ts';

/** The picture of an offer that was removed as infringing before. */
export const knownInfringingImage: Signal = {
  id: 'known-infringing-image',
  title: 'Picture of a removed offer',
  family: 'image',
  needs: 'image-hash',
  gated: false,
  evaluate({ images, infringingImages }) {
    const nearest = images && infringingImages && nearestImage(images, infringingImages);
    if (!nearest) return 'not-applicable';
    return {
      value: nearest.likeness,
      evidence: `${pictureOrPart(nearest)} is that of case ${nearest.reference.source}, which infringed (${nearest.distance} of 256 bits differ).`,
    };
  },
  bounds: ({ infringingImages }) => [0, infringingImages?.length === 0 ? 0 : 1],
};
