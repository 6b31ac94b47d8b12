import * as z from 'zod';
import { Mark, SignedAuthority } from './brand.ts';
import { Money } from './money.ts';
import { Party } from './party.ts';

export const NoticeTarget = z.object({
  caseId: z.string(),
  listingId: z.string(),
  url: z.string(),
  title: z.string(),
  price: Money.nullable(),
  sellerId: z.string().optional(),
  sellerName: z.string().optional(),
});
export type NoticeTarget = z.infer<typeof NoticeTarget>;

/** What is sent to a venue: a legal statement. One record covers every venue; channels render it. */
export const Notice = z.object({
  id: z.string(),
  brandId: z.string(),
  venue: z.string(),
  /** Idempotency key and our reference at the venue: the same for every try at the same notice. */
  reference: z.string(),
  rightsOwner: Party,
  reporter: Party,
  right: Mark,
  claim: z.object({
    kind: z.enum(['counterfeit', 'trademark-misuse', 'copyright-image']),
    nature: z.enum(['product', 'packaging', 'image', 'text']),
    explanation: z.string().min(1).max(1000),
  }),
  targets: z.array(NoticeTarget).min(1),
  evidence: z.array(z.object({ kind: z.string(), key: z.string(), sha256: z.string(), capturedAt: z.iso.datetime() })),
  declarations: z.object({
    goodFaith: z.literal(true),
    accurate: z.literal(true),
    authorised: SignedAuthority,
  }),
  composedAt: z.iso.datetime(),
});
export type Notice = z.infer<typeof Notice>;
