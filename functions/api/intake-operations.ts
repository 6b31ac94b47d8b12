import * as z from 'zod';
import { MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { BroughtAddress, BroughtNote } from '#shared/intake/bring.ts';
import { operation } from './operation.ts';

const brand = z.string().min(1).max(100);
const jobIds = z.array(z.string());

/** Page savers can add nothing to their form but the file and the address: there the brand stands in the address of the API. */
const BRAND_QUERY = { brand: brand.optional(), marketplace: z.string().max(300).optional() };

export const intakeOperations = {
  addPage: operation({
    id: 'addPage',
    method: 'post',
    path: '/pages',
    summary:
      'A page as somebody saved it from their browser: a form with `file` and `url`, or JSON; above 4 MB by `upload`',
    permission: 'review',
    about: 'own',
    takes: 'form',
    query: BRAND_QUERY,
    body: z.strictObject({
      brand: brand.optional(),
      marketplace: z.string().max(300).optional(),
      url: BroughtAddress,
      file: z.union([z.instanceof(Uint8Array), z.string()]).optional(),
      /** In place of `file`: what startUpload gave. */
      upload: z.string().max(300).optional(),
      note: BroughtNote,
    }),
    answer: z.object({ jobId: z.string(), marketplace: z.string(), watch: z.string().nullable() }),
    statuses: [202],
  }),
  startUpload: operation({
    id: 'startUpload',
    method: 'post',
    path: '/uploads',
    summary: 'Where a page above 4 MB is to be put before it is named in /pages',
    permission: 'review',
    about: 'own',
    body: z.strictObject({ brand, bytes: z.int().positive().max(MAX_BODY_BYTES) }),
    answer: z.object({ upload: z.string(), address: z.string() }),
    statuses: [201],
  }),
  addListings: operation({
    id: 'addListings',
    method: 'post',
    path: '/listings',
    summary: 'Listings of a partner or from a spreadsheet, one JSON object a line',
    permission: 'review',
    about: 'own',
    takes: 'lines',
    query: BRAND_QUERY,
    body: z.strictObject({ lines: z.string() }),
    answer: z.object({
      accepted: z.int(),
      refused: z.array(z.object({ line: z.int(), field: z.string(), message: z.string() })),
      jobIds,
    }),
    statuses: [202],
  }),
  reportOffer: operation({
    id: 'reportOffer',
    method: 'post',
    path: '/offers',
    summary: 'Reports an offer by its address: it is looked at, judged, and a case where it gives reason',
    permission: 'review',
    about: 'own',
    body: z.strictObject({
      brand,
      url: BroughtAddress,
      marketplace: z.string().max(300).optional(),
      note: BroughtNote,
    }),
    answer: z.object({ jobId: z.string(), marketplace: z.string() }),
    statuses: [202],
  }),
};
