import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Labelled data kept beside the repository because most of it is not ours to ship. */
export const DATASETS = resolve(import.meta.dirname, '../../../shared/datasets');
export const datasetsAreThere = existsSync(DATASETS);
if (!datasetsAreThere) console.warn('SKIPPED: ../shared not found, tests on labelled data do not run');

export const datasetFile = (...path: string[]): string => join(DATASETS, ...path);

/** Rows of a tab-separated file, without its header. */
export function tsvRows(...path: string[]): string[][] {
  const lines = readFileSync(datasetFile(...path), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.slice(1).map((line) => line.split('\t'));
}

/** One column of a gzipped CSV file with a header. */
export function csvColumn(column: string, ...path: string[]): string[] {
  const [header, ...rows] = csvRows(gunzipSync(readFileSync(datasetFile(...path))).toString('utf8'));
  const index = header!.indexOf(column);
  return rows.map((row) => row[index] ?? '');
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const match = CELL.exec(text);
    if (!match) throw new Error(`not CSV at character ${CELL.lastIndex}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
