import * as z from 'zod';
import { NEEDS } from '#shared/domain/membership.ts';
import { StoreFile, StoreState } from '#shared/domain/store-file.ts';
import { operation } from './operation.ts';
import { After } from './paging.ts';

/** A store file's id starts with its brand's, as a case's does. */
const ABOUT = 'case';

/** Files on sellers' stores: strikes, and what became of asking for their closure. */
export const storeFileOperations = {
  list: operation({
    id: 'listStoreFiles',
    method: 'get',
    path: '/stores',
    summary: "Files on sellers' stores in one state, those that entered it last first",
    permission: 'read',
    about: 'own',
    query: {
      brand: z.string().optional(),
      state: StoreState.default('ready'),
      marketplace: z.string().optional(),
      after: After,
    },
    lists: true,
    answer: z.object({ stores: z.array(StoreFile), next: z.string().optional() }),
  }),
  get: operation({
    id: 'getStoreFile',
    method: 'get',
    path: '/stores/{id}',
    summary: 'The file on a store as its cases have it now, and the statement to ask for its closure with',
    permission: 'read',
    about: ABOUT,
    answer: z.object({ store: StoreFile, statement: z.string() }),
  }),
  packet: operation({
    id: 'packStoreFile',
    method: 'post',
    path: '/stores/{id}/packet',
    summary: 'Packs what asks for its closure into one zip for a person to file, good to fetch for a few minutes',
    permission: 'read',
    about: ABOUT,
    answer: z.object({ address: z.url(), fileName: z.string() }),
  }),
  say: operation({
    id: 'sayOfStoreFile',
    method: 'post',
    path: '/stores/{id}',
    summary: 'Says that its closure was asked for, or what became of it',
    permission: NEEDS.handleStore,
    about: ABOUT,
    body: z.strictObject({
      state: StoreState,
      why: z.string().trim().min(1, 'say why').max(1000),
      /** The venue's own number of the complaint. */
      number: z.string().trim().min(1).max(200).optional(),
    }),
    answer: z.object({ store: StoreFile }),
  }),
};
