import { type Pixels, reducedTo } from './decode-image.ts';
import { withoutBorder } from './luma-edits.ts';
import { type Luma, lumaOf, type PdqHash, pdqHash } from './pdq.ts';

/** Hashing cost grows with the area, and PDQ keeps 16 x 16 frequencies: nothing is lost. */
const HASHED_SIDE = 256;

export async function lumaForHashing(pixels: Pixels): Promise<Luma> {
  const { data, width, height } = await reducedTo(HASHED_SIDE, pixels);
  return lumaOf(data, width, height);
}

/** PDQ of the picture without a border of one colour, which sellers add and cut away. */
export async function pictureHash(pixels: Pixels): Promise<PdqHash> {
  return pdqHash(withoutBorder(await lumaForHashing(pixels)));
}
