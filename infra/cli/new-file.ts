import { type FileHandle, open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '#infra/local/usage-error.ts';

/**
 * Writes a file that only its owner may read. Half of one is worse than none: when the content fails, nothing is left.
 * @throws UsageError when there is such a file already
 */
export async function writeNewFile(content: AsyncIterable<string | Uint8Array>, file: string): Promise<void> {
  // Opened before anything else can fail: only a file of our own is taken away again.
  const target = await opened(file);
  try {
    await pipeline(content, target.createWriteStream());
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UsageError(`${file} is there already. Name another file with --out.`);
  }
}
