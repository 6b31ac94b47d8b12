import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exportCommand } from '#infra/cli/commands/export.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { aNoticeRecord } from '#test/support/notice-builders.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

let tables: Tables;
let folder: string;
let terminal: CommandsWithApi;
beforeAll(async () => {
  tables = await startTables();
  folder = mkdtempSync(join(tmpdir(), 'markwarden-export-'));
  const notices = createNoticeStore(tables.client, tables.names.cases);
  for (let n = 0; n < 230; n++)
    await notices.create(aNoticeRecord({ id: `nordhavn~bazaar~${n}-1`, state: n % 2 ? 'sent' : 'draft' }));
});
afterEach(() => terminal.stop());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await tables.stop();
});

async function run(...args: string[]): Promise<void> {
  terminal = await commandsWithApi({ notices: createNoticeStore(tables.client, tables.names.cases) });
  await exportCommand().exitOverride().parseAsync(args, { from: 'user' });
}

describe('markwarden export', () => {
  test('writes every page into one table with one head', async () => {
    const out = join(folder, 'notices.csv');
    await run('notices', '--brand', 'nordhavn', '--out', out);
    const rows = parse(readFileSync(out), { columns: true }) as { id: string }[];
    expect(new Set(rows.map(({ id }) => id)).size).toBe(230);
    expect(rows).toHaveLength(230);
    expect(terminal.said).toContain('3 pages');
  });

  test('prints lines of what was asked for', async () => {
    await run('notices', '--brand', 'nordhavn', '--filter', 'state=sent', 'marketplace=bazaar');
    const lines = terminal.printed.trim().split('\n');
    expect(lines).toHaveLength(115);
    expect(JSON.parse(lines[0]!).state).toBe('sent');
  });

  test('refuses a filter that the API does not know, and to overwrite', async () => {
    await expect(run('notices', '--brand', 'nordhavn', '--filter', 'sate=sent')).rejects.toThrow(/sate: is not known/);
    await terminal.stop();
    await expect(run('notices', '--filter', 'sent')).rejects.toThrow(/not name=value/);
    await terminal.stop();
    await expect(run('listings')).rejects.toThrow(/--brand/);
    await terminal.stop();
    const out = join(folder, 'twice.csv');
    await run('notices', '--brand', 'nordhavn', '--out', out);
    await terminal.stop();
    const written = readFileSync(out, 'utf8');
    await expect(run('notices', '--filter', 'sate=sent', '--out', out)).rejects.toThrow(/is there already/);
    expect(readFileSync(out, 'utf8')).toBe(written);
  });

  test('leaves no file behind when a page fails', async () => {
    const out = join(folder, 'half.csv');
    await expect(run('notices', '--filter', 'sate=sent', '--out', out)).rejects.toThrow(/sate: is not known/);
    expect(existsSync(out)).toBe(false);
  });
});
