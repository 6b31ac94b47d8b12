import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { trainCommand } from '#infra/cli/commands/train.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { model } from '#shared/scoring/model.ts';

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-train-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function decisionLines(count: number): string {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, i) => {
    const fake = random() < 0.4;
    return JSON.stringify({
      brandId: 'nordhavn',
      sellerId: `s${Math.floor(i / 3)}`,
      decision: fake ? 'confirmed' : 'rejected',
      decidedAt: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
      features: { 'brand-named': 1, 'low-price': fake ? 0.6 + 0.4 * random() : 0.5 * random() },
    });
  }).join('\n');
}

async function train(...args: string[]): Promise<void> {
  await trainCommand().exitOverride().parseAsync(args, { from: 'user' });
}

test('writes a model of the same form, with a version, moved weights and reasons that say so', async () => {
  const [decisions, out] = [join(folder, 'decisions.jsonl'), join(folder, 'model.json')];
  writeFileSync(decisions, decisionLines(400));
  await train('--decisions', decisions, '--out', out, '--json');
  const written = JSON.parse(readFileSync(out, 'utf8'));
  const { calibration, ...rest } = written;
  expect(Object.keys(rest)).toEqual(Object.keys(model));
  expect(calibration.curve.predicted.length).toBe(calibration.curve.observed.length);
  expect(Object.keys(written.weights)).toEqual(Object.keys(model.weights));
  expect(written.version).toMatch(/^2026-01-17-400-[0-9a-f]{6}$/);
  expect(written.weights['low-price'].weight).toBeGreaterThan(model.weights['low-price']!.weight);
  expect(written.weights['low-price'].reason).toMatch(/Refitted from \d+ decisions: \d/);
  expect(written.weights['reference-use']).toEqual(model.weights['reference-use']);
  const result = JSON.parse(printed);
  expect(result.promoted).toBe(result.why === 'no figure fell beyond chance on held-out sellers');
  expect(result.counts.training + result.counts.heldOut + result.counts.unused).toBe(400);
});

test('a model that cannot be written is a usage error in plain words', async () => {
  const decisions = join(folder, 'decisions.jsonl');
  writeFileSync(decisions, decisionLines(50));
  const out = join(folder, 'nowhere', 'model.json');
  await expect(train('--decisions', decisions, '--out', out)).rejects.toMatchObject({
    name: 'UsageError',
    message: `Cannot write ${out}: there is no such folder`,
  });
  expect(printed).toBe('');
});

test('a broken line is named, and nothing is learnt from the rest', async () => {
  const decisions = join(folder, 'decisions.jsonl');
  writeFileSync(decisions, `${decisionLines(3)}\n{"brandId":"nordhavn"}\n`);
  await expect(train('--decisions', decisions)).rejects.toThrow(/decisions\.jsonl:4: .*sellerId/);
});

test('a listing without the brand file is refused with what to do', async () => {
  const decisions = join(folder, 'decisions.jsonl');
  const listing = { marketplace: 'bazaar', id: '1', url: 'https://bazaar.example/1', title: 'Nordhavn parka' };
  writeFileSync(
    decisions,
    JSON.stringify({
      brandId: 'nordhavn',
      sellerId: 's',
      decision: 'confirmed',
      decidedAt: '2026-05-01T00:00:00Z',
      listing,
    }),
  );
  await expect(train('--decisions', decisions)).rejects.toThrow(/--brand/);
});
