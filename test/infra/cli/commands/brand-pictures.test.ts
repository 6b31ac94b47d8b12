import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createOfficialImages } from '#functions/score/official-images.ts';
import { brandCommand } from '#infra/cli/commands/brand.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createPictureStore, MOST_PICTURES } from '#shared/stores/picture-store.ts';
import { aBrand } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

// From a folder on somebody's disk to a copy that scoring recognises.

const NOW = new Date('2026-12-01T09:00:00Z');
const photo = () =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="#eee"/>' +
        '<path d="M120 60 L200 100 L280 60 L350 160 L300 190 L290 360 L110 360 L100 190 L50 160 Z" fill="#245"/>' +
        '<circle cx="150" cy="170" r="24" fill="#fff"/></svg>',
    ),
  );

let tables: Tables;
let folder: string;
let terminal: CommandsWithApi;
const stores = () => ({
  brands: createBrandStore(tables.client, tables.names.brands),
  pictures: createPictureStore(tables.client, tables.names.brands),
});
const brand = aBrand({ fingerprint: { ...aBrand().fingerprint, images: [], products: [] } });
beforeAll(async () => {
  tables = await startTables();
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  await stores().brands.put(brand, NOW);
  writeFileSync(join(folder, 'parka.png'), await photo().png().toBuffer());
  writeFileSync(join(folder, 'broken.jpg'), '<html>not found</html>');
  writeFileSync(join(folder, 'notes.txt'), 'no picture');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await tables.stop();
});
afterEach(() => {
  process.exitCode = 0;
  return terminal.stop();
});

async function run(...args: string[]) {
  terminal = await commandsWithApi({ ...stores(), clock: () => NOW });
  await brandCommand()
    .exitOverride()
    .parseAsync(['import', folder, '--brand', 'nordhavn', ...args], { from: 'user' });
}

test('a folder is hashed here, checked first, then taken; what is no picture is named', async () => {
  await run('--dry-run');
  expect(terminal.said).toContain('broken.jpg: unsupported image format');
  expect(terminal.said).toContain('1 picture could be taken, 1 not. Nothing was changed');
  expect(await stores().pictures.names('nordhavn')).toEqual([]);
  await terminal.stop();
  await run('--json');
  expect(JSON.parse(terminal.printed)).toMatchObject({ pictures: 1, kept: 1, refused: [{ file: 'broken.jpg' }] });
  expect(process.exitCode).toBe(3);
});

test('scoring recognises an edited copy of it, and knows all pictures of the brand', async () => {
  await run();
  const official = createOfficialImages(
    async () => new Uint8Array(),
    stores().pictures,
    () => NOW,
  );
  const { images, known } = await official(brand);
  expect(known).toBe('all');
  const copy = await photo().flop().extract({ left: 0, top: 0, width: 350, height: 400 }).jpeg().toBuffer();
  const reading = await readImage('x', copy, { words: false });
  expect('facts' in reading && nearestImage([reading.facts], images)?.distance).toBeLessThanOrEqual(55);
});

test('pictures are removed by their names, there are never too many, and another brand has none of them', async () => {
  await run();
  const { pictures } = stores();
  const forms = [{ pdq: '3c'.repeat(32) }];
  const many = Array.from({ length: MOST_PICTURES }, (_, index) => ({ name: `${index}.jpg`, forms }));
  expect(await pictures.put('nordhavn', many)).toBe(false);
  expect(await pictures.names('nordhavn')).toEqual(['parka.png']);
  expect(await pictures.all('nord')).toEqual([]);
  expect(await pictures.remove('nordhavn', ['parka.png', 'unknown.png'])).toBe(1);
  expect(await pictures.all('nordhavn')).toEqual([]);
  expect((await stores().brands.get('nordhavn'))?.fingerprint.products).toEqual([]);
});
