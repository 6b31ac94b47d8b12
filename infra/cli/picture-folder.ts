import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { MAX_IMAGE_BYTES } from '#shared/imaging/image-limits.ts';
import type { HashedPicture } from '#shared/stores/picture-store.ts';
import { callHost } from './api-client.ts';
import { EXIT } from './exit.ts';
import { counted, printJson, safeText, say } from './print.ts';

const PICTURE = /\.(jpe?g|png|webp|avif|gif|tiff?)$/i;
/** 20 KB each as JSON. */
const AT_ONCE = 15;

/** Hashes the pictures of a folder here, and takes the hashes into the brand's fingerprint: the pictures stay where they are. */
export async function importPictures(
  folder: string,
  { brand, dryRun, json }: { brand: string; dryRun?: boolean; json?: boolean },
): Promise<void> {
  const files = readdirSync(folder).filter((name) => PICTURE.test(name));
  if (files.length === 0)
    throw new UsageError(`There is no picture in ${folder}: JPEG, PNG, WebP, AVIF, GIF and TIFF are read.`);
  const refused: { file: string; message: string }[] = [];
  const hashed: HashedPicture[] = [];
  for (const file of files) {
    try {
      hashed.push(await hashedPicture(join(folder, file), file));
    } catch (error) {
      refused.push({ file, message: (error as Error).message });
    }
  }
  const path = `/brands/${encodeURIComponent(brand)}/pictures`;
  let kept: number | undefined;
  for (let first = 0; !dryRun && first < hashed.length; first += AT_ONCE) {
    const body = { pictures: hashed.slice(first, first + AT_ONCE) };
    ({ kept } = await callHost(z.object({ kept: z.int() }), 'POST', path, body));
  }
  if (json) printJson({ pictures: hashed.length, kept, refused });
  else {
    for (const { file, message } of refused) say(safeText(`${file}: ${message}; it is not taken`, 300));
    say(
      dryRun
        ? `${counted(hashed.length, 'picture')} could be taken, ${refused.length} not. Nothing was changed: this was a dry run.`
        : `${counted(hashed.length, 'picture')} taken, ${refused.length} not; the brand has ${kept ?? 'as many as before'} that stand at no address.`,
    );
  }
  if (refused.length > 0) process.exitCode = EXIT.coverage;
}

async function hashedPicture(path: string, file: string): Promise<HashedPicture> {
  const { size } = statSync(path);
  if (size > MAX_IMAGE_BYTES) throw new Error(`has ${size} bytes, and ${MAX_IMAGE_BYTES} are read`);
  const { referenceImages } = await import('#shared/imaging/reference-images.ts');
  const forms = await referenceImages(file, readFileSync(path));
  if (forms.length === 0) throw new Error('shows too little to be recognised by');
  return { name: file, forms: forms.map(({ pdq, form }) => ({ pdq, ...(form && { form }) })) };
}
