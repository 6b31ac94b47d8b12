import { bitCount } from './bit-count.ts';
import type { ReferenceImage } from './signal.ts';

/** Below this quality a picture has too little structure to be told from others (Meta's advice for PDQ). */
export const LEAST_PDQ_QUALITY = 50;
/** Meta's threshold: no false match among 1.1 million pairs of clothing photos. */
export const SAME_PICTURE = 31;
/** Nearest foreign picture among 175,000 pairs: 58. Catches crops and edits that the threshold above loses. */
const EDITED_PICTURE = 55;

/** Differing bits, 0..256, of two hashes of 64 hexadecimal digits. */
export function pdqDistance(a: string, b: string): number {
  let distance = 0;
  for (let at = 0; at < 64; at += 8) {
    distance += bitCount(Number.parseInt(a.slice(at, at + 8), 16) ^ Number.parseInt(b.slice(at, at + 8), 16));
  }
  return distance;
}

export type NearestImage<Reference> = { reference: Reference; distance: number; likeness: number };

/** The reference nearest to any of the pictures; undefined when none is near. `likeness` is 1 for the same picture, less for an edited one. */
export function nearestImage<Reference extends ReferenceImage>(
  images: readonly { pdq: string; pdqQuality: number }[],
  references: readonly Reference[],
): NearestImage<Reference> | undefined {
  let nearest: { reference: Reference; distance: number } | undefined;
  for (const image of images) {
    if (image.pdqQuality < LEAST_PDQ_QUALITY) continue;
    for (const reference of references) {
      const distance = pdqDistance(image.pdq, reference.pdq);
      if (distance <= EDITED_PICTURE && distance < (nearest?.distance ?? 257)) nearest = { reference, distance };
    }
  }
  if (!nearest) return undefined;
  const beyond = Math.max(0, nearest.distance - SAME_PICTURE) / (EDITED_PICTURE - SAME_PICTURE);
  return { ...nearest, likeness: 1 - 0.6 * beyond };
}
