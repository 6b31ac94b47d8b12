import type { Alike, PictureReading, SearchedPicture } from '#shared/domain/searched-picture.ts';
import type { ReferenceImage } from '#shared/domain/signal.ts';
import { decodeImage } from './decode-image.ts';
import { LEAST_PDQ_QUALITY } from './image-distance.ts';
import { pictureHash } from './picture-hash.ts';
import { referenceForms } from './reference-images.ts';

const OF_FORM: Record<NonNullable<ReferenceImage['form']>, Alike> = {
  filling: 'reshaped',
  'without-strip': 'without-strip',
  edited: 'reworked',
};

/** A picture to search for: whole, in the forms that copies take, and the cells in which another picture may stand. Never throws on bad bytes. */
export async function readSearchedPicture(bytes: Uint8Array): Promise<PictureReading> {
  try {
    const searched = await looksAt(bytes);
    return searched.length > 0 ? { searched } : { unreadable: 'it shows too little to be told from other pictures' };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}

async function looksAt(bytes: Uint8Array): Promise<SearchedPicture> {
  const pixels = await decodeImage(bytes);
  const { pdq, pdqQuality, parts } = await pictureHash(pixels);
  const forms = await referenceForms('', pixels);
  return [
    ...(pdqQuality < LEAST_PDQ_QUALITY ? [] : [{ as: 'same' as const, pdq }]),
    ...forms
      .filter((form) => form.form !== undefined || form.pdq !== pdq)
      .map((form) => ({ as: form.form ? OF_FORM[form.form] : ('mirrored' as const), pdq: form.pdq })),
    ...parts.filter(({ kind }) => kind === 'cell').map((part) => ({ as: 'part' as const, pdq: part.pdq })),
  ];
}
