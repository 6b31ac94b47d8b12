import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { caseCommand, casesCommand } from '#infra/cli/commands/cases.ts';
import { noticeCommand } from '#infra/cli/commands/notice.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { createRequestStore } from '#shared/stores/request-store.ts';
import { aBrand, aCase, aListing } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryQueue } from '#test/support/memory-queue.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

let tables: Tables;
let folder: string;
let terminal: CommandsWithApi;
let cases: CaseStore;
let notices: NoticeStore;
beforeAll(async () => {
  tables = await startTables();
  folder = mkdtempSync(join(tmpdir(), 'markwarden-many-'));
  cases = createCaseStore(tables.client, tables.names.cases);
  notices = createNoticeStore(tables.client, tables.names.cases);
});
beforeEach(async () => {
  terminal = await commandsWithApi({
    cases,
    notices,
    requests: createRequestStore(tables.client, tables.names.cases),
    quotas: createQuotaStore(tables.client, tables.names.cases),
    brands: { get: async () => aBrand() },
    models: { stored: async () => undefined },
    takedowns: memoryQueue(),
    alerts: memoryQueue(),
  });
});
afterEach(async () => {
  process.exitCode = undefined;
  await terminal.stop();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await tables.stop();
});

async function waiting(count: number, name: string): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `nordhavn~bazaar~${name}${n}~1`);
  for (const id of ids) await cases.open(aCase({ id, listing: aListing({ id: id.split('~')[2]! }), state: 'flagged' }));
  return ids;
}

const run = (...args: string[]) => casesCommand().exitOverride().parseAsync(args, { from: 'user' });
const runNotice = (...args: string[]) => noticeCommand().exitOverride().parseAsync(args, { from: 'user' });

describe('markwarden cases decide', () => {
  test('decides those named and those of a file, and says which it could not', async () => {
    const ids = await waiting(104, 'a');
    const file = join(folder, 'ids.txt');
    writeFileSync(file, `# from the afternoon\n${ids.slice(1).join('\r\n')}\n\nnordhavn~bazaar~none~1  # typed\n`);

    await run('decide', 'out-of-scope', ids[0]!, '--from', file, '--note', 'spare parts');

    expect(terminal.said).toContain('104 done, 1 refused.');
    expect(terminal.said).toContain('nordhavn~bazaar~none~1: There is nothing by that name in your brands');
    expect(process.exitCode).toBe(5);
    expect((await cases.get(ids[103]!))?.events.at(-1)?.why).toBe('out of scope: spare parts');
  });

  test('prints what became of each as JSON, also behind the subcommand', async () => {
    const [id] = await waiting(1, 'b');
    await run('decide', 'snooze', id!, '--json');
    expect(JSON.parse(terminal.printed)).toEqual([{ id, done: true, state: 'snoozed', version: 2 }]);
  });

  test('says what was done before a portion was refused', async () => {
    const ids = await waiting(100, 'c');
    await expect(run('decide', 'snooze', ...ids, 'x'.repeat(600))).rejects.toThrow(/cases/);
    expect(terminal.said).toContain('100 done, 0 refused; then it stopped.');
  });

  test('wants to be told which', async () => {
    await expect(run('decide', 'snooze')).rejects.toThrow(/Name the cases/);
  });
});

test('a command whose answer was lost says it again, and it is done once', async () => {
  const [id] = await waiting(1, 'lost');
  const real = globalThis.fetch;
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (...args: Parameters<typeof fetch>) => {
    const answer = await real(...args);
    const headers = args[1]?.headers as Record<string, string>;
    if (args[1]?.method !== 'POST') return answer;
    sent.push(headers['idempotency-key']!);
    if (sent.length === 1) throw new TypeError('socket closed');
    return answer;
  });
  try {
    await caseCommand().exitOverride().parseAsync([id!, '--dismiss', 'genuine'], { from: 'user' });
  } finally {
    vi.unstubAllGlobals();
  }
  expect(sent).toHaveLength(2);
  expect(new Set(sent).size).toBe(1);
  expect((await cases.get(id!))?.events.filter(({ to }) => to === 'dismissed')).toHaveLength(1);
  expect(terminal.printed).toContain('state dismissed');
});

describe('markwarden notice, of many', () => {
  async function withState(state: 'draft' | 'ready-to-file', names: readonly string[]) {
    const ids = names.map((name) => `nordhavn~bazaar~${name}-1`);
    for (const id of ids) {
      const packet = { channel: 'packet', packetKey: 'packets/x.zip' } as const;
      await notices.create(aNoticeRecord({ id, state, ...(state === 'ready-to-file' && packet) }));
      await notices.addTarget(aTarget({ noticeId: id, caseId: `${id.slice(0, -2)}~1` }));
    }
    return ids;
  }

  test('approve prints each and approves what it printed', async () => {
    const ids = await withState('draft', ['p', 'q']);
    await runNotice('approve', ...ids);
    expect(terminal.printed).toContain(`${ids[0]} · draft`);
    expect(terminal.said).toContain('2 done, 0 refused.');
    expect((await notices.get(ids[1]!))?.state).toBe('approved');
    await expect(runNotice('approve', ...ids, '--despite-breaker')).rejects.toThrow(/about one notice/);
  });

  test('filed takes a table of numbers', async () => {
    const ids = await withState('ready-to-file', ['r', 's']);
    const file = join(folder, 'filed.csv');
    writeFileSync(file, `${ids[0]},V-1,2026-06-01T12:30:00.000Z\n${ids[1]}; #V-2 # by phone\n`);
    await runNotice('filed', '--from', file);
    expect(terminal.said).toContain('2 done, 0 refused.');
    expect((await notices.get(ids[1]!))?.externalId).toBe('#V-2');
    await expect(runNotice('filed', ids[0]!, '--from', file)).rejects.toThrow(/one notice, or a file/);
  });
});
