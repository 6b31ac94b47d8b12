import { afterEach, beforeEach, expect, test } from 'vitest';
import { modelCommand } from '#infra/cli/commands/model.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryModelStore } from '#test/support/memory-stores.ts';

const NOW = new Date('2026-06-03T02:00:00.000Z');

let commands: CommandsWithApi;
let models: ModelStore;

beforeEach(async () => {
  models = memoryModelStore();
  commands = await commandsWithApi({ models, clock: () => NOW });
});
afterEach(async () => {
  await commands.stop();
});

const run = (...args: string[]) => modelCommand().exitOverride().parseAsync(args, { from: 'user' });

test('goes back to an earlier version, says that it stays, and lets it go again', async () => {
  await models.promote({ ...shipped, version: 'good' }, undefined, new Date('2026-06-01T02:00:00.000Z'));
  await models.promote({ ...shipped, version: 'bad' }, 'good', new Date('2026-06-02T02:00:00.000Z'));
  await run('show');
  expect(commands.said).toBe('Model bad is in use, since 2026-06-02.\n');
  expect(commands.printed).toMatch(/bad[ │]+2026-06-02[ │]+in use[ │]+\n│ good[ │]+2026-06-01/);

  commands.said = '';
  await run('pin', 'good');
  expect(commands.said).toContain('Model good is in use, since 2026-06-03.');
  expect(commands.said).toContain(
    'pinned by analyst:jane@nordhavn.example on 2026-06-03: no training replaces it before "markwarden model unpin"',
  );
  expect(await models.promote({ ...shipped, version: 'worse' }, 'good', NOW)).toBe(false);

  commands.printed = '';
  await run('unpin', '--json');
  expect(JSON.parse(commands.printed)).toMatchObject({ model: { version: 'good' }, pinned: null });
  expect(await models.promote({ ...shipped, version: 'better' }, 'good', NOW)).toBe(true);
});

test('before anything was learnt the shipped model is named, and may be pinned too', async () => {
  await run('show');
  expect(commands.said).toBe(`Model ${shipped.version} is in use, as shipped.\n`);
  expect(commands.printed).toContain('in use, shipped');
  await run('pin', shipped.version);
  expect((await models.promoted())?.pinned).toBeDefined();
});

test('a version that nobody knows changes nothing', async () => {
  await expect(run('pin', 'nobody')).rejects.toThrow('There is no model "nobody".');
  expect(await models.promoted()).toBeUndefined();
});
