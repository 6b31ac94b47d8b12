/** What is read as a picture at all, fetched or from a file. Apart from the decoder, so that asking loads no native code. */
export const MAX_IMAGE_BYTES = 10_000_000;
/** A small file can announce a huge picture; one of so many pixels takes two seconds. */
export const MAX_PIXELS = 40_000_000;
