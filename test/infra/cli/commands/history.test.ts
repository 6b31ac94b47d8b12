import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { historyCommand } from '#infra/cli/commands/history.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createSellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { aBrand, aListing } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

const NOW = new Date('2026-11-30T00:00:00.000Z');
let tables: Tables;
let folder: string;
let terminal: CommandsWithApi;

const stores = () => ({
  brands: createBrandStore(tables.client, tables.names.brands),
  listings: createListingStore(tables.client, tables.names.listings, () => NOW),
  sellerRecords: createSellerRecordStore(tables.client, tables.names.cases, () => NOW),
});
beforeAll(async () => {
  tables = await startTables();
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  const { brands, listings } = stores();
  await brands.put(aBrand(), NOW);
  const listing = aListing({ marketplace: 'ebay', id: '100000000001', url: 'https://www.ebay.com/itm/100000000001' });
  const [firstSeenAt, lastSeenAt] = ['2026-10-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z'];
  await listings.putMany([{ brandId: 'nordhavn', listing, digest: 'd', firstSeenAt, lastSeenAt }]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await tables.stop();
});
afterEach(() => {
  process.exitCode = 0;
  return terminal.stop();
});

const LIST = `Listing URL,Date found,Status,Seller
https://www.ebay.de/itm/100000000001,2026-05-01,Removed,cheap_store
https://www.ebay.de/itm/100000000002,2026-06-01,removed,cheap_store
https://www.ebay.de/itm/100000000003,2026-06-01,False positive,honest_store
https://www.ebay.de/itm/100000000004,2026-06-01,pending,cheap_store
https://www.ebay.de/itm/100000000005,2026-06-01,escalated,cheap_store
https://www.ebay.de/itm/100000000006,,removed,cheap_store
https://www.ebay.de/itm/100000000007,2026-06-01,removed,
`;

async function run(...args: string[]) {
  const file = join(folder, 'notices.csv');
  writeFileSync(file, LIST);
  terminal = await commandsWithApi({ ...stores(), clock: () => NOW });
  await historyCommand()
    .exitOverride()
    .parseAsync(['import', file, '--brand', 'nordhavn', ...args], { from: 'user' });
}
const recordOf = (sellerId: string) => stores().sellerRecords.get('nordhavn', { marketplace: 'ebay', sellerId });

test('a list of earlier notices fills the records of its sellers, and says what it could not use', async () => {
  await run('--json');
  expect(JSON.parse(terminal.printed)).toMatchObject({
    sellers: 2,
    added: 3,
    undecided: { pending: 1 },
    refused: [
      { line: 6, field: 'outcome' },
      { line: 7, field: 'date' },
      { line: 8, field: 'seller' },
    ],
    relisted: { of: 2, count: 1 },
  });
  expect(process.exitCode).toBe(3);
  expect(await recordOf('cheap_store')).toHaveLength(2);
  expect(await recordOf('honest_store')).toMatchObject([{ outcome: 'cleared', at: '2026-06-01' }]);
});

test('further words may be explained; the same list again changes nothing else', async () => {
  await run('--outcomes', 'Escalated=confirmed');
  expect(terminal.said).toContain('1 offer added, 0 changed, 3 as before');
  expect(terminal.said).toMatch(/Of 3 confirmed offers seen on sale after that day: 1, 33\.3 %/);
});

test('it can be taken out again, by the same list', async () => {
  await run('--forget', '--outcomes', 'escalated=confirmed');
  expect(terminal.said).toContain('4 taken out');
  expect(await recordOf('cheap_store')).toEqual([]);
});

test('a word with a meaning that there is not is refused', async () => {
  await expect(run('--outcomes', 'escalated=guilty')).rejects.toThrow(/outcomes/);
});
