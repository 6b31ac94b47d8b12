import type { ImageFacts } from '#shared/domain/signal.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { hashImage, type ImageReading, readImage } from '#shared/imaging/image-facts.ts';
import { type GreyCopy, greyCopy, LISTING_SIDE } from '#shared/imaging/local-features.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

/** A picture that was fetched and hashed; reading the words on it and looking at its details are further, dearer steps. */
export type SeenImage = { facts: ImageFacts; withWords: () => Promise<ImageFacts>; grey: () => Promise<GreyCopy> };

/**
 * Undefined when the picture cannot be had or read: it then counts as not looked at. 'not-now' when another time may do.
 * @throws Error when the reader of words cannot be loaded: that is ours to mend, and the listing is to be scored again.
 */
export type LookAtImage = (url: string) => Promise<SeenImage | 'not-now' | undefined>;

const REMEMBERED = 500;

/** Remembers what was seen by the picture's digest: sellers share pictures, and reading one takes 100 ms. */
export function createImageLook(fetchImage: (url: string) => Promise<Uint8Array>): LookAtImage {
  const seen = new Map<string, ImageFacts>();

  const remembered = (url: string, reading: ImageReading): ImageFacts | undefined => {
    if ('unreadable' in reading) {
      logger.info('picture unreadable', { url, reason: reading.unreadable });
      countMetric('PicturesNotSeen', 1, { reason: 'unreadable' });
      return undefined;
    }
    const { facts } = reading;
    seen.delete(facts.sha256); // a Map keeps insertion order: the oldest entry is the first
    seen.set(facts.sha256, facts);
    if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!);
    return facts;
  };

  return async (url) => {
    let bytes: Uint8Array;
    try {
      bytes = await fetchImage(url);
    } catch (error) {
      logger.info('picture not fetched', { url, error });
      countMetric('PicturesNotSeen', 1, { reason: 'not fetched' });
      return error instanceof TransientError ? 'not-now' : undefined;
    }
    const sha256 = sha256Hex(bytes);
    const known = seen.get(sha256);
    const hashed = known ? undefined : await hashImage(url, bytes);
    const found = known ?? remembered(url, hashed!);
    if (!found) return undefined;
    const facts = { ...found, url };
    const withWords = async () => {
      const read = seen.get(sha256);
      if (read?.words) return { ...read, url };
      const goOn = hashed && 'withWords' in hashed ? hashed.withWords() : readImage(url, bytes, { words: true });
      return remembered(url, await goOn) ?? facts;
    };
    return { facts, withWords, grey: async () => greyCopy(await decodeImage(bytes), LISTING_SIDE) };
  };
}
