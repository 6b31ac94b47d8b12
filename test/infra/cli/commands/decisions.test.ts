import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decisionsCommand } from '#infra/cli/commands/decisions.ts';
import { rescoreCommand } from '#infra/cli/commands/rescore.ts';
import { trainCommand } from '#infra/cli/commands/train.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { aBrand, aCase, aListing, aVerdict } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryCaseStore } from '#test/support/memory-stores.ts';

let folder: string;
let commands: CommandsWithApi;
let cases: CaseStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-decisions-'));
  cases = memoryCaseStore();
  const brands = {
    list: async () => [aBrand()],
    asRegistered: async (id: string) => (id === 'nordhavn' ? aBrand() : undefined),
  };
  commands = await commandsWithApi({ brands, cases, clock: () => new Date() });
});
afterEach(async () => {
  await commands.stop();
  rmSync(folder, { recursive: true });
});

/** Cheap ones are confirmed, dear ones dismissed, as a person would. */
async function decide(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const cheap = i % 3 === 0;
    const at = new Date(Date.UTC(2026, 4, 1) + i * 3_600_000).toISOString();
    const to = cheap ? ('queued' as const) : ('dismissed' as const);
    const signals = [
      { id: 'brand-named', contribution: 1.2, evidence: 'named', value: 1 },
      { id: 'low-price', contribution: 1, evidence: 'so', value: cheap ? 0.9 : 0.2 },
    ];
    const record = aCase({
      listing: aListing({ id: String(i), seller: { id: `s-${i}` } }),
      state: to,
      openedAt: at,
      verdict: aVerdict({ signals, probability: 0.6, decision: 'review' }),
      events: [{ at, from: 'flagged', to, by: 'analyst:ann', why: 'looked' }],
    });
    await cases.open(record);
  }
}

const run = (command: ReturnType<typeof trainCommand>, ...args: string[]) =>
  command.exitOverride().parseAsync(args, { from: 'user' });
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('decisions', () => {
  test('prints one line a decision, with --json or without, over all pages, which train and rescore read', async () => {
    await decide(230);
    await run(decisionsCommand(), '--json');
    const asked = commands.printed;
    commands.printed = '';
    commands.said = '';
    await run(decisionsCommand());
    expect(commands.printed).toBe(asked);
    const lines = commands.printed.trim().split('\n');
    expect(lines).toHaveLength(230);
    expect(JSON.parse(lines[0]!)).toMatchObject({ brandId: 'nordhavn', decidedBy: 'analyst:ann' });
    expect(commands.said).toBe('230 decisions.\n');

    const [decisions, model] = [file('decisions.jsonl', commands.printed), join(folder, 'model.json')];
    commands.printed = '';
    await run(trainCommand(), '--decisions', decisions, '--out', model, '--json');
    expect(JSON.parse(commands.printed)).toMatchObject({ promoted: true, agreement: { pairs: 0, agreed: 0 } });

    commands.printed = '';
    await run(rescoreCommand(), '--decisions', decisions, '--model', model, '--json');
    const { before, after, moved, listings } = JSON.parse(commands.printed);
    expect(listings).toBe(230);
    expect(before).toMatchObject({
      decisions: { ignore: 0, review: 230, expedite: 0 },
      averagePrecision: expect.closeTo(77 / 230, 9),
    });
    expect(after.averagePrecision).toBe(1);
    expect(moved['review → ignore']).toBe(153);
    expect(after.decisions.review + after.decisions.expedite).toBe(77);
  });

  test('of an unknown brand are refused in words', async () => {
    await expect(run(decisionsCommand(), '--brand', 'nobody')).rejects.toThrow('There is no brand "nobody".');
  });
});

describe('rescore', () => {
  const line = { brandId: 'b', sellerId: 's', decision: 'confirmed', decidedAt: '2026-05-01T00:00:00Z' };

  test('without a stored verdict compares with the shipped model, and with itself finds no change', async () => {
    const decisions = file('d.jsonl', JSON.stringify({ ...line, features: { 'brand-named': 1, 'low-price': 1 } }));
    await run(rescoreCommand(), '--decisions', decisions, '--json');
    const { model, before, after, moved } = JSON.parse(commands.printed);
    expect({ model, moved }).toEqual({ model: shipped.version, moved: {} });
    expect(after).toEqual(before);
  });

  test('names the broken line and its field, and a file that is no model', async () => {
    const broken = file(
      'broken.jsonl',
      `${JSON.stringify({ ...line, features: {} })}\n{"brandId":"b","sellerId":7}\nnot json`,
    );
    const attempt = run(rescoreCommand(), '--decisions', broken);
    await expect(attempt).rejects.toThrow(
      /broken\.jsonl:2: .*sellerId: expected text, but got 7[\s\S]*broken\.jsonl:3: is not JSON/,
    );
    const good = file('good.jsonl', JSON.stringify({ ...line, features: {} }));
    const model = file('model.json', '{"version":"x"}');
    await expect(run(rescoreCommand(), '--decisions', good, '--model', model)).rejects.toThrow(
      /is not a model:[\s\S]*bias/,
    );
    await expect(run(rescoreCommand(), '--decisions', join(folder, 'none'))).rejects.toThrow(/Cannot read/);
  });
});
