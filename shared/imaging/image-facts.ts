import type { ImageFacts } from '#shared/domain/signal.ts';
import type { ReadLine } from '#shared/recognition/logo-reading.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { decodeImage, decodePieces, type Pixels } from './decode-image.ts';
import { type ReadWords, wordReader } from './ocr.ts';
import { pictureHash } from './picture-hash.ts';

type Unreadable = { unreadable: string };
/** Facts, or the reason why there are none: a picture that cannot be read is never evidence, in either direction. */
export type ImageReading = { facts: ImageFacts } | Unreadable;

/** A hashed picture. Reading the words on it goes on with the same pixels, and throws when the reader cannot be loaded. */
type HashedImage = { facts: ImageFacts; withWords: () => Promise<ImageReading> };

/** Hashes a listing picture. Never throws on bad bytes. */
export async function hashImage(url: string, bytes: Uint8Array): Promise<HashedImage | Unreadable> {
  return orUnreadable(async () => {
    const pixels = await decodeImage(bytes);
    const hash = await pictureHash(pixels);
    const facts: ImageFacts = { url, sha256: sha256Hex(bytes), ...hash };
    const withWords = async (): Promise<ImageReading> => {
      const read = await wordReader();
      return orUnreadable(async () => {
        const words = await wordsOn(bytes, pixels, read);
        return { facts: { ...facts, ...(words && { words }) } };
      });
    };
    return { facts, withWords };
  });
}

/**
 * Hashes a listing picture, and reads what is written on it when `words` is asked for. Never throws on bad bytes.
 * @throws Error when the reader cannot be loaded.
 */
export async function readImage(url: string, bytes: Uint8Array, wanted: { words: boolean }): Promise<ImageReading> {
  const hashed = await hashImage(url, bytes);
  if ('unreadable' in hashed) return hashed;
  return wanted.words ? hashed.withWords() : { facts: hashed.facts };
}

async function orUnreadable<Read>(read: () => Promise<Read>): Promise<Read | Unreadable> {
  try {
    return await read();
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/** Undefined when the picture is too long to be looked at: that is not "no words". A line that two pieces show is told once. */
async function wordsOn(bytes: Uint8Array, whole: Pixels, read: ReadWords): Promise<ReadLine[] | undefined> {
  const pieces = await decodePieces(bytes);
  if (pieces === 'too long') return undefined;
  if (pieces === 'not long') return read(whole);
  const lines = new Map<string, ReadLine>();
  for (const piece of pieces) {
    for (const line of await read(piece))
      if (line.confidence > (lines.get(line.text)?.confidence ?? 0)) lines.set(line.text, line);
  }
  return [...lines.values()];
}
