import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export type ZipEntry = { path: string; bytes: Uint8Array };

/** The earliest day that a zip can say: no packet differs from the next by when it was made. */
const DAY_ONE = new Date(1980, 0, 1);
const PACKED_ALREADY = /\.(webp|jpe?g|png|pdf|zip|docx)$/i;
const SAFE_PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/**
 * A zip as it comes into being, one entry in memory at a time. The same entries give the same bytes.
 * @throws Error on a path that could lead out of the folder it is unpacked in, or comes twice
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else ready.push(chunk);
  });
  const seen = new Set<string>();
  const drain = function* () {
    if (failure) throw failure;
    const chunks = ready;
    ready = [];
    yield* chunks;
  };
  for await (const { path, bytes } of entries) {
    if (!SAFE_PATH.test(path)) throw new Error(`"${path}" is no safe name in a zip`);
    // Windows and macOS hold names that differ in case for one.
    if (seen.has(path.toLowerCase())) throw new Error(`"${path}" is twice in the zip`);
    seen.add(path.toLowerCase());
    const file = PACKED_ALREADY.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    file.mtime = DAY_ONE;
    zip.add(file);
    file.push(bytes, true);
    yield* drain();
  }
  zip.end();
  yield* drain();
}
