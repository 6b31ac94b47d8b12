import type { PicturePart } from '#shared/domain/signal.ts';
import { type Pixels, reducedTo } from './decode-image.ts';
import { LEAST_PDQ_QUALITY } from './image-distance.ts';
import { type Part, partOf, type Region, wholeOf, withoutBorder } from './luma-edits.ts';
import { lumaSums, reducedRegion } from './luma-sums.ts';
import { hashOfReduced, type Luma, lumaOf, type PdqHash } from './pdq.ts';

/** Hashing cost grows with the area, and PDQ keeps 16 x 16 frequencies: what is lost is a few bits. */
const HASHED_SIDE = 256;

export async function lumaForHashing(pixels: Pixels): Promise<Luma> {
  const { data, width, height } = await reducedTo(HASHED_SIDE, pixels);
  return lumaOf(data, width, height);
}

/** Sellers put price and slogan into a strip along the top or the bottom, a fifth of the height and less. */
export const WITHOUT_STRIP: readonly Part[] = [
  [0, 0, 1, 0.78],
  [0, 0.22, 1, 0.78],
  [0, 0, 1, 0.7],
  [0, 0.3, 1, 0.7],
  [0, 0, 0.76, 1],
  [0.24, 0, 0.76, 1],
];
/** And several pictures into one: side by side, one above the other, four in a square. */
const CELLS: readonly Part[] = [
  [0, 0, 0.5, 1],
  [0.5, 0, 0.5, 1],
  [0, 0, 1, 0.5],
  [0, 0.5, 1, 0.5],
  [0, 0, 0.5, 0.5],
  [0.5, 0, 0.5, 0.5],
  [0, 0.5, 0.5, 0.5],
  [0.5, 0.5, 0.5, 0.5],
  // Two thirds beside smaller ones.
  [0, 0, 2 / 3, 1],
  [1 / 3, 0, 2 / 3, 1],
  [0, 0, 1, 2 / 3],
  [0, 1 / 3, 1, 2 / 3],
  // The whole beside a strip that was added, or between the bars of a screen.
  [0, 0, 1, 0.91],
  [0, 0, 1, 0.87],
  [0, 0, 1, 0.8],
  [0, 0.09, 1, 0.91],
  [0, 0.13, 1, 0.87],
  [0, 0.2, 1, 0.8],
  [0, 0.12, 1, 0.76],
  [0, 0.16, 1, 0.68],
];

/**
 * Transform and bits of PDQ, of the picture without a border of one colour, which sellers add and cut away; and of the parts in which
 * another picture may stand by itself. Not the published hash: means of boxes of a picture reduced to 256 px replace its
 * filter, 8 bits from it on the reference picture and 8 in the median of 60 garment photos. Compare only with its like.
 */
export async function pictureHash(pixels: Pixels): Promise<PdqHash & { parts: PicturePart[] }> {
  const luma = await lumaForHashing(pixels);
  const inner = withoutBorder(luma, wholeOf(luma));
  const sums = lumaSums(luma);
  const hashOf = (region: Region): PdqHash => hashOfReduced(reducedRegion(sums, region).values);
  const hashed = (kind: PicturePart['kind'], region: Region): PicturePart[] => {
    const { pdq, pdqQuality } = hashOf(region);
    return pdqQuality < LEAST_PDQ_QUALITY ? [] : [{ kind, pdq }];
  };
  return {
    ...hashOf(inner),
    parts: [
      // Of the whole, not of what is left without a border: the strip reaches into the border.
      ...WITHOUT_STRIP.flatMap((part) => hashed('without-strip', withoutBorder(luma, partOf(wholeOf(luma), part)))),
      ...CELLS.flatMap((part) => hashed('cell', withoutBorder(luma, partOf(inner, part)))),
    ],
  };
}
