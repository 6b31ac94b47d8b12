import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noticeCommand } from '#infra/cli/commands/notice.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { createEvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { aNoticeRecord } from '#test/support/notice-builders.ts';

let buckets: Buckets;
let folder: string;
let terminal: CommandsWithApi;
beforeAll(async () => {
  buckets = await startBuckets('evidence');
  folder = mkdtempSync(join(tmpdir(), 'markwarden-notice-'));
  await createEvidenceStore(buckets.client, 'evidence').put('packets/nordhavn/1.zip', 'the zip', 'application/zip');
});
afterEach(() => terminal.stop());
afterAll(async () => {
  await buckets.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function packet(notice: Partial<NoticeRecord>, out: string): Promise<void> {
  const record = aNoticeRecord({ channel: 'packet', ...notice });
  terminal = await commandsWithApi({
    notices: { get: async () => record },
    evidenceLinks: await createEvidenceLinks(buckets.client, 'evidence'),
  });
  await noticeCommand().parseAsync(['packet', record.id, '--out', out], { from: 'user' });
}

describe('markwarden notice packet', () => {
  it('fetches the zip by a signed address into a file of its owner alone', async () => {
    const out = join(folder, 'one.zip');
    await packet({ packetKey: 'packets/nordhavn/1.zip' }, out);
    expect(readFileSync(out, 'utf8')).toBe('the zip');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(terminal.said).toContain('00-steps.html');
  });

  it('overwrites nothing', async () => {
    const out = join(folder, 'two.zip');
    await packet({ packetKey: 'packets/nordhavn/1.zip' }, out);
    await terminal.stop();
    await expect(packet({ packetKey: 'packets/nordhavn/1.zip' }, out)).rejects.toThrow(/is there already/);
  });

  it('says when there is none: not yet, not in that form, or never', async () => {
    const out = join(folder, 'none.zip');
    await expect(packet({}, out)).rejects.toThrow(/made after it was approved/);
    await terminal.stop();
    await expect(packet({ channel: 'webhook' }, out)).rejects.toThrow(/goes by webhook/);
    await terminal.stop();
    await expect(packet({ packetKey: 'packets/nordhavn/gone.zip' }, out)).rejects.toThrow(/HTTP 404/);
  });
});
