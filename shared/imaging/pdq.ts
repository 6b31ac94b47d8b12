/**
 * PDQ perceptual hash (Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019), ported
 * from the published reference implementation and bit-exact to it: arithmetic is single precision where that is.
 * `pdqHash` is the reference, for the evaluation and tests: what is stored and compared is `pictureHash`, which shares the
 * second half of the work (`hashOfReduced`) but not the filter, and gives other bits.
 */

/** Brightness of a picture, 0..255, row by row. */
export type Luma = { width: number; height: number; values: Float32Array };

export type PdqHash = { pdq: string; pdqQuality: number };

/** The picture is reduced to 64 x 64, of which the 16 x 16 lowest frequencies are kept. */
export const PDQ_SIDE = 64;
const SIDE = PDQ_SIDE;
const KEPT = 16;
const WINDOW_DIVISOR = 128;
const PASSES = 2;

export function lumaOf(rgb: Uint8Array, width: number, height: number): Luma {
  const values = new Float32Array(width * height);
  for (let index = 0, at = 0; index < values.length; index++, at += 3) {
    values[index] = 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
  }
  return { width, height, values };
}

/** 256 bits as 64 hexadecimal digits, and the quality 0..100: how much structure there is to tell pictures apart by. */
export function pdqHash({ width, height, values }: Luma): PdqHash {
  return hashOfReduced(decimate(blurred(values, width, height), width, height));
}

/** The second half of the work, for who has 64 x 64 values already. */
export const hashOfReduced = (small: Float32Array): PdqHash => ({
  pdq: toHex(lowFrequencies(small)),
  pdqQuality: quality(small),
});

/** Jarosz filter: box blur along rows and columns, twice, with windows that grow with the picture. */
function blurred(values: Float32Array, width: number, height: number): Float32Array {
  const alongRows = Math.floor((width + WINDOW_DIVISOR - 1) / WINDOW_DIVISOR);
  const alongColumns = Math.floor((height + WINDOW_DIVISOR - 1) / WINDOW_DIVISOR);
  const result = Float32Array.from(values);
  const between = new Float32Array(values.length);
  for (let pass = 0; pass < PASSES; pass++) {
    for (let row = 0; row < height; row++) boxBlur(result, between, row * width, width, 1, alongRows);
    for (let column = 0; column < width; column++) boxBlur(between, result, column, height, width, alongColumns);
  }
  return result;
}

/** Running mean of `window` neighbours, fewer at the ends; the order of additions is the reference's, for rounding. */
function boxBlur(
  from: Float32Array,
  to: Float32Array,
  start: number,
  length: number,
  stride: number,
  window: number,
): void {
  const half = Math.floor((window + 2) / 2);
  let sum = 0;
  let size = 0;
  let entering = start;
  let leaving = start;
  let out = start;
  for (; size < half - 1; size++, entering += stride) sum = Math.fround(sum + from[entering]!);
  for (; size < window; entering += stride, out += stride) {
    sum = Math.fround(sum + from[entering]!);
    size++;
    to[out] = sum / size;
  }
  for (let i = window; i < length; i++, entering += stride, leaving += stride, out += stride) {
    sum = Math.fround(Math.fround(sum + from[entering]!) - from[leaving]!);
    to[out] = sum / size;
  }
  for (let i = 0; i < half - 1; i++, leaving += stride, out += stride) {
    sum = Math.fround(sum - from[leaving]!);
    size--;
    to[out] = sum / size;
  }
}

function decimate(values: Float32Array, width: number, height: number): Float32Array {
  const small = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    const fromRow = Math.floor(((row + 0.5) * height) / SIDE);
    for (let column = 0; column < SIDE; column++) {
      small[row * SIDE + column] = values[fromRow * width + Math.floor(((column + 0.5) * width) / SIDE)]!;
    }
  }
  return small;
}

/** Sum of the steps between neighbours, in the reference's own integer steps. */
function quality(small: Float32Array): number {
  let sum = 0;
  const step = (a: number, b: number): void => {
    sum += Math.abs(Math.trunc(((small[a]! - small[b]!) * 100) / 255));
  };
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const here = row * SIDE + column;
      if (row < SIDE - 1) step(here, here + SIDE);
      if (column < SIDE - 1) step(here, here + 1);
    }
  }
  return Math.min(100, Math.trunc(sum / 90));
}

const COSINES = Float32Array.from({ length: KEPT * SIDE }, (_, index) => {
  const frequency = Math.floor(index / SIDE) + 1;
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / 2 / SIDE) * frequency * (2 * (index % SIDE) + 1));
});

const COSINES_BY_POSITION = Float32Array.from(
  { length: SIDE * KEPT },
  (_, index) => COSINES[(index % KEPT) * SIDE + Math.floor(index / KEPT)]!,
);

/** Discrete cosine transform to the 16 x 16 lowest frequencies without the constant ones. */
function lowFrequencies(small: Float32Array): Float32Array {
  const half = new Float32Array(KEPT * SIDE);
  const result = new Float32Array(KEPT * KEPT);
  // Storing rounds to single precision, in the reference's order of additions; rows run innermost for speed.
  for (let i = 0; i < KEPT; i++) {
    for (let k = 0; k < SIDE; k++) {
      const cosine = COSINES[i * SIDE + k]!;
      for (let j = 0; j < SIDE; j++) half[i * SIDE + j]! += Math.fround(cosine * small[k * SIDE + j]!);
    }
  }
  for (let i = 0; i < KEPT; i++) {
    for (let k = 0; k < SIDE; k++) {
      const value = half[i * SIDE + k]!;
      for (let j = 0; j < KEPT; j++) result[i * KEPT + j]! += Math.fround(value * COSINES_BY_POSITION[k * KEPT + j]!);
    }
  }
  return result;
}

/** One bit per frequency, set above the median; highest row first, as the reference prints it. */
function toHex(frequencies: Float32Array): string {
  const median = frequencies.toSorted()[(KEPT * KEPT) / 2 - 1]!;
  let hex = '';
  for (let row = KEPT - 1; row >= 0; row--) {
    let word = 0;
    for (let bit = 0; bit < KEPT; bit++) if (frequencies[row * KEPT + bit]! > median) word |= 1 << bit;
    hex += word.toString(16).padStart(4, '0');
  }
  return hex;
}
