import sharp, { type Sharp } from 'sharp';
import { imageFormat } from './image-format.ts';
import { MAX_IMAGE_BYTES } from './image-limits.ts';

/** Decoded pixels, three bytes each, on white where the picture is transparent. */
export type Pixels = { width: number; height: number; data: Uint8Array };

const MAX_PIXELS = 40_000_000;
const TIMEOUT_SECONDS = 10; // a picture of 40 million pixels takes 2
const LONGEST_SIDE = 1024; // hashing cost grows with the area; at most 4 of 256 bits change

/**
 * The first frame of an animation; colours as a screen shows them.
 * @throws Error when the bytes are too many, no JPEG, PNG, GIF, WebP or AVIF, damaged, or a picture of more than
 * 40 million pixels (a small file can announce a huge one).
 */
export async function decodeImage(bytes: Uint8Array, longestSide = LONGEST_SIDE): Promise<Pixels> {
  if (bytes.byteLength > MAX_IMAGE_BYTES)
    throw new Error(`picture of ${bytes.byteLength} bytes is over the limit of ${MAX_IMAGE_BYTES}`);
  if (!imageFormat(bytes)) throw new Error('unsupported image format: no JPEG, PNG, GIF, WebP or AVIF');
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 });
  image.timeout({ seconds: TIMEOUT_SECONDS });
  return pixelsOf(image.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true }));
}

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
