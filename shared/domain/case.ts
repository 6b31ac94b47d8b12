import * as z from 'zod';
import { FailedCapture, SealedCapture } from './capture.ts';
import { CaseLink } from './case-link.ts';
import { ClaimKind, StatedClaim } from './claim.ts';
import { Harm } from './harm.ts';
import { Listing } from './listing.ts';
import { Opinion } from './opinion.ts';
import { Remark } from './remark.ts';
import { TargetInput } from './target.ts';
import { TestBuy } from './test-buy.ts';
import { Verdict } from './verdict.ts';

/**
 * Where a case stands. Once it is in a notice (`drafted` and after) it follows its target there. `submitting` and `uncertain` are states
 * of cases from before 2026-12, when each case was a notice of its own. `ended`: gone, and not by the venue. `restored`: the venue put the
 * offer back; only a person takes it up again.
 */
export const CaseState = z.enum([
  'flagged',
  'snoozed',
  'awaiting-approval',
  'queued',
  'drafted',
  'submitting',
  'submitted',
  'acknowledged',
  'removed',
  'ended',
  'dismissed',
  'authorised',
  'clarification-needed',
  'rejected',
  'counter-noticed',
  'restored',
  'withdrawn',
  'uncertain',
  'relisted',
]);
export type CaseState = z.infer<typeof CaseState>;

const NOTICED: readonly CaseState[] = [
  'acknowledged',
  'removed',
  'ended',
  'rejected',
  'clarification-needed',
  'counter-noticed',
  'restored',
  'withdrawn',
];

/**
 * From → to. Anything else is refused by the store's conditional write. `relisted` is entered only by a successor being opened; back to
 * `flagged` leads a way from every state that is not in flight: a person may always take a case up again.
 */
export const CASE_TRANSITIONS: Record<CaseState, readonly CaseState[]> = {
  flagged: ['queued', 'snoozed', 'dismissed', 'authorised', 'removed', 'ended'],
  snoozed: ['flagged', 'queued', 'dismissed', 'authorised', 'ended'],
  // `drafted`: the packet of a case from before 2026-12 may have been filed.
  'awaiting-approval': ['queued', 'flagged', 'snoozed', 'drafted', 'dismissed', 'authorised', 'removed', 'ended'],
  queued: ['drafted', 'submitting', 'awaiting-approval', 'flagged', 'dismissed', 'authorised', 'removed', 'ended'],
  drafted: [
    'submitted',
    'queued',
    'flagged',
    'awaiting-approval',
    'dismissed',
    'authorised',
    'rejected',
    'ended',
    'withdrawn',
  ],
  submitting: ['drafted', 'submitted', 'queued', 'uncertain', 'rejected', 'awaiting-approval', 'removed', 'authorised'],
  submitted: NOTICED,
  acknowledged: NOTICED.filter((state) => state !== 'acknowledged'),
  removed: ['relisted', 'counter-noticed', 'restored', 'withdrawn', 'flagged'],
  ended: ['removed', 'relisted', 'counter-noticed', 'restored', 'withdrawn', 'flagged'],
  dismissed: ['flagged'],
  authorised: ['flagged'],
  'clarification-needed': ['queued', 'dismissed', 'flagged', ...NOTICED],
  rejected: ['queued', 'acknowledged', 'withdrawn', 'dismissed', 'removed', 'flagged'],
  'counter-noticed': ['acknowledged', 'removed', 'ended', 'restored', 'withdrawn', 'rejected', 'flagged'],
  restored: ['acknowledged', 'removed', 'withdrawn', 'dismissed', 'flagged'],
  withdrawn: ['flagged'],
  uncertain: ['drafted', 'submitted', 'queued', 'dismissed', 'withdrawn', 'removed', 'flagged'],
  relisted: ['withdrawn', 'flagged'],
};

/** Where a case stands that only a person can take on. */
export const WAITS_FOR_A_PERSON: readonly CaseState[] = ['flagged', 'awaiting-approval'];

/** What a person may call an offer that no notice is to be sent for. The state says what follows, the label why. */
export const CaseLabel = z.enum(['not-infringing', 'out-of-scope', 'grey-market', 'authorised']);
export type CaseLabel = z.infer<typeof CaseLabel>;

