import { readFileSync } from 'node:fs';
import { UsageError } from '#infra/local/usage-error.ts';
import { type BrandFile, BrandFileError, parseBrandFile } from '#shared/brands/brand-file.ts';
import type { Brand } from '#shared/domain/brand.ts';

export const loadBrandFile = (path: string): Brand => readBrandFile(path).brand;

/** @throws UsageError when it cannot be read, or is broken: then its cause is the BrandFileError. */
export function readBrandFile(path: string): BrandFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new UsageError(`Cannot read ${path}: ${reason}. "markwarden init" writes a first one.`);
  }
  try {
    return parseBrandFile(text, path);
  } catch (error) {
    throw error instanceof BrandFileError ? new UsageError(error.message, { cause: error }) : error;
  }
}
