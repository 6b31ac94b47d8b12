import * as z from 'zod';
import { Attachment } from '#shared/brands/attach-document.ts';
import { DOCUMENT_ENDINGS, MOST_DOCUMENT_BYTES } from '#shared/evidence/document-kinds.ts';
import { operation } from './operation.ts';

const key = z.string().min(1).max(300);

export const documentOperations = {
  start: operation({
    id: 'startDocument',
    method: 'post',
    path: '/brands/{id}/documents/uploads',
    summary:
      'Where a certificate, power of attorney or photo is to be put before it is attached: one PUT with these headers',
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 lower-case hexadecimal digits'),
      bytes: z.int().positive().max(MOST_DOCUMENT_BYTES),
      ending: z.enum(DOCUMENT_ENDINGS),
    }),
    answer: z.object({ key, address: z.url(), headers: z.record(z.string(), z.string()) }),
    statuses: [201],
  }),
  attach: operation({
    id: 'attachDocument',
    method: 'post',
    path: '/brands/{id}/documents',
    summary: 'Attaches an uploaded document to a right or an authority of the brand; twice is once',
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({ key, attachment: Attachment }),
    answer: z.object({ where: z.string(), key, sha256: z.string() }),
  }),
};
