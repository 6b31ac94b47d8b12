import { opened } from './decode-image.ts';

const SIDE = 200;

/**
 * A picture made small, as JPEG: some 5 to 15 KB. A long page shows its top.
 * @throws Error when it is no picture
 */
export const thumbnail = async (bytes: Uint8Array): Promise<Uint8Array> =>
  opened(bytes)
    .resize({ width: SIDE, height: SIDE, fit: 'cover', position: 'top' })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 70 })
    .toBuffer();
