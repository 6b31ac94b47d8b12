import type { Listing } from '#shared/domain/listing.ts';
import { foldText } from '#shared/recognition/text-folding.ts';

/** Long enough that two sellers do not write it by chance; scripts without spaces are cut by letters. */
const WORDS = 6;
const LETTERS = 12;
const MOST_PIECES = 400;
/** Delivery, returns and care are said in a few phrases that everybody copies. */
const LEAST_SHARED = 8;
const SHARE = 0.5;

const NONE: ReadonlySet<string> = new Set();

/**
 * The overlapping pieces of what the seller wrote about the offer, by which a text is known again after small changes.
 * @param without pieces that say nothing about whose text it is
 */
export function wordingOf({ description = '' }: Pick<Listing, 'description'>, without = NONE): Set<string> {
  const words = foldText(description).match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = [...words.join('')];
  const [parts, length] = letters.length > words.length * LETTERS ? [letters, LETTERS] : [words, WORDS];
  const count = Math.max(0, Math.min(MOST_PIECES, parts.length - length + 1));
  const pieces = Array.from({ length: count }, (_, at) => parts.slice(at, at + length).join(' '));
  return new Set(pieces.filter((piece) => !without.has(piece)));
}

export function isSameWording(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const least = Math.max(LEAST_SHARED, SHARE * Math.min(a.size, b.size));
  if (Math.min(a.size, b.size) < least) return false;
  let shared = 0;
  for (const piece of a) if (b.has(piece)) shared++;
  return shared >= least;
}
