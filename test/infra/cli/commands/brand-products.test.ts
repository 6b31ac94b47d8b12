import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { brandCommand } from '#infra/cli/commands/brand.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createProductStore } from '#shared/stores/product-store.ts';
import { aBrand } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
let folder: string;
let terminal: CommandsWithApi;
beforeAll(async () => {
  tables = await startTables();
  folder = mkdtempSync(join(tmpdir(), 'feed-'));
  await createBrandStore(tables.client, tables.names.brands).put(aBrand(), new Date());
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
  terminal = await commandsWithApi({
    brands: createBrandStore(tables.client, tables.names.brands),
    products: createProductStore(tables.client, tables.names.brands),
    clock: () => new Date(),
  });
  await brandCommand().exitOverride().parseAsync(args, { from: 'user' });
}
const saved = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('a table with columns of other names is checked first, imported, listed, and removed again', async () => {
  const table = saved('list.csv', 'Nr;Titel;UVP\nSK-1;Skjold Jacke;"1.299,50"\nSK-2;Bræ Mütze;auf Anfrage\n');
  const how = ['--brand', 'nordhavn', '--map', 'sku=Nr,name=Titel,price=UVP', '--currency', 'eur'];
  await run('import', table, ...how, '--dry-run');
  expect(terminal.said).toContain(`${table}, line 3: price "auf Anfrage" is no price; the product is not taken`);
  expect(terminal.said).toContain('1 added, 0 changed, 0 as before, 1 row not taken.');
  expect(terminal.said).toContain('Nothing was changed');
  expect(process.exitCode).toBe(3);
  await terminal.stop();

  await run('import', table, ...how, '--json');
  expect(JSON.parse(terminal.printed)).toMatchObject({ rows: 2, products: 1, added: 1, lost: 1 });
  await terminal.stop();

  await run('products', 'nordhavn');
  expect(terminal.printed).toMatch(/SK-1.*Skjold Jacke.*EUR 1,299\.50.*imported/);
  await terminal.stop();

  await run('products', 'nordhavn', '--remove', 'SK-1', '--json');
  expect(JSON.parse(terminal.printed)).toEqual({ removed: 1 });
});

test('a feed in Windows letters is read, and its form is known by its name', async () => {
  const feed = Buffer.from(
    '<rss><channel><item><id>1</id><title>M\xfctze</title><price>20.00 EUR</price></item></channel></rss>',
    'latin1',
  );
  const path = join(folder, 'feed.xml');
  writeFileSync(path, feed);
  await run('import', path, '--brand', 'nordhavn');
  await terminal.stop();
  await run('products', 'nordhavn', '--json');
  expect(JSON.parse(terminal.printed)).toContainEqual({
    source: 'import',
    product: expect.objectContaining({ name: 'Mütze' }),
  });
});

test.each([
  ['a file that is not there', ['nowhere.csv'], /Cannot read nowhere\.csv/],
  ['a form that is not known', ['feed.bin'], /Say it with --format/],
  ['a table without a price', ['no-price.csv'], /no column is known to be the price/],
])('%s is refused with what to do', async (_, [name], why) => {
  const path = name === 'nowhere.csv' ? name : saved(name!, 'sku,name\n1,Cap');
  await expect(run('import', path!, '--brand', 'nordhavn')).rejects.toThrow(why);
});
