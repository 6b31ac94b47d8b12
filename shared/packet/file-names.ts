import { DOCUMENT_ENDINGS } from '#shared/evidence/document-kinds.ts';
import { keySegment } from '#shared/evidence/object-keys.ts';

/** What a person's computer opens as a document or a picture; anything else keeps its bytes and loses its ending. */
const HARMLESS = new Set<string>([...DOCUMENT_ENDINGS, 'txt']);

/** The ending of a stored file, from its key. */
export function endingOf(key: string): string {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(key)?.[1]?.toLowerCase() ?? '';
  return HARMLESS.has(ending) ? ending : 'bin';
}

/**
 * Folder of one offer, in the order of the notice. The number keeps two ids apart that differ in case only, and keeps an id such as
 * `CON` from being a device on Windows; the id is the venue's, so nothing in it leads out of the folder.
 */
export const itemFolder = (index: number, itemId: string): string =>
  `${String(index + 1).padStart(3, '0')}-${keySegment(itemId).slice(0, 60)}`;

/** Nothing that turns the direction of reading: a seller could make an address or a name look like another. */
export const readable = (text: string): string =>
  text.replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

/** One line, whatever was in it. */
export const oneLine = (text: string): string =>
  readable(text)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
