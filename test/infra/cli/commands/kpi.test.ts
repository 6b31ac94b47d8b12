import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildAsked } from '#functions/digest/rebuild.ts';
import { kpiCommand } from '#infra/cli/commands/kpi.ts';
import { reportCommand } from '#infra/cli/commands/report.ts';
import type { Rebuild } from '#shared/domain/rebuild.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import { aBrand, aScanPage } from '#test/support/builders.ts';
import { caseHistories } from '#test/support/case-histories.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryStoreFiles } from '#test/support/memory-store-files.ts';

const NOW = new Date('2026-06-30T09:00:00Z');
const BRAND = ['--brand', 'nordhavn'];

let folder: string;
let rebuild: Rebuild | undefined;
let commands: CommandsWithApi;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-report-'));
  const cases = caseHistories({ seed: 2, count: 200, from: '2026-04-10', days: 60, until: NOW.toISOString() });
  const rollUps: RollUpStore = {
    rolledTo: async () => undefined,
    rollUps: async () => [],
    put: async () => {},
    setRolledTo: async () => {},
    shownTo: async () => undefined,
    putShown: async () => {},
    rebuild: async () => rebuild,
    beginRebuild: async (_brandId, _before, now) => {
      rebuild = now;
      return true;
    },
    setRebuild: async (_brandId, now) => {
      rebuild = now;
    },
    setShownTo: async () => {},
    running: async () => undefined,
    keepRunning: async () => {},
    eachChangedSince: async (_brandId, _day, show) => cases.forEach(show),
  };
  const known = async (id: string) => (id === 'nordhavn' ? { ...aBrand(), name: 'Nord & havn' } : undefined);
  const brands = { get: known, asRegistered: known };
  const models = { promoted: async () => undefined, expediting: async () => undefined };
  const listings = { scanPagesAfter: async () => ({ pages: [aScanPage({ coverage: 'blocked' }), aScanPage()] }) };
  commands = await commandsWithApi({
    brands,
    models,
    listings,
    rollUps,
    storeFiles: memoryStoreFiles(),
    rebuild: (brandId: string) => rebuildAsked(brandId, { rollUps, clock: () => NOW }),
    clock: () => NOW,
  });
});
afterAll(async () => {
  await commands.stop();
  rmSync(folder, { recursive: true });
});

async function printedBy(command: Command, ...args: string[]): Promise<string> {
  commands.printed = '';
  commands.said = '';
  await command.exitOverride().parseAsync(args, { from: 'user' });
  return commands.printed;
}

test('kpi --rebuild waits until the figures are made anew, and says what differed', async () => {
  await printedBy(kpiCommand(), ...BRAND, '--rebuild', '--json');
  expect(commands.said).toMatch(/Made anew from the histories: \d+ of \d+ days differed \(2026-04-\d\d, /);
  expect(rebuild).toMatchObject({ state: 'done', read: 200 });
});

test('kpi gives the last 90 days, as JSON, as CSV and in words', async () => {
  const figures = JSON.parse(await printedBy(kpiCommand(), ...BRAND, '--json'));
  expect(figures).toMatchObject({ from: '2026-04-02', to: '2026-06-30', total: { counts: { found: 200 } } });
  expect(await printedBy(kpiCommand(), ...BRAND, '--csv')).toContain('*,found,count,200,,\r\n');
  expect(await printedBy(kpiCommand(), ...BRAND)).toMatch(/ all +│ 200 [\s\S]*Compliance rate/);
  expect(commands.said).toContain('50 % of what was due was read: 1 of 2 result pages. Not read: bazaar, 1 blocked.');
  expect(commands.said).toContain('Stores: 0 asked to be closed, 0 closed, 0 kept.');
  expect(commands.said).toContain('docs/kpis.md');
});

test.each([
  [['--from', '2026-06-02', '--to', '2026-06-01'], 'from: 2026-06-02 is after 2026-06-01.'],
  [['--from', '2025-01-01', '--to', '2026-06-01'], 'from: at most 366 days at a time'],
  [['--from', 'June'], 'from'],
])('kpi %j is refused: %s', async (period, message) => {
  await expect(printedBy(kpiCommand(), ...BRAND, ...period)).rejects.toThrow(message);
});

test('kpi of an unknown brand says so', async () => {
  await expect(printedBy(kpiCommand(), '--brand', 'nobody')).rejects.toThrow('There is no brand "nobody".');
});

test('report writes the page, and refuses a file that is neither HTML nor PDF', async () => {
  const out = join(folder, 'report.html');
  await printedBy(reportCommand(), ...BRAND, '--out', out);
  expect(readFileSync(out, 'utf8')).toContain('<h1>Nord &amp; havn</h1>');
  await expect(printedBy(reportCommand(), ...BRAND, '--out', 'x.docx')).rejects.toThrow('neither .html nor .pdf');
});
