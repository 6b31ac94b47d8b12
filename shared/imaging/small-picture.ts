import { opened } from './decode-image.ts';

const WIDTH = 1280;
/** WebP's own limit is 16,383. */
const HEIGHT = 12_000;
const QUALITIES = [75, 55, 35, 20];

/**
 * A picture as WebP of at most so many bytes: first at less quality, then smaller.
 * @throws Error when it is no picture
 */
export async function smallPicture(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  for (let scale = 1; ; scale /= 2) {
    const size = { width: Math.max(1, Math.round(WIDTH * scale)), height: Math.max(1, Math.round(HEIGHT * scale)) };
    const resized = opened(bytes).resize({ ...size, fit: 'inside', withoutEnlargement: true });
    for (const quality of QUALITIES) {
      const webp = await resized.clone().webp({ quality, effort: 2 }).toBuffer();
      if (webp.length <= maxBytes || size.width === 1) return webp;
    }
  }
}
