import { createHash } from 'node:crypto';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { decodeImage } from './decode-image.ts';
import { wordReader } from './ocr.ts';
import { pictureHash } from './picture-hash.ts';

/** Facts, or the reason why there are none: a picture that cannot be read is never evidence, in either direction. */
export type ImageReading = { facts: ImageFacts } | { unreadable: string };

/**
 * Hashes a listing picture, and reads what is written on it when `words` is asked for. Never throws on bad bytes.
 * @throws Error when the reader cannot be loaded.
 */
export async function readImage(url: string, bytes: Uint8Array, { words }: { words: boolean }): Promise<ImageReading> {
  const readWords = words ? await wordReader() : undefined;
  try {
    const pixels = await decodeImage(bytes);
    const hash = await pictureHash(pixels);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { facts: { url, sha256, ...hash, ...(readWords ? { words: await readWords(pixels) } : {}) } };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}
