import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPictureCommand } from '#infra/cli/commands/find-picture.ts';
import { readSearchedPicture } from '#shared/imaging/searched-picture.ts';
import { aCase, aListing } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { drawnPicture } from '../../../support/drawn-pictures.ts';

const HASH = await readSearchedPicture(await drawnPicture().png().toBuffer());
const position = { pk: 'CASE~nordhavn~bazaar~2', sk: 'GENERATION~000001', sort: '2026-11-02' };

let terminal: CommandsWithApi;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-'));
  writeFileSync(join(folder, 'tip.png'), await drawnPicture().png().toBuffer());
  writeFileSync(join(folder, 'tip.txt'), 'no picture');
  const pdq = 'searched' in HASH ? HASH.searched[0]!.pdq : '';
  const record = (id: string) =>
    aCase({ id: `nordhavn~bazaar~${id}~1`, listing: aListing({ id, title: `Offer \u001b[31m${id}` }) });
  terminal = await commandsWithApi({
    readPicture: readSearchedPicture,
    caseLists: {
      pictured: async (_: string, { after }: { after?: object }) => ({
        pictured: [
          { caseId: `nordhavn~bazaar~${after ? 'old' : 'new'}~1`, openedAt: '2026-11-02T00:00:00.000Z', hashes: [pdq] },
          { caseId: 'nordhavn~bazaar~none~1', openedAt: '2026-11-01T00:00:00.000Z', hashes: [] },
        ],
        ...(!after && { next: position }),
      }),
    },
    cases: { getMany: async (ids: string[]) => [...new Set(ids)].map((id) => record(id.split('~')[2]!)) },
  });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await terminal.stop();
});

const run = (...args: string[]) => findPictureCommand().parseAsync(['--brand', 'nordhavn', ...args], { from: 'user' });

test('offers that show a picture are listed with what is alike, and how many were looked at', async () => {
  await run(join(folder, 'tip.png'));
  expect(terminal.printed).toMatch(/the same picture │ 0 +│ queued │ Offer \[31mnew/);
  expect(terminal.said).toContain(
    '2 offers of 2 with stored pictures show it; found since 2026-11-01; of 2 no picture',
  );
  expect(terminal.printed).not.toContain('\u001b[31m');
});

test('what is no picture is refused with the reason', async () => {
  await expect(run(join(folder, 'tip.txt'))).rejects.toThrow('file: no offer was compared: unsupported image format');
});
