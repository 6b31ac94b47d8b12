import { UsageError } from '#infra/local/usage-error.ts';
import { type BrandFile, BrandFileError, parseBrandFile } from '#shared/brands/brand-file.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { readInput } from './file-problem.ts';

export const loadBrandFile = (path: string): Brand => readBrandFile(path).brand;

/** @throws UsageError when it cannot be read, or is broken: then its cause is the BrandFileError. */
export function readBrandFile(path: string): BrandFile {
  const text = readInput(path, '"markwarden init" writes a first one.').toString('utf8');
  try {
    return parseBrandFile(text, path);
  } catch (error) {
    throw error instanceof BrandFileError ? new UsageError(error.message, { cause: error }) : error;
  }
}
