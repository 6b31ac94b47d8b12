import sharp, { type Sharp } from 'sharp';
import { imageFormat } from './image-format.ts';
import { MAX_IMAGE_BYTES, MAX_PIXELS } from './image-limits.ts';

/** Decoded pixels, three bytes each, on white where the picture is transparent. */
export type Pixels = { width: number; height: number; data: Uint8Array };

const TIMEOUT_SECONDS = 10; // a picture of 40 million pixels takes 2
const LONGEST_SIDE = 1024; // hashing cost grows with the area; at most 4 of 256 bits change

/**
 * The first frame of an animation; colours as a screen shows them, the right way up.
 * @throws Error when the bytes are too many, no JPEG, PNG, GIF, WebP or AVIF, damaged, or a picture of more than
 * 40 million pixels (a small file can announce a huge one).
 */
export async function decodeImage(bytes: Uint8Array, longestSide = LONGEST_SIDE): Promise<Pixels> {
  return pixelsOf(opened(bytes).resize(inside(longestSide)));
}

/** Of a picture this much longer than wide the words are lost when the whole is made small. */
const LONG = 2.2;
/** A piece's length over the shorter side, and how much of it the next one shows again: a line of words may be cut by one, not by both. */
const PIECE = 1.6;
const SHOWN_AGAIN = 0.2;
const MOST_PIECES = 8; // reading one takes 0.1 s

/**
 * The pieces of a long picture, each as large as a whole one would be; or why there are none: so long that not all of it would be looked
 * at counts as not looked at. Throws as `decodeImage` does.
 */
export async function decodePieces(bytes: Uint8Array): Promise<Pixels[] | 'not long' | 'too long'> {
  const { width, height } = (await opened(bytes).metadata()).autoOrient;
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (long <= LONG * short) return 'not long';
  const length = Math.min(long, Math.round(PIECE * short));
  const count = Math.ceil((long - length) / (length * (1 - SHOWN_AGAIN))) + 1;
  if (count > MOST_PIECES) return 'too long';
  const pieces: Pixels[] = [];
  for (let i = 0; i < count; i++) {
    const from = Math.round((i * (long - length)) / (count - 1));
    const region =
      width > height ? { left: from, top: 0, width: length, height } : { left: 0, top: from, width, height: length };
    pieces.push(await pixelsOf(opened(bytes).extract(region).resize(inside(LONGEST_SIDE))));
  }
  return pieces;
}

/**
 * A stranger's picture for the decoder: its first frame, the right way up.
 * @throws Error as `decodeImage` does, of damage when it is decoded
 */
export function opened(bytes: Uint8Array): Sharp {
  if (bytes.byteLength > MAX_IMAGE_BYTES)
    throw new Error(`picture of ${bytes.byteLength} bytes is over the limit of ${MAX_IMAGE_BYTES}`);
  if (!imageFormat(bytes)) throw new Error('unsupported image format: no JPEG, PNG, GIF, WebP or AVIF');
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 });
  return image.timeout({ seconds: TIMEOUT_SECONDS }).autoOrient();
}

const inside = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

/** The same picture, its longer side reduced to the length. */
export async function reducedTo(longestSide: number, { width, height, data }: Pixels): Promise<Pixels> {
  if (Math.max(width, height) <= longestSide) return { width, height, data };
  return pixelsOf(
    sharp(data, { raw: { width, height, channels: 3 } }).resize({
      width: longestSide,
      height: longestSide,
      fit: 'inside',
    }),
  );
}

/** The same picture in exactly this size, its shape changed if need be. */
export async function resizedTo(width: number, height: number, pixels: Pixels): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels;
  const raw = { width: pixels.width, height: pixels.height, channels: 3 } as const;
  return pixelsOf(sharp(pixels.data, { raw }).resize({ width, height, fit: 'fill' }));
}

async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`picture decoded to ${info.channels} channels instead of 3`);
  return { width: info.width, height: info.height, data };
}
