import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Page } from '#shared/extraction/reading.ts';
import { example } from '#shared/marketplaces/_example/example.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';

const ROOT = join(import.meta.dirname, '../../../shared/marketplaces');

type Fixture = { kind: 'search' | 'listing' | 'seller'; url: string; status: number; expected: unknown };

// By folder; what a new marketplace is made from reads its pages too.
const FOLDERS = [
  ...marketplaces.map((marketplace) => [marketplace.id, marketplace] as const),
  ['_example', example] as const,
];

describe.each(FOLDERS)('%s reads its fixtures', (name, marketplace) => {
  const folder = join(ROOT, name, 'fixtures');
  const stems = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => /^(.+)\.(?:html|body\.json)$/.exec(name)?.[1] ?? [])
    : [];

  test.each(stems)('%s', (stem) => {
    const fixture = JSON.parse(readFileSync(join(folder, `${stem}.json`), 'utf8')) as Fixture;
    const file = ['html', 'body.json'].map((ending) => join(folder, `${stem}.${ending}`)).find(existsSync)!;
    const page: Page = { url: fixture.url, status: fixture.status, body: readFileSync(file, 'utf8') };
    const readers = {
      search: marketplace.readSearch,
      listing: marketplace.readListing,
      seller: marketplace.readSeller!,
    };
    const { sources: _, ...reading } = readers[fixture.kind](page) as { sources?: unknown };
    expect(JSON.parse(JSON.stringify(reading))).toEqual(fixture.expected);
  });
});
