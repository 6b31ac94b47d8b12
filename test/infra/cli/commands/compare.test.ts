import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compareCommand } from '#infra/cli/commands/compare.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseListStore } from '#shared/stores/case-list-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { aBrand, aCase, aListing } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

const AT = '2026-10-10T08:00:00.000Z';
let tables: Tables;
let folder: string;
let terminal: CommandsWithApi;

beforeAll(async () => {
  tables = await startTables();
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
  const { brands, cases, listings } = stores();
  await brands.put(aBrand({ watches: [{ keyword: 'nordhavn', marketplaces: ['ebay'] }] }), new Date(AT));
  const found = { marketplace: 'ebay', url: 'https://www.ebay.com/itm/100000000001', id: '100000000001' };
  await cases.open(aCase({ id: 'nordhavn~ebay~100000000001~1', openedAt: AT, listing: aListing(found) }));
  const listing = aListing({ marketplace: 'ebay', url: 'https://www.ebay.com/itm/100000000002', id: '100000000002' });
  await listings.putMany([{ brandId: 'nordhavn', listing, digest: 'd', firstSeenAt: AT, lastSeenAt: AT }]);
  const signals = [{ id: 'low-price', contribution: 0.4, evidence: 'Asked EUR 250.', value: 0.1 }];
  await listings.putVerdict(
    'nordhavn',
    'ebay~100000000002',
    { probability: 0.2, decision: 'ignore', signals, modelVersion: 'm' },
    'd',
  );
  await listings.putScanPage({
    jobId: 'j',
    brandId: 'nordhavn',
    marketplace: 'ebay',
    keyword: 'nordhavn',
    period: AT,
    page: 1,
    coverage: 'complete',
    listingIds: [],
    rankOffset: 0,
    at: AT,
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await tables.stop();
});
afterEach(() => terminal.stop());

const stores = () => ({
  brands: createBrandStore(tables.client, tables.names.brands),
  cases: createCaseStore(tables.client, tables.names.cases),
  caseLists: createCaseListStore(tables.client, tables.names.cases),
  listings: createListingStore(tables.client, tables.names.listings, () => new Date(AT)),
});

async function compare(...args: string[]) {
  const file = join(folder, 'vendor.csv');
  const rows = ['100000000001', '100000000002', '100000000003'].map((id) => `https://www.ebay.de/itm/${id},2026-10-09`);
  writeFileSync(file, ['url,date', ...rows, 'nonsense,2026-10-09'].join('\n'));
  terminal = await commandsWithApi({ ...stores(), clock: () => new Date(AT) });
  await compareCommand()
    .exitOverride()
    .parseAsync([file, '--brand', 'nordhavn', ...args], { from: 'user' });
}

test('tells what both found, and of each other offer of theirs why we have no case', async () => {
  await compare('--from', '2026-10-01', '--to', '2026-10-31', '--json');
  expect(JSON.parse(terminal.printed)).toMatchObject({
    theirs: 3,
    both: [{ caseId: 'nordhavn~ebay~100000000001~1' }],
    onlyTheirs: [{ because: 'scored low', why: '20 %; Asked EUR 250.' }, { because: 'not seen' }],
    onlyOurs: [],
    refused: [{ line: 5, field: 'url' }],
  });
});

test('for people, with the interval', async () => {
  await compare('--from', '2026-10-01', '--to', '2026-10-31');
  expect(terminal.printed).toMatch(/found by both\s+\W*1/);
  expect(terminal.said).toMatch(/Of 3 offers on their list we found 1, 33\.3 % \(95 % interval 6\.1 to 79\.2 %\)/);
});

test('days that make no sense are refused', async () => {
  await expect(compare('--from', '2026-11-01', '--to', '2026-10-31')).rejects.toThrow(/is after/);
  await terminal.stop();
  await expect(compare('--from', 'October', '--to', '2026-10-31')).rejects.toThrow(/a day such as/);
});

test('a table without addresses is refused with its name, in one line', async () => {
  const file = join(folder, 'addresses.csv');
  writeFileSync(file, 'shop,date\nParka Store,2026-10-09\n');
  terminal = await commandsWithApi({ ...stores(), clock: () => new Date(AT) });
  const args = [file, '--brand', 'nordhavn', '--from', '2026-10-01', '--to', '2026-10-31'];
  const refusal = {
    name: 'UsageError',
    message: expect.stringMatching(/addresses\.csv: Line 1: no column .*shop, date/),
  };
  await expect(compareCommand().parseAsync(args, { from: 'user' })).rejects.toMatchObject(refusal);
});
