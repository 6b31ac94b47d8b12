import type { Facts, Signal, UndecidedImage } from '#shared/domain/signal.ts';
import { pdqDistance, SAME_PICTURE } from '#shared/imaging/image-distance.ts';

/** Two sellers may have one supplier, or one may have taken the other's photo; three with one picture are a trade. */
const ONE_OTHER = 0.6;

/** A picture that is none of the brand's own stands in open cases of other sellers: before anybody has decided one of them. */
export const sharedImage: Signal = {
  id: 'shared-image',
  title: 'Same picture at several sellers',
  family: 'image',
  needs: 'image-hash',
  gated: true,
  notice: 'not quoted',
  evaluate(facts) {
    const found = samePictures(facts);
    const sellers = new Set(found.map(({ seller }) => seller));
    if (sellers.size === 0) return 'not-applicable';
    const also = sellers.size === 1 ? 'in an offer of another seller' : `in offers of ${sellers.size} other sellers`;
    return {
      value: sellers.size === 1 ? ONE_OTHER : 1,
      evidence: `The picture, which is none of the brand's own, is also ${also} (case ${found[0]!.source}).`,
    };
  },
  bounds: ({ undecidedImages }) => [0, undecidedImages && undecidedImages.length > 0 ? 1 : 0],
};

function samePictures({ images = [], undecidedImages = [] }: Facts): UndecidedImage[] {
  return undecidedImages.filter((known) => images.some(({ pdq }) => pdqDistance(pdq, known.pdq) <= SAME_PICTURE));
}
