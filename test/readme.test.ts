import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { README_COUNT, readmeCount } from '#test/pages/registry-facts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const BIN = join(ROOT, 'infra/cli/bin.js');

const elsewhere = mkdtempSync(join(tmpdir(), 'markwarden-readme-'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

/** The commands under "Try it", one by one; paths of the repository stay true when they run in another folder. */
const commands = README.split('## Try it')[1]!
  .split('```')[1]!
  .split(/\n|&&/)
  .map((line) => line.trim())
  .filter((line) => line.startsWith('npx markwarden'))
  .map((line) =>
    line.replace('npx markwarden ', '').replaceAll('infra/cli/samples/', join(ROOT, 'infra/cli/samples/')),
  );

// Replay brings a system up: half a minute of work, many times that beside other work.
const LONGEST_MS = 900_000;

describe('the README', () => {
  test.each(commands)('shows a command that runs: %s', { timeout: LONGEST_MS }, (command) => {
    const { status, stderr } = spawnSync(process.execPath, [BIN, ...command.split(' ')], {
      cwd: elsewhere,
      encoding: 'utf8',
    });
    // Replay fetches nothing, says so of what it would have looked at, and ends with the code for partial coverage.
    expect(status, stderr).toBe(command.startsWith('replay') ? 3 : 0);
  });

  test('shows several', () => {
    expect(commands.length).toBeGreaterThan(3);
  });

  test('counts the marketplaces that there are (else: npm run extract:report -- --facts)', () => {
    expect(README.match(README_COUNT)?.[0]).toBe(readmeCount(marketplaces));
  });
});
