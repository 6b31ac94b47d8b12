import { Readable } from 'node:stream';
import { UsageError } from '#infra/local/usage-error.ts';
import { writeNewFile } from './new-file.ts';

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
  await writeNewFile(Readable.fromWeb(response.body), file);
}
