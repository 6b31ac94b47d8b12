import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '#infra/local/usage-error.ts';

/**
 * Fetches a signed address into a file that only its owner may read.
 * @throws UsageError when there is such a file already, or the address has run out
 */
export async function download(address: string, file: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok || !response.body)
    throw new UsageError(
      `The file could not be fetched (HTTP ${response.status}). Its address is good for minutes: try again.`,
    );
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(Readable.fromWeb(response.body), target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new UsageError(`${file} is there already. Name another file with --out.`);
    await rm(file, { force: true }); // half a zip is worse than none
    throw error;
  }
}
