import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { caseCommand } from '#infra/cli/commands/cases.ts';
import type { CaptureJob } from '#shared/domain/capture.ts';
import { createEvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { type CaptureWorld, captureWorld } from '#test/support/capture-world.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryQueue } from '#test/support/memory-queue.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

let tables: Tables;
let buckets: Buckets;
let w: CaptureWorld;
let terminal: CommandsWithApi;
const folder = mkdtempSync(join(tmpdir(), 'markwarden-case-'));
const captures = memoryQueue<CaptureJob>();
beforeAll(async () => {
  [tables, buckets] = await Promise.all([startTables(), startBuckets('evidence')]);
  w = captureWorld(tables, buckets);
});
afterEach(async () => {
  process.exitCode = undefined;
  await terminal.stop();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([tables.stop(), buckets.stop()]);
});

async function run(...words: string[]): Promise<CommandsWithApi> {
  terminal = await commandsWithApi({
    cases: w.services.cases,
    evidence: w.evidence,
    evidenceLinks: await createEvidenceLinks(buckets.client, 'evidence'),
    exportCase: () => w.evidence.put('packets/nordhavn/case.zip', 'the zip', 'application/zip'),
    captures,
    clock: () => w.at,
  });
  await caseCommand().parseAsync(words, { from: 'user' });
  return terminal;
}

it('lists every capture with its files, and says that all is as captured', async () => {
  const record = await w.open();
  await w.capture(record);
  const { printed } = await run('evidence', record.id);
  expect(printed).toMatch(/^2026-12-01 08:00 {2}present {2}manifest [0-9a-f]{64}$/m);
  expect(printed).toMatch(/^ {2}page +\d+ {2}[0-9a-f]{16}…$/m);
  expect(printed).toContain('its host answers HTTP 404');
  expect(printed).toContain('Every file is what was captured');
  expect(process.exitCode).toBeUndefined();
});

it('names what was changed, and ends as a failure for scripts', async () => {
  const record = await w.open();
  await w.capture(record);
  const { key } = (await w.chainOf(record)).captures[0]!.manifest.items[0]!;
  await w.evidence.put(key, 'another', 'text/html');
  expect((await run('evidence', record.id)).printed).toContain(`NOT AS IT WAS CAPTURED, changed: ${key}`);
  expect(process.exitCode).toBe(4);
});

it('has the offer captured as it is now, and writes the zip into a file', async () => {
  const record = await w.open();
  await run('evidence', record.id, '--capture');
  expect(captures.sent.at(-1)!.message).toMatchObject({ caseId: record.id, asked: true });
  await terminal.stop();
  const out = join(folder, 'x.zip');
  expect((await run('export', record.id, '--out', out)).said).toContain('sha256sum --check SHA256SUMS');
  expect(readFileSync(out, 'utf8')).toBe('the zip');
});
