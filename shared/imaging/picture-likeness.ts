import type { Alike, SearchedPicture } from '#shared/domain/searched-picture.ts';
import { nearestImage, SAME_PICTURE } from './image-distance.ts';

export type Likeness = { alike: Alike; bits: number };

/** Holds stored hashes of whole pictures against a searched picture; what it gives answers undefined where none is near. */
export function likenessTo(searched: SearchedPicture): (hashes: readonly string[]) => Likeness | undefined {
  const looks = searched.map(({ as, pdq }) => ({ source: as, pdq, as }));
  return (hashes) => {
    const nearest = nearestImage(
      hashes.map((pdq) => ({ pdq, pdqQuality: 100 })),
      looks,
    );
    if (!nearest) return undefined;
    const { distance: bits, reference } = nearest;
    return { alike: reference.as === 'same' && bits > SAME_PICTURE ? 'edited' : reference.as, bits };
  };
}

export const ALIKE_WORDS: Record<Alike, string> = {
  same: 'the same picture',
  edited: 'the same picture, edited',
  mirrored: 'its mirror image',
  reshaped: 'the same picture, cut to another shape',
  'without-strip': 'the same picture but for a strip along an edge',
  reworked: 'the same picture, cropped, turned or tilted',
  part: 'one of the pictures that stand in it',
};
