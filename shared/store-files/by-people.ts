import type { Case } from '#shared/domain/case.ts';
import { STORE_TRANSITIONS, type StoreFile, type StoreState } from '#shared/domain/store-file.ts';
import { readStoreFile, type StoreFileServices } from './keep.ts';
import { sayOfStore } from './looks.ts';

/** The file as its cases have it now, with the cases; undefined when there is none. */
export async function openStoreFile(
  id: string,
  services: StoreFileServices,
): Promise<{ file: StoreFile; cases: Case[] } | undefined> {
  const stored = await services.storeFiles.get(id);
  if (!stored) return undefined;
  const { file = stored, cases } = await readStoreFile(stored, services);
  return { file, cases };
}

export type StoreWord = { state: StoreState; by: string; why: string; number?: string };

/** What a person says became of it. */
export async function sayOfStoreFile(
  id: string,
  { state, by, why, number }: StoreWord,
  services: StoreFileServices,
): Promise<{ file: StoreFile } | { refused: string } | undefined> {
  const opened = await openStoreFile(id, services);
  if (!opened) return undefined;
  const { file } = opened;
  const said = sayOfStore(file, state, { by, why, at: services.clock() }, number);
  if (!said)
    return { refused: `The store is at "${file.state}": it can go to ${STORE_TRANSITIONS[file.state].join(', ')}.` };
  const written = await services.storeFiles.write(said);
  return written ? { file: written } : { refused: 'Somebody else changed it meanwhile: look again.' };
}
