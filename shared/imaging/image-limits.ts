/** What is read as a picture at all, fetched or from a file. Apart from the decoder, so that asking loads no native code. */
export const MAX_IMAGE_BYTES = 10_000_000;
