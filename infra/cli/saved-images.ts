import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { ImageFacts, ReferenceImage } from '#shared/domain/signal.ts';
import { MAX_IMAGE_BYTES } from '#shared/imaging/image-limits.ts';

// The imaging modules load native code and models: only when there is a picture to look at.

type Warn = (message: string) => void;

/** What is seen on the listing's `file:` pictures; undefined when none could be read, for nothing was looked at. */
export async function savedListingImages(
  listing: Listing,
  relativeTo: string,
  warn: Warn,
): Promise<ImageFacts[] | undefined> {
  const addresses = listing.imageUrls.filter(isFile);
  if (addresses.length === 0) return undefined;
  const { readImage } = await import('#shared/imaging/image-facts.ts');
  const images: ImageFacts[] = [];
  for (const address of addresses) {
    const bytes = await bytesOf(address, relativeTo, warn);
    const reading = bytes && (await readImage(address, bytes, { words: true }));
    if (!reading) continue;
    if ('facts' in reading) images.push(reading.facts);
    else warn(`${address}: ${reading.unreadable}`);
  }
  return images.length > 0 ? images : undefined;
}

/** The brand's `file:` reference pictures, hashed with their crops. */
export async function savedReferenceImages(brand: Brand, relativeTo: string, warn: Warn): Promise<ReferenceImage[]> {
  const { images, products } = brand.fingerprint;
  const addresses = [...new Set([...images, ...products.flatMap((product) => product.images)])].filter(isFile);
  if (addresses.length === 0) return [];
  const { referenceImages } = await import('#shared/imaging/reference-images.ts');
  const references: ReferenceImage[] = [];
  for (const address of addresses) {
    const bytes = await bytesOf(address, relativeTo, warn);
    if (!bytes) continue;
    await referenceImages(address, bytes).then(
      (found) => references.push(...found),
      (error: Error) => warn(`${address}: ${error.message}`),
    );
  }
  return references;
}

export const isFile = (address: string): boolean => address.startsWith('file:');

/** "file:///a/b.jpg" is absolute; "file:b.jpg" stands beside the file that names it. */
export function savedPath(address: string, relativeTo: string): string {
  if (address.startsWith('file:/')) return fileURLToPath(address);
  return resolve(dirname(relativeTo), address.slice('file:'.length));
}

/** Undefined, and said so, when there is nothing that could be a picture: a device or a film is not read to its end. */
async function bytesOf(address: string, relativeTo: string, warn: Warn): Promise<Uint8Array | undefined> {
  try {
    const path = savedPath(address, relativeTo);
    const found = await stat(path);
    if (!found.isFile()) throw new Error(`${path} is not a file`);
    if (found.size > MAX_IMAGE_BYTES)
      throw new Error(`picture of ${found.size} bytes is over the limit of ${MAX_IMAGE_BYTES}`);
    return await readFile(path);
  } catch (error) {
    warn(`${address}: ${(error as Error).message}`);
    return undefined;
  }
}
