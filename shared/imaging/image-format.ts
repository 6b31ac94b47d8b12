export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

/** Each by its first bytes; `.` stands for any. */
const SIGNATURES: readonly (readonly [ImageFormat, RegExp])[] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF....WEBP/s],
  // Some writers name the container first, and AVIF only among the kinds that the file may be read as.
  ['avif', /^....ftyp(?:avi[fs]|(?:mif1|miaf|msf1|MiHE).{4}(?:.{4}){0,8}avi[fs])/s],
];
const LONGEST_SIGNATURE = 52;

/**
 * What shops show pictures in, told by the bytes and not by what a server says. Everything else that the decoder could open stays
 * closed: SVG names other files, PDF and TIFF have pages, and each loader more is another way in.
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, LONGEST_SIGNATURE));
  return SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
}
