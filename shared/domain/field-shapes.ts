import * as z from 'zod';

/** Error wording that says what belongs there and what stands there instead. */
export const expected = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    `expected ${what}, but ${issue.input === undefined ? 'it is missing' : `got ${JSON.stringify(issue.input).slice(0, 60)}`}`,
});

export const isoDate = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  expected('an ISO date such as 2026-05-31'),
);
export const httpUrl = z.url({ protocol: /^https?$/, ...expected('a web address starting with https:// or http://') });
export const imageAddress = z.union(
  [httpUrl, z.string().regex(/^file:/)],
  expected('an address starting with https://, http:// or file:'),
);
export const territory = z.string().regex(/^[A-Z]{2}$/, expected('a two-letter country code such as DE (or EU)'));
/** An id that people write into files: of a brand, an owner, a right. */
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,40}$/, expected('lower-case letters, digits and dashes, 2 to 41 of them'));

/** A document in the evidence bucket: put there once, never changed. */
export const storedFile = z.strictObject({
  key: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, expected('a SHA-256 in 64 lower-case hexadecimal digits')),
  /** ISO 639-1, such as "zh". */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, expected('a two-letter language code such as zh'))
    .optional(),
});
