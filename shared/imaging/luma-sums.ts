import type { Region } from './luma-edits.ts';
import { type Luma, PDQ_SIDE } from './pdq.ts';

/** Sums of everything above and to the left: the mean of any rectangle costs four look-ups, and a picture has many parts to hash. */
export type LumaSums = { width: number; height: number; sums: Float64Array };

export function lumaSums({ width, height, values }: Luma): LumaSums {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let row = 0; row < height; row++) {
    let line = 0;
    for (let column = 0; column < width; column++) {
      line += values[row * width + column]!;
      sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1]! + line;
    }
  }
  return { width, height, sums };
}

/** The region reduced to the 64 x 64 means that PDQ starts from. Not what its own filter gives: see `pictureHash`. */
export function reducedRegion({ width, sums }: LumaSums, region: Region): Luma {
  const values = new Float32Array(PDQ_SIDE * PDQ_SIDE);
  const columns = edges(region.left, region.width);
  let above = sumsAt(sums, width + 1, region.top, columns);
  for (let row = 0; row < PDQ_SIDE; row++) {
    const below = sumsAt(sums, width + 1, region.top + ((row + 1) * region.height) / PDQ_SIDE, columns);
    const area = (region.width * region.height) / (PDQ_SIDE * PDQ_SIDE);
    for (let i = 0; i < PDQ_SIDE; i++) {
      values[row * PDQ_SIDE + i] = (below[i + 1]! - below[i]! - above[i + 1]! + above[i]!) / area;
    }
    above = below;
  }
  return { width: PDQ_SIDE, height: PDQ_SIDE, values };
}

const edges = (from: number, length: number): Float64Array =>
  new Float64Array(PDQ_SIDE + 1).map((_, i) => from + (i * length) / PDQ_SIDE);

/** Between pixels the sums are straight lines. */
function sumsAt(sums: Float64Array, stride: number, row: number, columns: Float64Array): Float64Array {
  const upper = Math.floor(row);
  const share = row - upper;
  const next = share === 0 ? 0 : stride;
  const found = new Float64Array(columns.length);
  for (let i = 0; i < columns.length; i++) {
    const left = Math.floor(columns[i]!);
    const part = columns[i]! - left;
    const right = part === 0 ? 0 : 1;
    const at = upper * stride + left;
    const top = sums[at]! * (1 - part) + sums[at + right]! * part;
    const bottom = sums[at + next]! * (1 - part) + sums[at + next + right]! * part;
    found[i] = top * (1 - share) + bottom * share;
  }
  return found;
}
