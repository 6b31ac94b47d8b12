import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import { eraseCommand } from '#infra/cli/commands/erase.ts';
import { installationOf } from '#infra/cli/installation.ts';
import { localObjects } from '#infra/local/host/local-clients.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Tombstone } from '#shared/erasure/erase.ts';
import { sellerObstacles } from '#shared/erasure/obstacles.ts';
import { sellerHoldings } from '#shared/erasure/seller-holdings.ts';
import type { SellerSubject } from '#shared/erasure/subject.ts';
import { everyItem, type Tables } from '#shared/erasure/table-scan.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { whereItStands } from './where-it-stands.ts';

/**
 * Erases a seller who was noticed and is settled, by the command, from the host that runs under this directory.
 * @returns where the seller's names stood before and stand afterwards, in tables, buckets and logs
 */
export async function eraseSomeone(
  stateDirectory: string,
): Promise<{ before: string[]; after: string[]; erased: Tombstone }> {
  vi.stubEnv('MARKWARDEN_STATE_DIR', stateDirectory);
  const installation = await installationOf(undefined);
  const { tables } = installation;
  const rollUps = createRollUpStore(tables.client, tables.names.cases);
  const obstacles: string[] = [];
  for (const account of await noticedSellers(tables)) {
    const subject: SellerSubject = { kind: 'seller', marketplace: 'bazaar', account };
    const holdings = await sellerHoldings(subject, installation);
    const found = await sellerObstacles(holdings, rollUps);
    obstacles.push(...found);
    if (found.length > 0 || (await isPartOfAnother(account, holdings.writtenAs, tables))) continue;
    const search = async () => [
      ...(await whereItStands(tables, objectsOf(stateDirectory), holdings.writtenAs)),
      ...inLogs(path.join(stateDirectory, 'logs'), holdings.writtenAs),
    ];
    const before = await search();
    const { erased } = await erasedByCommand('--seller', `bazaar:${account}`, '--yes', '--json');
    return { before, after: await search(), erased };
  }
  throw new Error(`no seller of this run is settled: ${obstacles.join('; ')}`);
}

async function noticedSellers(tables: Tables): Promise<Set<string>> {
  const accounts = new Set<string>();
  for await (const item of everyItem(tables, 'cases')) {
    const target = item.target as Partial<Target> | undefined;
    if (target?.statement?.sellerId) accounts.add(target.statement.sellerId);
  }
  return accounts;
}

/** The search for what is left takes another seller, who is called so and something more, for this one. */
async function isPartOfAnother(account: string, writtenAs: readonly string[], tables: Tables): Promise<boolean> {
  for await (const { listing } of everyItem(tables, 'listings')) {
    const { id = '', name = '' } = (listing as Partial<Listing> | undefined)?.seller ?? {};
    const called = `${id} ${name}`.toLowerCase();
    if (id !== account && writtenAs.some((text) => called.includes(text.toLowerCase()))) return true;
  }
  return false;
}

const objectsOf = (stateDirectory: string) =>
  localObjects(JSON.parse(readFileSync(path.join(stateDirectory, 'host.json'), 'utf8')).messaging);

function inLogs(directory: string, texts: readonly string[]): string[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => texts.some((text) => readFileSync(file, 'utf8').toLowerCase().includes(text.toLowerCase())));
}

async function erasedByCommand(...args: string[]): Promise<{ erased: Tombstone }> {
  let printed = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await eraseCommand().exitOverride().parseAsync(args, { from: 'user' });
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
  return JSON.parse(printed);
}
