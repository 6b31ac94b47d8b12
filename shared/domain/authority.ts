import * as z from 'zod';
import { isoDate, storedFile, territory } from './field-shapes.ts';

/** A power of attorney: who may act for the owner, in what and for how long. */
export const Authority = z.strictObject({
  /** The owner, by name. */
  grantor: z.string().min(1),
  /** Who signed for the owner, when that is a company. */
  signatory: z.string().min(1).optional(),
  /** The person or the company that may report. */
  grantee: z.string().min(1),
  /** Ids of the rights it is for; none: all. */
  rights: z.array(z.string().min(1)).default([]),
  /** Where it holds; none: everywhere. */
  territories: z.array(territory).default([]),
  signedAt: isoDate,
  expires: isoDate.optional(),
  file: storedFile.optional(),
  /** Where the signed document is kept, in words: how brand files from before 2026-12 name it. */
  document: z.string().optional(),
});
export type Authority = z.infer<typeof Authority>;
