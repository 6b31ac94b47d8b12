import { isDeepStrictEqual } from 'node:util';
import { accountGroupOf, marketplacesOfGroup } from '#shared/domain/account-group.ts';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import { type StoreFile, type StoreState, storeFileId } from '#shared/domain/store-file.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import { foldStoreFile } from './fold.ts';
import { strikesOf } from './strikes.ts';

export type StoreFileServices = {
  cases: Pick<CaseStore, 'bySeller'>;
  storeFiles: Pick<StoreFileStore, 'get' | 'write'>;
  clock: () => Date;
};

type KeepingServices = StoreFileServices & { alerts: Queue<AlertJob> };

export type Account = { brandId: string; marketplaces: readonly string[]; sellerId: string };

/** An account's cases on every marketplace that shares it, the oldest first. */
async function casesOfAccount(
  { brandId, marketplaces, sellerId }: Account,
  { cases }: Pick<StoreFileServices, 'cases'>,
): Promise<Case[]> {
  const everywhere = new Set(marketplaces.flatMap((id) => [id, ...marketplacesOfGroup(accountGroupOf(id))]));
  const found = await Promise.all([...everywhere].map((id) => cases.bySeller(brandId, id, sellerId)));
  return found.flat().toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
}

/** The file as the account's cases have it now, with the cases; nothing is written. No file: no strike yet, or nobody by that account. */
export async function readStoreFile(
  account: Account,
  services: StoreFileServices,
): Promise<{ stored?: StoreFile; file?: StoreFile; cases: Case[] }> {
  const { brandId, marketplaces, sellerId } = account;
  const stored = await services.storeFiles.get(storeFileId(brandId, accountGroupOf(marketplaces[0]!), sellerId));
  const everywhere = [...new Set([...marketplaces, ...(stored?.marketplaces ?? [])])];
  const cases = await casesOfAccount({ brandId, marketplaces: everywhere, sellerId }, services);
  if (cases.length === 0 || (!stored && strikesOf(cases).length === 0)) return { stored, file: stored, cases };
  return { stored, file: foldStoreFile(stored, cases, programmeOf(marketplaces[0]!), services.clock()), cases };
}

/** After anything that may make or unmake a strike. Repeating it is harmless; whoever loses a race leaves the writing to the winner. */
export async function keepStoreFile(
  brandId: string,
  { marketplace, seller }: Case['listing'],
  services: KeepingServices,
): Promise<void> {
  if (!seller?.id) return;
  const account = { brandId, marketplaces: [marketplace], sellerId: seller.id };
  const { stored, file, cases } = await readStoreFile(account, services);
  if (!file || isDeepStrictEqual(stored, file)) return;
  // Told before it is written down: told twice is told once, untold is lost.
  if (stored && WITH_THE_VENUE.includes(stored.state)) await tellOfWithdrawn(stored, cases, services);
  await services.storeFiles.write(file);
}

/** The venue was asked for its closure with every strike of then. */
const WITH_THE_VENUE: readonly StoreState[] = ['filed', 'closed'];

async function tellOfWithdrawn(
  file: StoreFile,
  cases: readonly Case[],
  { alerts, clock }: KeepingServices,
): Promise<void> {
  const { sellerName = file.sellerId, strikes } = file;
  const isStrike = (record: Case) => strikes.some(({ caseId }) => caseId === record.id);
  const withdrawn = cases.filter((record) => record.state === 'withdrawn' && isStrike(record));
  if (withdrawn.length === 0) return;
  const items = withdrawn.map(({ listing }) => listing.id).join(', ');
  const message = `The venue was asked to close the store of ${sellerName}, and what was said of ${items} is withdrawn since: tell it that the request names ${withdrawn.length === 1 ? 'this offer' : 'these offers'} no more.`;
  const occasion = ['strike-withdrawn', ...withdrawn.map(({ id }) => id).toSorted()].join('|');
  await alerts.sendAll([brandAlert(file, 'task-due', message, clock(), occasion)]);
}

/** The same for the sellers of these cases, each once. */
export async function keepStoreFilesOf(
  brandId: string,
  caseIds: readonly string[],
  services: KeepingServices & { cases: Pick<CaseStore, 'getMany'> },
): Promise<void> {
  const listings = (await services.cases.getMany(caseIds)).map(({ listing }) => listing);
  const perSeller = new Map(listings.map((listing) => [`${listing.marketplace}~${listing.seller?.id}`, listing]));
  for (const listing of perSeller.values()) await keepStoreFile(brandId, listing, services);
}
