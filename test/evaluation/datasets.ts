import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseTable } from './csv.ts';

// Labelled data is not part of the repository: most of it may be measured on but not passed on.
const FOLDER = fileURLToPath(new URL('../../../shared/datasets', import.meta.url));

export const datasetPath = (name: string): string => join(FOLDER, name);

export const hasDataset = (name: string): boolean => existsSync(datasetPath(name));

/** Reads plain or gzipped text. */
export function readDataset(path: string): string {
  const bytes = readFileSync(datasetPath(path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

export const readTable = (path: string): Record<string, string>[] =>
  parseTable(readDataset(path), path.includes('.tsv') ? '\t' : ',');
