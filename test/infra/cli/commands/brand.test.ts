import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { brandCommand } from '#infra/cli/commands/brand.ts';
import { brandTemplate } from '#infra/cli/commands/init.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { allReached } from '#test/support/all-reached.ts';
import { aBrand } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryModelStore } from '#test/support/memory-stores.ts';

let folder: string;
let commands: CommandsWithApi;
let registered: Map<string, Brand>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-brand-'));
  registered = new Map([['nordhavn', aBrand()]]);
  const brands = {
    list: async () => [...registered.values()],
    get: async (id: string) => registered.get(id),
    asRegistered: async (id: string) => registered.get(id),
    registered: async (id: string) => (registered.has(id) ? { brand: registered.get(id), edition: 1 } : undefined),
    put: async (brand: Brand) => registered.set(brand.id, brand) && true,
  };
  commands = await commandsWithApi({
    brands,
    models: memoryModelStore(),
    prepareAlerts: async () => {},
    alertAddresses: allReached,
    clock: () => new Date(),
  });
});
afterEach(async () => {
  await commands.stop();
  rmSync(folder, { recursive: true });
});

function add(brand: string | object, ...options: string[]) {
  const file = join(folder, 'brand.yaml');
  writeFileSync(file, typeof brand === 'string' ? brand : JSON.stringify(brand));
  return brandCommand()
    .exitOverride()
    .parseAsync(['add', file, ...options], { from: 'user' });
}

const BARE = { id: 'nordhavn', name: 'Nordhavn', fingerprint: { names: ['Nordhavn'] } };

test('a file that would take rights, permissions or authorised sellers from a brand is refused, and nothing is lost', async () => {
  const before = structuredClone(registered.get('nordhavn'));

  await expect(add(BARE)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(
      /^Nothing was changed[\s\S]*marks: 1 → 0, without .*018000001\)\n {2}authorised sellers: 1 → 0, without nordhavn-official on bazaar\n {2}rights owner: Nordhavn A\/S → none\n {2}reporter: Jane Holm → none\n {2}authority: Karl Lind, 2026-01-15 → none\n[\s\S]*--replace/,
    ),
  });
  expect(registered.get('nordhavn')).toEqual(before);
});

test('with --replace it goes, and what goes is told', async () => {
  await add(BARE, '--replace');
  expect(registered.get('nordhavn')).toMatchObject({ marks: [], contacts: {}, watches: [] });
  expect(commands.said).toContain('watches: 1 → 0, without "nordhavn jacket" on bazaar\n');
  expect(commands.said).toContain('products: 2 → 0, without NH-FJORD Fjord Parka, NH-BOTTLE Havn Bottle 500 ml\n');
});

test('everyday changes are told and need no leave', async () => {
  const { fingerprint, ...rest } = aBrand();
  const seller = { marketplace: 'bazaar', sellerId: 'fjord\u001b[2J-outlet' };
  const authorisedSellers = [...fingerprint.authorisedSellers, seller];
  const enforcement = { ...rest.enforcement, mode: 'auto' };
  await add({ ...rest, watches: [], enforcement, fingerprint: { ...fingerprint, authorisedSellers } }, '--json');

  expect(JSON.parse(commands.printed)).toMatchObject({
    id: 'nordhavn',
    created: false,
    changes: [
      { what: 'authorised sellers', before: '1', after: '2', lost: [] },
      { what: 'watches', before: '1', after: '0', lost: ['"nordhavn jacket" on bazaar'] },
      { what: 'mode', before: 'review', after: 'auto', lost: [] },
    ],
  });
});

test('the same file again changes nothing and says so by saying nothing', async () => {
  await add(aBrand());
  expect(commands.said).not.toContain('→');
  expect(commands.said).toMatch(/\nNordhavn is updated\. Its watches run at the next tick\.\n$/);
});

test('what init writes stands beside the sample brand', async () => {
  await add(brandTemplate('./brand.schema.json'), '--json');
  expect(JSON.parse(commands.printed)).toMatchObject({ created: true, changes: [] });
  expect([...registered.keys()]).toEqual(['nordhavn', expect.any(String)]);
});
