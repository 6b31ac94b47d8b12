import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPacket } from '#functions/packet/build-packet.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createStreamedObjects } from '#shared/evidence/streamed-object.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { type CaptureWorld, captureWorld } from '#test/support/capture-world.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

// Checked as whoever gets the zip would: unpacked on disk, with sha256sum.

let tables: Tables;
let buckets: Buckets;
let w: CaptureWorld;
const folder = mkdtempSync(join(tmpdir(), 'markwarden-export-'));
beforeAll(async () => {
  [tables, buckets] = await Promise.all([startTables(), startBuckets('evidence')]);
  w = captureWorld(tables, buckets);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([tables.stop(), buckets.stop()]);
});

async function exported(record: Parameters<CaptureWorld['caseOf']>[0], to: string): Promise<string> {
  const evidence = createEvidenceStore(buckets.client, 'evidence');
  const packets = createStreamedObjects(buckets.client, 'evidence');
  const { key } = await buildPacket({ exportOf: await w.caseOf(record) }, { evidence, packets });
  for (const [path, bytes] of Object.entries(unzipSync((await evidence.get(key))!))) {
    mkdirSync(dirname(join(folder, to, path)), { recursive: true });
    writeFileSync(join(folder, to, path), bytes);
  }
  return join(folder, to);
}

/** Older macOS has the same tool by another name. */
const [tool, ...options] = process.platform === 'darwin' ? ['shasum', '-a', '256'] : ['sha256sum'];
const sums = (cwd: string): string =>
  execFileSync(tool!, [...options, '--check', 'SHA256SUMS'], { cwd, encoding: 'utf8' });
const text = (...path: string[]) => readFileSync(join(...path), 'utf8');

test('an export checks with sha256sum, and its manifests name each other up to the hash that the case holds', async () => {
  const record = await w.open();
  await w.capture(record);
  w.pages.state = 'removed';
  await w.capture(record, true);
  const where = await exported(record, 'good');
  expect(
    sums(where)
      .trim()
      .split('\n')
      .filter((line) => !line.endsWith(': OK')),
  ).toEqual([]);
  const [first, second] = ['01-2026-12-01T080000', '02-2026-12-01T090000'].map((name) => join(where, 'captures', name));
  expect(JSON.parse(text(second!, 'manifest.json')).previous.sha256).toBe(sha256Hex(text(first!, 'manifest.json')));
  const { evidence } = JSON.parse(text(where, 'case.json'));
  expect(sha256Hex(text(second!, 'manifest.json'))).toBe(evidence.sha256);
  expect(text(where, '00-READ-ME.txt')).toContain(evidence.sha256);
  // No browser opens what a seller wrote.
  expect(text(first!, 'page.html.txt')).toContain('bazaar');
  for (const { key, sha256 } of JSON.parse(text(first!, 'manifest.json')).items) {
    const name = key
      .split('/')
      .at(-1)
      .replace(/\.html$/, '.html.txt');
    expect(sha256Hex(readFileSync(join(first!, name)))).toBe(sha256);
  }
});

test('an export leaves out what was changed, and says so first of all', async () => {
  w.pages.state = 'on sale';
  const record = await w.open();
  await w.capture(record);
  const page = (await w.chainOf(record)).captures[0]!.manifest.items[0]!;
  await w.evidence.put(page.key, 'another page', 'text/html');
  const where = await exported(record, 'bad');
  expect(text(where, '00-READ-ME.txt')).toContain(`  changed: ${page.key}`);
  expect(sums(where)).not.toContain('page.html');
});
