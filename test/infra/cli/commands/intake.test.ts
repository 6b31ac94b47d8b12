import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { intakeCommand } from '#infra/cli/commands/intake.ts';
import type { ScanJob } from '#shared/domain/messages.ts';
import { ScanPage } from '#shared/stores/listing-store.ts';
import { aBrand, aScanPage } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { aTemuSearch } from '../../../support/saved-pages.ts';

// The command against the API; what the pipeline makes of a page is made up here and tested elsewhere.

const NOW = new Date('2026-11-23T14:02:00Z');
let terminal: CommandsWithApi;
let folder: string;
let archived: { url: string; text: string }[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = 0;
  return terminal.stop();
});

async function intake(read: Partial<ScanPage>, ...args: string[]) {
  archived = [];
  const jobs: ScanJob[] = [];
  terminal = await commandsWithApi({
    clock: () => NOW,
    brands: { get: async () => aBrand(), asRegistered: async () => aBrand() },
    archive: {
      put: async ({ url, bytes }: { url: string; bytes: Uint8Array }) =>
        `page-${archived.push({ url, text: Buffer.from(bytes).toString() })}`,
    },
    scans: { send: async (job: ScanJob) => void jobs.push(job) },
    listings: {
      scanPagesAfter: async () => ({
        pages: jobs.map((job) =>
          ScanPage.parse({ ...aScanPage({ listingIds: ['1'], at: NOW.toISOString() }), ...job, ...read }),
        ),
      }),
    },
  });
  await intakeCommand().parseAsync(['--brand', 'nordhavn', ...args], { from: 'user' });
}

const saved = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('a page is sent with the address that the page saver noted, and what could be read of it is shown', async () => {
  const { url, html } = aTemuSearch('nordhavn', 1);
  await intake(
    {},
    saved(
      'page.html',
      `<!doctype html><html><!--\n Page saved with a saver \n url: ${url} \n saved date: today\n-->${html}`,
    ),
  );

  expect(archived.map((page) => page.url)).toEqual([url]);
  expect(terminal.printed).toContain('complete');
  expect(terminal.said).toContain('1 listing, brought by jane@nordhavn.example 14:02');
  expect(process.exitCode ?? 0).toBe(0);
});

test('a page that says nothing of its address is not guessed at', async () => {
  await expect(intake({}, saved('bare.html', '<p>Parka</p>'))).rejects.toThrow('--url');
  expect(archived).toEqual([]);
});

test('a block page ends with another exit code than a page that was read', async () => {
  const read: Partial<ScanPage> = { coverage: 'blocked', reason: 'login page', listingIds: [] };
  await intake(read, '--url', 'https://www.temu.com/login.html', saved('login.html', '<p>Sign in</p>'));
  expect(terminal.printed).toContain('login page');
  expect(process.exitCode).toBe(3);
});

test('lines that are wrong are named with their number, and the others are taken', async () => {
  const line = { marketplace: 'temu', id: '7', url: 'https://www.temu.com/goods.html?goods_id=7', title: 'Nordhavn' };
  await intake({}, saved('offers.jsonl', `${JSON.stringify(line)}\n{"title":"x"}\n`));
  expect(archived.map(({ text }) => JSON.parse(text).id)).toEqual(['7']);
  expect(terminal.said).toContain('line 2: marketplace');
  expect(process.exitCode).toBe(3);
});
