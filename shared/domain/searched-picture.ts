import * as z from 'zod';
import { Case } from './case.ts';

/** How an offer's picture is like the one that is searched for. */
export const Alike = z.enum(['same', 'edited', 'mirrored', 'reshaped', 'without-strip', 'reworked', 'part']);
export type Alike = z.infer<typeof Alike>;

/** One look at the searched picture, hashed: whole, or in a form that copies take; `as` is what a picture near it is. */
const Look = z.strictObject({ as: Alike, pdq: z.string().regex(/^[0-9a-f]{64}$/) });

/** A picture to search for, as nothing but hashes: the picture itself is kept nowhere. */
export const SearchedPicture = z.array(Look).min(1).max(500);
export type SearchedPicture = z.infer<typeof SearchedPicture>;

/** What a call of a function takes in base64, with room. */
export const MOST_SEARCHED_BYTES = 4_000_000;

/** The picture in base64 for the function that may decode strangers' pictures (invoked, not queued). */
export const PictureReadRequest = z.strictObject({
  pictureToRead: z.base64().max(Math.ceil((MOST_SEARCHED_BYTES * 4) / 3) + 4),
});
export type PictureReadRequest = z.infer<typeof PictureReadRequest>;

/** Its hashes, or why there are none, in a sentence. */
export const PictureReading = z.union([z.object({ searched: SearchedPicture }), z.object({ unreadable: z.string() })]);
export type PictureReading = z.infer<typeof PictureReading>;

/** A stretch of a brand's offers, held against a picture. */
export const PictureSearch = z.object({
  /** The nearest first; `bits` of 256 in which the hashes differ. */
  found: z.array(z.object({ case: Case, alike: Alike, bits: z.int() })),
  /** Alike, but less near than those that are shown. */
  more: z.int(),
  /** Offers that were held against it, and those of which no picture was hashed: nothing is known of these. */
  compared: z.int(),
  withoutHash: z.int(),
  /** When the oldest of them was found; absent where there was none. */
  since: z.iso.datetime().optional(),
  /** Asks for the older ones. */
  next: z.string().optional(),
});
export type PictureSearch = z.infer<typeof PictureSearch>;
