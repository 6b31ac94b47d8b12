import type { Signal } from '#shared/domain/signal.ts';
import { nearestImage, pictureOrPart } from '#shared/imaging/image-distance.ts';

/** Honest shops show the brand's pictures too: where it may be one of them, it sends an offer to a person at most. */
const MAY_BE_OFFICIAL = 0.5;

/** The picture of an offer that was removed as infringing before. */
export const knownInfringingImage: Signal = {
  id: 'known-infringing-image',
  title: 'Picture of a removed offer',
  family: 'image',
  needs: 'image-hash',
  gated: false,
  notice: 'goods',
  noticeSentence: ({ evidence }) =>
    evidence.includes('; it may be one of ')
      ? undefined
      : evidence.replace(/ is that of case .*$/, ' is that of an offer that was removed as infringing.'),
  evaluate({ images, infringingImages }) {
    const nearest = images && infringingImages && nearestImage(images, infringingImages);
    if (!nearest) return 'not-applicable';
    const { reference, likeness, distance } = nearest;
    const doubt = reference.mayBeOfficial ? '; it may be one of the brand’s own, not all of which are known' : '';
    return {
      value: likeness * (reference.mayBeOfficial ? MAY_BE_OFFICIAL : 1),
      evidence: `${pictureOrPart(nearest)} is that of case ${reference.source}, which infringed (${distance} of 256 bits differ)${doubt}.`,
    };
  },
  bounds: ({ infringingImages }) => [0, infringingImages?.length === 0 ? 0 : 1],
};
