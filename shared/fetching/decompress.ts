import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';
import { NotFetchedError } from '#shared/runtime/errors.ts';

const inflaters = { gzip: promisify(unzip), deflate: promisify(unzip), br: promisify(brotliDecompress) };

/**
 * Undoes one layer of content encoding, stopping at the cap (a 400 MB bomb costs 8 MB of memory).
 * @throws BlockedError when it would grow past `maxBytes` or is packed in a way we did not ask for (chains of encodings are a known bomb).
 */
export async function decompress(bytes: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = (encoding ?? 'identity').trim().toLowerCase().replace(/^x-/, '');
  if (name === 'identity' || name === '' || bytes.length === 0) return bytes;
  if (!Object.hasOwn(inflaters, name)) throw new NotFetchedError(`the answer is packed as "${name.slice(0, 40)}"`);
  try {
    return await inflaters[name as keyof typeof inflaters](bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new NotFetchedError(`the unpacked answer is larger than ${maxBytes} bytes`, { cause: error });
  }
}