/** One line of a case's append-only history. */
export const CaseEvent = z.object({
  at: z.iso.datetime(),
  from: CaseState.nullable(),
  to: CaseState,
  /** A function ("submit") or a person ("analyst:jane@example.com"). */
  by: z.string().min(1),
  why: z.string().min(1),
  /** What the person called it; absent where nobody chose a label. */
  label: CaseLabel.optional(),
  /** What happened to its notice, where the case followed that. Absent in events from before 2026-12. */
  cause: TargetInput.optional(),
  /** What the notice claims with which it left; like `cause`. */
  claim: ClaimKind.optional(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** The fence around sending: a notice leaves only in phase `sending`, and a stale `sending` is never resent. */
export const Submission = z.object({
  token: z.string(),
  phase: z.enum(['claimed', 'sending']),
  expiresAt: z.iso.datetime(),
  noticeId: z.string(),
});
export type Submission = z.infer<typeof Submission>;

/** More say no more of the same hand. */
export const MOST_LINKED_FROM = 50;

/** One brand × one listing. */
export const Case = z.object({
  id: z.string(),
  brandId: z.string(),
  state: CaseState,
  /** Optimistic lock: every write adds one. */
  version: z.int().positive(),
  listing: Listing,
  verdict: Verdict,
  /** What the offer does while it stays up, as judged with the verdict. Absent in cases from before 2026-12. */
  harm: Harm.optional(),
  imageHashes: z.array(z.string()).default([]),
  /** Contacts off the marketplace that the offer gives, such as "wechat:nh_store88". */
  contactHandles: z.array(z.string()).default([]),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  events: z.array(CaseEvent),
  /** Present when a person approved sending. */
  approvedBy: z.string().optional(),
  /** What a person wants its notice to claim, in place of what was found. */
  stated: StatedClaim.extend({ by: z.string().min(1), at: z.iso.datetime() }).optional(),
  submission: Submission.optional(),
  noticeId: z.string().optional(),
  /** Rises when the offer may be noticed once more: refused for its form, or taken up again by a person. */
  round: z.int().positive().optional(),
  /** The venue's own number for the notice. */
  externalId: z.string().optional(),
  submittedAt: z.iso.datetime().optional(),
  removedAt: z.iso.datetime().optional(),
  /** The newest capture of its page. */
  evidence: SealedCapture.optional(),
  /** Why the last try to capture it failed; gone with the next capture. */
  captureFailed: FailedCapture.optional(),
  /** Of cases from before 2026-12: the key of a manifest whose hash nobody kept. */
  evidenceKey: z.string().optional(),
  /** Of cases from before 2026-12: the ready-to-file packet in the evidence bucket. */
  packetKey: z.string().optional(),
  /** When `verify` looks next; absent when there is nothing left to check. */
  nextCheckAt: z.iso.datetime().optional(),
  checks: z.int().nonnegative().default(0),
  /** Looks in a row that met a bare 404, which proves nothing until it repeats. */
  absences: z.int().nonnegative().default(0),
  /** Present when the case was drawn by lot (random audit) and not for its score: with which probability. */
  selectionProbability: z.number().gt(0).max(1).optional(),
  /** Second looks by other people; appended only. */
  opinions: z.array(Opinion).default([]),
  /** The removed case that this one continues. */
  relistingOf: z.string().optional(),
  /** Earlier cases that it belongs with, of any seller on any marketplace. */
  links: z.array(CaseLink).default([]),
  /** Later cases whose `links` name it, the first of them. */
  linkedFrom: z.array(z.string()).default([]),
  /** Goods that were ordered from it to see what they are. */
  testBuys: z.array(TestBuy).default([]),
  /** E-mail address of whoever is to decide it; others may all the same. */
  assigned: z.email().optional(),
  /** Somebody who may not confirm cases says that it infringes: it waits for one who may. */
  proposed: z.object({ by: z.string().min(1), at: z.iso.datetime() }).optional(),
  remarks: z.array(Remark).default([]),
});
export type Case = z.infer<typeof Case>;

/** Deterministic, so that two workers opening the same case collide on purpose. Generation grows when the same listing id comes back. */
export function caseId(brandId: string, listing: { marketplace: string; id: string }, generation = 1): string {
  return [brandId, listing.marketplace, listing.id, generation].join('~');
}
