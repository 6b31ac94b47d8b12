import { keySegment } from './object-keys.ts';

/** Of papers and photos that a venue is shown; each is told by its first bytes, not by its name. */
export const DOCUMENT_ENDINGS = ['pdf', 'jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff', 'docx', 'zip'] as const;
export type DocumentEnding = (typeof DOCUMENT_ENDINGS)[number];

/** Scans of certificates are a few megabytes; the forms of venues rarely take more than 10. */
export const MOST_DOCUMENT_BYTES = 20_000_000;

/** Where a brand's documents lie in the evidence bucket. */
export const documentFolder = (brandId: string): string => `documents/${keySegment(brandId)}/`;
