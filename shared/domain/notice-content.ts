import * as z from 'zod';
import { Authority } from './authority.ts';
import { Claim, ClaimKind, NoticeLanguage, Quote, Strength, Worded } from './claim.ts';
import { Money } from './money.ts';
import { OfferKey } from './offer.ts';
import { Party } from './party.ts';
import { Right } from './right.ts';

export const EvidenceRef = z.strictObject({
  kind: z.string().min(1),
  key: z.string().min(1),
  sha256: z.string(),
  capturedAt: z.iso.datetime(),
  /** The case that it was captured for. */
  caseId: z.string().min(1),
});
export type EvidenceRef = z.infer<typeof EvidenceRef>;

/** What a notice says of all of its targets alike: who, by which right, why, and what is declared. */
export const NoticeContent = z.strictObject({
  programme: z.string().min(1),
  /** A site of the programme, by its id. */
  site: z.string().min(1),
  ownerId: z.string().min(1),
  owner: Party,
  reporter: Party,
  /** Absent when the owner reports in person. */
  authority: Authority.optional(),
  right: Right,
  claim: z.strictObject({
    kind: ClaimKind,
    reason: Claim.shape.reason,
    orderId: z.string().optional(),
  }),
  statement: Worded,
  declarations: z.array(z.enum(['good-faith', 'accurate', 'complete', 'perjury', 'authority'])),
  legalForm: z.enum(['trademark', 'dmca-512', 'dsa-16']),
  languages: z.array(NoticeLanguage).min(1),
});
export type NoticeContent = z.infer<typeof NoticeContent>;

/** What a notice says of one offer. */
export const TargetStatement = z.strictObject({
  caseId: z.string().min(1),
  offer: OfferKey,
  url: z.string().min(1),
  itemId: z.string().min(1),
  /** As the page shows it. */
  title: z.string(),
  price: Money.nullable(),
  sellerId: z.string().optional(),
  sellerName: z.string().optional(),
  nature: Claim.shape.nature,
  strength: Strength,
  sentences: z.array(Worded).min(1),
  quotes: z.array(Quote),
  evidence: z.array(EvidenceRef),
});
export type TargetStatement = z.infer<typeof TargetStatement>;

/**
 * What makes a notice one that may not leave. `target`: the item that it concerns. `outdated`: it says what was on file when it was
 * written, and written anew it would say what is there now.
 */
export type NoticeProblem = { field: string; target?: string; why: string; outdated?: true };
