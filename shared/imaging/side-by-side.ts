import sharp from 'sharp';
import { opened } from './decode-image.ts';

const SIDE = 640;
const GAP = 24;
const WHITE = '#ffffff';

/**
 * Two pictures in one, each whole in a square of its own, the first on the left; WebP. The same two give the same bytes.
 * @throws Error when one is no picture
 */
export async function sideBySide(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const [first, second] = await Promise.all([left, right].map(squared));
  return sharp({ create: { width: 2 * SIDE + 3 * GAP, height: SIDE + 2 * GAP, channels: 3, background: WHITE } })
    .composite([
      { input: first!, left: GAP, top: GAP },
      { input: second!, left: SIDE + 2 * GAP, top: GAP },
    ])
    .webp({ quality: 75, effort: 2 })
    .toBuffer();
}

const squared = (bytes: Uint8Array): Promise<Buffer> =>
  opened(bytes)
    .resize({ width: SIDE, height: SIDE, fit: 'contain', background: WHITE })
    .flatten({ background: WHITE })
    .png()
    .toBuffer();
